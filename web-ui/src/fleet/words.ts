import type { Instance, Lines, Metrics, RunState } from '../api/types';
import { calmDuration, HOUR, percent } from '../units/format';

const STATE: Record<RunState, string> = {
  starting: 'Starting',
  ready: 'Ready',
  draining: 'Draining',
  stopped: 'Stopped',
  crashed: 'Crashed',
  'crash-looping': 'Crash-looping',
  lost: 'Lost',
};

export function stateWord(state: RunState): string {
  return STATE[state] ?? state;
}

/**
 * How an instance stands. That a process is ready says little once it lies too deep, so then the
 * line it is over comes first.
 */
export function standing(i: { state: RunState; lines: Lines | null; latest: Metrics }): string {
  const live = fraction(i.latest['heap.live'], i.latest['heap.max']);
  if (i.state !== 'ready' || live === null || !i.lines) return stateWord(i.state);
  if (live >= i.lines.restart) return 'Over restart line';
  if (live >= i.lines.dump) return 'Over dump line';
  if (live >= i.lines.warn) return 'Over warn line';
  return stateWord(i.state);
}

export function isAlive(state: RunState): boolean {
  return state === 'starting' || state === 'ready' || state === 'draining';
}

export function fraction(part: number | null | undefined, whole: number | null | undefined) {
  return part != null && whole != null && whole > 0 ? part / whole : null;
}

/** A forecast nearer than this is written so that it is seen; a slow drift need not be. */
const NEAR_MS = HOUR;

/** When the restart line will be reached, or why there is no telling. */
export function forecastWords(i: Pick<Instance, 'state' | 'lines' | 'latest' | 'forecastMs'>): {
  text: string;
  near: boolean;
} {
  const live = fraction(i.latest['heap.live'], i.latest['heap.max']);
  if (!isAlive(i.state) || live === null || !i.lines) return { text: '–', near: false };
  const line = percent(i.lines.restart);
  if (live >= i.lines.restart) return { text: `over ${line} now`, near: true };
  if (i.forecastMs === null) return { text: 'not rising', near: false };
  const text = `${line} in ${calmDuration(i.forecastMs)}`;
  return { text, near: i.forecastMs < NEAR_MS };
}
