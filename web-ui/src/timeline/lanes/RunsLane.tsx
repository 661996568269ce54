import type { Run } from '../../api/types';
import { runPath } from '../../fleet/FleetRow';
import { stateWord } from '../../fleet/words';
import { calmDuration } from '../../units/format';
import { utc, when } from '../../units/time';
import { xOf, type Geometry } from '../geometry';
import type { Window } from '../view';

export interface RunBand {
  run: Run;
  left: number;
  width: number;
  row: number;
}

const BAND_HEIGHT = 22;
const ROWS = 2;
/** Room for both rows from the start: a replacement must not move what is below. */
const HEIGHT = ROWS * (BAND_HEIGHT + 2) + 8;

/** Runs that overlap during a replacement lie in two rows; otherwise all lie in one. */
export function placeRuns(runs: Run[], window: Window, g: Geometry, now: number): RunBand[] {
  const ends: number[] = [];
  return [...runs]
    .sort((a, b) => a.startedAt - b.startedAt)
    .flatMap((run) => {
      const end = run.endedAt ?? now;
      let row = ends.findIndex((e) => e <= run.startedAt);
      if (row < 0) row = Math.min(ends.length, ROWS - 1);
      ends[row] = end;
      if (end < window.from || run.startedAt > window.to) return [];
      const left = xOf(Math.max(run.startedAt, window.from), window, g);
      const right = xOf(Math.min(end, window.to), window, g);
      return [{ run, left, width: Math.max(2, right - left), row }];
    });
}

export function RunsLane({
  bands,
  focus,
  geometry,
  now,
  search,
}: {
  bands: RunBand[];
  focus: string;
  geometry: Geometry;
  now: number;
  search: string;
}) {
  return (
    <section
      class="lane runs"
      data-testid="lane-runs"
      aria-label="Runs"
      style={{ height: `${HEIGHT}px` }}
    >
      <span class="gutter-name" style={{ width: `${geometry.gutters.left - 12}px` }}>
        Runs
      </span>
      {bands.map((b) => (
        <a
          key={b.run.id}
          class={bandClass(b, focus)}
          data-testid="run-band"
          data-run={b.run.id}
          href={runPath(b.run.id) + search}
          title={bandTitle(b.run, now)}
          style={{
            transform: `translate(${b.left}px, ${4 + b.row * (BAND_HEIGHT + 2)}px)`,
            width: `${b.width}px`,
          }}
        >
          <span class="run-life">{calmDuration((b.run.endedAt ?? now) - b.run.startedAt)}</span>
          <span class={`run-exit ${badExit(b.run) ? 'bad' : ''}`}>{exitWord(b.run)}</span>
        </a>
      ))}
    </section>
  );
}

export function exitWord(run: Run): string {
  if (run.exit) {
    const { cause, signal, code } = run.exit;
    if (cause === 'replaced') return 'replaced';
    if (cause === 'requested') return 'stopped';
    if (signal !== null && signal !== undefined) return `${cause}, signal ${signal}`;
    return code === null || code === undefined ? cause : `${cause}, exit ${code}`;
  }
  return run.endedAt === null && run.state === 'ready' ? '' : stateWord(run.state).toLowerCase();
}

export function badExit(run: Run): boolean {
  const cause = run.exit?.cause;
  return cause === 'crashed' || cause === 'killed' || run.state === 'crashed';
}

function bandClass(b: RunBand, focus: string): string {
  // Words need room; a sliver would be widened by the space around them.
  const slim = b.width < 32;
  return ['run-band', b.run.id === focus && 'focus', b.run.endedAt && 'ended', slim && 'slim']
    .filter(Boolean)
    .join(' ');
}

function bandTitle(run: Run, now: number): string {
  const end = run.endedAt === null ? 'now' : when(run.endedAt, now);
  const lines = [`pid ${run.pid}, ${when(run.startedAt, now)} to ${end}`, utc(run.startedAt)];
  if (run.exit) lines.push(run.exit.sentence);
  return lines.join('\n');
}
