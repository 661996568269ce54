import { baseOptions, line } from '../../charts/options';
import { roundBytes } from '../../units/format';
import { token } from '../../theme/theme';
import type { ChartOptions, Frame } from '../../charts/Chart';
import type { Gutters } from '../../charts/options';
import uPlot from 'uplot';
import { STACK_ORDER, type Layer } from '../stack';

export const LAYER_COLOURS: Record<Layer, string> = {
  live: 'live',
  garbage: 'garbage',
  unsorted: 'garbage',
  external: 'external',
  nonheap: 'nonheap',
  rest: 'rest',
};

const DASH = [6, 4];

/** Series after the layers, in the order of the data. */
export const MEMORY_LINES = [
  'rss.min',
  'rss.max',
  'rss',
  'heap.max',
  'limit',
  'warn',
  'dump',
  'restart',
] as const;

export function memoryOptions(gutters: Gutters) {
  return (frame: Frame): ChartOptions => {
    const stepped = uPlot.paths.stepped!({ align: 1 });
    const layers = STACK_ORDER.map((layer, i): uPlot.Series => ({
      scale: 'bytes',
      stroke: token(LAYER_COLOURS[layer]),
      width: 0,
      points: { show: false },
      ...(i === 0 ? { fill: token('live') } : {}),
    }));
    const hidden = line('bytes', 'rss', { width: 0 });
    const load = (colour: string) =>
      line('bytes', colour, { width: 1, dash: DASH, paths: stepped });
    const first = 1 + layers.length;
    return baseOptions(
      frame,
      gutters,
      [{ key: 'bytes', format: roundBytes }],
      [
        ...layers,
        hidden,
        { ...hidden },
        line('bytes', 'rss', { width: 1.5 }),
        line('bytes', 'heap-max', { width: 1.5, paths: stepped }),
        line('bytes', 'limit', { width: 1.5, dash: [2, 3], paths: stepped }),
        load('line-warn'),
        load('line-dump'),
        load('line-restart'),
      ],
      [
        ...STACK_ORDER.slice(1).map((layer, i): uPlot.Band => ({
          series: [i + 2, i + 1],
          fill: token(LAYER_COLOURS[layer]),
        })),
        { series: [first + 1, first], fill: token('select') },
      ],
    );
  };
}
