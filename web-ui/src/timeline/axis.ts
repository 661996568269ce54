import type { RunSeries } from './merge';
import { lowerBound } from './merge';

export type Kind = 'min' | 'max' | 'avg' | 'last';
export type Values = (number | null)[];

/** The runs of an instance laid on one axis. Rows without a run are the breaks at gaps and seams. */
export interface Axis {
  /** Bucket width, ms. */
  step: number;
  x: number[];
  run: (string | null)[];
  values: (metric: string, kind: Kind) => Values;
  has: (metric: string) => boolean;
}

interface Row {
  at: number;
  source: RunSeries | null;
  index: number;
}

/**
 * Puts each bucket's readings on the axis. While two runs overlap during a replacement the one
 * that the page is about is shown, then the older: it holds the memory that the page explains.
 * `runs` is ordered oldest first.
 */
export function layOut(runs: RunSeries[], focus: string, from: number, to: number): Axis {
  const step = Math.max(...runs.map((r) => r.step), 1000);
  const rows = withBreaks(pickRows(runs, focus, from, to), step);
  const cache = new Map<string, Values>();
  return {
    step,
    x: rows.map((r) => r.at),
    run: rows.map((r) => r.source?.run ?? null),
    has: (metric) => runs.some((r) => r.series[metric]?.last.some((v) => v !== null)),
    values: (metric, kind) => {
      const key = metric + '/' + kind;
      let values = cache.get(key);
      if (!values) {
        values = rows.map((r) => r.source?.series[metric]?.[kind][r.index] ?? null);
        cache.set(key, values);
      }
      return values;
    },
  };
}

function pickRows(runs: RunSeries[], focus: string, from: number, to: number): Row[] {
  const rows = new Map<number, Row>();
  const inOrder = [...runs].sort((a, b) => Number(b.run === focus) - Number(a.run === focus));
  for (const source of inOrder) {
    const columns = Object.values(source.series);
    const start = Math.max(0, lowerBound(source.times, from) - 1);
    for (let index = start; index < source.times.length; index++) {
      const at = source.times[index]!;
      if (!rows.has(at) && columns.some((c) => c.last[index] != null)) {
        rows.set(at, { at, source, index });
      }
      if (at > to) break;
    }
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

/**
 * A break is a row of nulls. One follows each seam between runs, and each hole in a run's data. A
 * single empty one-second bucket is no hole: a sample a second drifts across the edges of buckets.
 */
function withBreaks(rows: Row[], step: number): Row[] {
  const hole = Math.max(2500, step * 1.5);
  const out: Row[] = [];
  for (const row of rows) {
    const last = out[out.length - 1];
    if (last && (row.source !== last.source || row.at - last.at > hole)) {
      out.push({ at: (last.at + Math.min(row.at, last.at + step)) / 2, source: null, index: -1 });
    }
    out.push(row);
  }
  return out;
}

/** The row whose bucket holds `at`, or null in a gap. */
export function rowAt(axis: Axis, at: number): number | null {
  const after = lowerBound(axis.x, at + 1);
  for (let i = after - 1; i >= Math.max(0, after - 2); i--) {
    if (axis.run[i] === null) continue;
    return at - axis.x[i]! <= Math.max(2500, axis.step * 1.5) ? i : null;
  }
  return null;
}

/** Where one run's readings give way to another's. */
export function seamsOf(axis: Axis): number[] {
  const seams: number[] = [];
  let before: string | null = null;
  axis.run.forEach((run, i) => {
    if (run === null) return;
    if (before !== null && run !== before) seams.push(axis.x[i]!);
    before = run;
  });
  return seams;
}
