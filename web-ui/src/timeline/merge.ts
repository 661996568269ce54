import type { Column, Timeline } from '../api/types';

/** What is held of one run at one resolution; `from` to `to` is what was asked for so far. */
export interface RunSeries {
  run: string;
  step: number;
  from: number;
  to: number;
  times: number[];
  series: Record<string, Column>;
}

const KINDS = ['min', 'max', 'avg', 'last'] as const;

/**
 * Lays a newer answer over what is held. The answer wins for the stretch it covers, since the last
 * buckets of an earlier one were still filling. Another resolution, or an answer that does not
 * touch what is held, replaces everything.
 */
export function mergeTimeline(held: RunSeries | null, answer: Timeline): RunSeries {
  const fresh: RunSeries = { ...answer };
  if (!held || held.step !== answer.step || answer.from > held.to || answer.to < held.from) {
    return fresh;
  }
  const before = lowerBound(held.times, answer.from);
  const after = lowerBound(held.times, answer.to);
  const times = [...held.times.slice(0, before), ...answer.times, ...held.times.slice(after)];
  const series: Record<string, Column> = {};
  for (const metric of new Set([...Object.keys(held.series), ...Object.keys(answer.series)])) {
    const old = held.series[metric];
    const add = answer.series[metric];
    const column: Column = { min: [], max: [], avg: [], last: [] };
    for (const kind of KINDS) {
      column[kind] = [
        ...part(old?.[kind], 0, before),
        ...part(add?.[kind], 0, answer.times.length),
        ...part(old?.[kind], after, held.times.length),
      ];
    }
    series[metric] = column;
  }
  return {
    ...fresh,
    from: Math.min(held.from, answer.from),
    to: Math.max(held.to, answer.to),
    times,
    series,
  };
}

/** Forgets what lies before `from`, once that is worth the copying. */
export function trimSeries(held: RunSeries, from: number, slack = 300): RunSeries {
  const cut = lowerBound(held.times, from);
  if (cut < slack) return held;
  const series: Record<string, Column> = {};
  for (const [metric, column] of Object.entries(held.series)) {
    series[metric] = {
      min: column.min.slice(cut),
      max: column.max.slice(cut),
      avg: column.avg.slice(cut),
      last: column.last.slice(cut),
    };
  }
  return { ...held, from: held.times[cut] ?? from, times: held.times.slice(cut), series };
}

function part(values: (number | null)[] | undefined, from: number, to: number): (number | null)[] {
  return values ? values.slice(from, to) : new Array<null>(to - from).fill(null);
}

/** Index of the first time that is not before `at`. */
export function lowerBound(times: number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
