import type { Instance, RunState } from '../api/types';
import { calmDuration, percent } from '../units/format';

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

export function isAlive(state: RunState): boolean {
  return state === 'starting' || state === 'ready' || state === 'draining';
}

export function fraction(part: number | null | undefined, whole: number | null | undefined) {
  return part != null && whole != null && whole > 0 ? part / whole : null;
}

/** When the restart line will be reached, or why there is no telling. */
export function forecastWords(i: Pick<Instance, 'state' | 'lines' | 'latest' | 'forecastMs'>): {
  text: string;
  rising: boolean;
} {
  const live = fraction(i.latest['heap.live'], i.latest['heap.max']);
  if (!isAlive(i.state) || live === null || !i.lines) return { text: '–', rising: false };
  const line = percent(i.lines.restart);
  if (live >= i.lines.restart) return { text: `over ${line} now`, rising: true };
  if (i.forecastMs === null) return { text: 'not rising', rising: false };
  return { text: `${line} in ${calmDuration(i.forecastMs)}`, rising: true };
}
