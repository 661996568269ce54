import type { Theme } from '../../theme/theme';
import type { Axis, Values } from '../axis';
import type { Geometry } from '../geometry';
import type { Window } from '../view';

/** What every lane is drawn from. */
export interface LaneProps {
  axis: Axis;
  window: Window;
  ticks: number[];
  geometry: Geometry;
  theme: Theme;
}

export function highest(...columns: Values[]): number {
  let top = 0;
  for (const column of columns) for (const v of column) if (v !== null && v > top) top = v;
  return top;
}

export function lastKnown(values: Values): number | null {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] != null) return values[i]!;
  return null;
}

/** Names of the series that have at least one value: what a test of the page can ask for. */
export function seriesWithData(named: Record<string, Values>): string {
  return Object.entries(named)
    .filter(([, values]) => values.some((v) => v !== null))
    .map(([name]) => name)
    .join(' ');
}
