import { api } from '../api/client';
import type { Run, Timeline } from '../api/types';
import { mergeTimeline, trimSeries, type RunSeries } from './merge';
import { aligned, stepFor } from './step';
import type { Window } from './view';

/** How late a reading may come: JFR delivers up to a second late, then batches and a retry. */
const LATE_MS = 6_000;
/** Agents that were cut off deliver what they held; now and then all is asked for again. */
const WHOLE_AGAIN_MS = 30_000;
const MOST_RUNS = 40;
const AT_ONCE = 4;

export type Ask = { from: number; to: number; points: number };
type Load = (query: Ask & { run: string }, signal?: AbortSignal) => Promise<Timeline>;

export type Came = 'nothing' | 'tail' | 'whole';

interface Held {
  series: RunSeries;
  wholeAt: number;
  askedAt: number;
}

/** Holds the readings of an instance's runs for a window and asks for no more than is missing. */
export class Feed {
  private readonly held = new Map<string, Held>();

  constructor(private readonly load: Load = api.timeline) {}

  /** What is held of these runs, oldest first. */
  series(runs: Run[]): RunSeries[] {
    return [...runs]
      .sort((a, b) => a.startedAt - b.startedAt)
      .flatMap((run) => this.held.get(run.id)?.series ?? []);
  }

  /** Brings what the window shows up to date, and tells how much of it came. */
  async update(runs: Run[], window: Window, now: number, signal: AbortSignal): Promise<Came> {
    const step = stepFor(window.to - window.from);
    const asks = runs
      .filter((run) => run.startedAt <= window.to && (run.endedAt ?? now) >= window.from)
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(0, MOST_RUNS)
      .flatMap((run) => {
        const ask = nextAsk(this.held.get(run.id), run, window, step, now);
        return ask ? [{ run, ask }] : [];
      });
    for (let i = 0; i < asks.length; i += AT_ONCE) {
      await Promise.all(
        asks.slice(i, i + AT_ONCE).map(async ({ run, ask }) => {
          // The last instant asked for lies in the last bucket: on the edge it would open one more, and
          // the collector would widen the step to keep to the number of points.
          const answer = await this.load({ run: run.id, ...ask, to: ask.to - 1 }, signal);
          this.store(run.id, answer, ask, window, step, now);
        }),
      );
    }
    if (asks.length === 0) return 'nothing';
    return asks.some(({ ask }) => ask.from <= window.from) ? 'whole' : 'tail';
  }

  private store(
    run: string,
    answer: Timeline,
    ask: Ask,
    window: Window,
    step: number,
    now: number,
  ): void {
    const old = this.held.get(run);
    // A collector may round the grid; what was asked for is what is now known.
    const covering = { ...answer, from: ask.from, to: ask.to };
    const whole = ask.from <= window.from;
    const base = old && old.series.step === answer.step && !whole ? old.series : null;
    const merged = mergeTimeline(base, covering);
    this.held.set(run, {
      series: trimSeries(merged, window.from - (window.to - window.from)),
      wholeAt: whole ? now : (old?.wholeAt ?? now),
      askedAt: now,
    });
    if (answer.step !== step) this.held.get(run)!.wholeAt = now;
  }
}

/** What to ask for next about a run: the window, its newest end, or nothing. */
export function nextAsk(
  held: Held | undefined,
  run: Pick<Run, 'startedAt' | 'endedAt'>,
  window: Window,
  step: number,
  now: number,
): Ask | null {
  const whole = aligned(window, step);
  if (!held || held.series.step !== step) return whole;
  const needFrom = Math.max(window.from, run.startedAt);
  const needTo = Math.min(window.to, run.endedAt ?? now);
  if (needFrom < held.series.from || held.series.to + LATE_MS < needFrom) return whole;
  // Nothing of this stretch can still change.
  if (held.askedAt > needTo + LATE_MS && held.series.to >= needTo) return null;
  if (now - held.wholeAt > WHOLE_AGAIN_MS) return whole;
  const from = Math.max(window.from, Math.min(held.series.to, held.askedAt) - LATE_MS - step);
  const tail = aligned({ from, to: window.to }, step);
  return tail.from <= whole.from ? whole : tail;
}
