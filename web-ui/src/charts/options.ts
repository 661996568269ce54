import type uPlot from 'uplot';
import { token } from '../theme/theme';
import type { ChartOptions, Frame } from './Chart';

/** Gutters beside every lane, px: values at the left, names of lines at the right. */
export interface Gutters {
  left: number;
  right: number;
}

export const WIDE: Gutters = { left: 72, right: 96 };
export const NARROW: Gutters = { left: 64, right: 52 };

/** Free space above and under the plot of a lane, px, so that lines at the ends are whole. */
export const PAD = 6;

interface ScaleSpec {
  key: string;
  format: (value: number) => string;
  side?: 'left' | 'right';
}

/** What all charts share: no cursor or legend of uPlot's own, one time axis, calm grid. */
export function baseOptions(
  frame: Frame,
  gutters: Gutters,
  scales: ScaleSpec[],
  series: uPlot.Series[],
  bands: uPlot.Band[] = [],
): ChartOptions {
  const font = '12px system-ui, sans-serif';
  const ink = token('ink-2');
  const grid = { stroke: token('grid'), width: 1 };
  const hasRight = scales.some((s) => s.side === 'right');
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [PAD, hasRight ? 0 : gutters.right, PAD, 0],
    scales: {
      x: { time: false, range: () => [frame.from, frame.to] },
      ...Object.fromEntries(
        scales.map((s) => [s.key, { range: () => [0, frame.scales[s.key]?.top ?? 1] }]),
      ),
    } as uPlot.Scales,
    axes: [
      {
        size: 0,
        splits: () => frame.ticks,
        values: () => frame.ticks.map(() => ''),
        ticks: { show: false },
        grid,
      },
      ...scales.map((s): uPlot.Axis => ({
        scale: s.key,
        side: s.side === 'right' ? 1 : 3,
        size: s.side === 'right' ? gutters.right : gutters.left,
        splits: () => frame.scales[s.key]?.splits ?? [0],
        values: (_u, splits) =>
          splits.map((v) => (v === 0 && s.side === 'right' ? '' : s.format(v))),
        stroke: ink,
        font,
        gap: 8,
        ticks: { show: false },
        grid: s.side === 'right' ? { show: false } : grid,
      })),
    ],
    series: [{}, ...series],
    bands,
  };
}

/** A line without dots: at one reading a second they would be all there is to see. */
export function line(
  scale: string,
  colour: string,
  more: Partial<uPlot.Series> = {},
): uPlot.Series {
  return {
    scale,
    stroke: token(colour),
    width: 1.5,
    points: { show: false },
    ...more,
  };
}
