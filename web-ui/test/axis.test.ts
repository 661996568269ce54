import { describe, expect, it } from 'vitest';
import { layOut, rowAt, seamsOf } from '../src/timeline/axis';
import { mergeTimeline, trimSeries, type RunSeries } from '../src/timeline/merge';
import type { Timeline } from '../src/api/types';

/** A run with one metric; null is a bucket without data. */
function series(run: string, from: number, values: (number | null)[], step = 1000): RunSeries {
  const times = values.map((_, i) => from + i * step);
  const column = { min: values, max: values, avg: values, last: values };
  return { run, step, from, to: from + values.length * step, times, series: { rss: column } };
}

const drawn = (runs: RunSeries[], focus = 'a') => {
  const axis = layOut(runs, focus, 0, 100_000);
  return { axis, x: axis.x, run: axis.run, rss: axis.values('rss', 'avg') };
};

describe('gaps', () => {
  it('break the line when more than one second is missing', () => {
    const { rss, x } = drawn([series('a', 0, [1, 2, null, null, 5])]);
    expect(rss).toEqual([1, 2, null, 5]);
    expect(x[2]).toBeGreaterThan(1000);
    expect(x[2]).toBeLessThan(4000);
  });

  it('are not made of a single empty second, which is only a sample that drifted', () => {
    expect(drawn([series('a', 0, [1, 2, null, 4])]).rss).toEqual([1, 2, 4]);
  });

  it('are made of a single empty bucket where buckets are wide', () => {
    expect(drawn([series('a', 0, [1, null, 3], 10_000)]).rss).toEqual([1, null, 3]);
  });

  it('have no reading under the crosshair', () => {
    const { axis } = drawn([series('a', 0, [1, 2, null, null, null, null, null, 8])]);
    expect(rowAt(axis, 1500)).toBe(1);
    expect(rowAt(axis, 5500)).toBeNull();
    expect(axis.x[rowAt(axis, 7200)!]).toBe(7000);
    expect(rowAt(axis, -1)).toBeNull();
  });
});

describe('runs on one axis', () => {
  it('are never joined by a line, even when one follows the other at once', () => {
    const { rss, run } = drawn([series('a', 0, [1, 2]), series('b', 2000, [3, 4])]);
    expect(rss).toEqual([1, 2, null, 3, 4]);
    expect(run).toEqual(['a', 'a', null, 'b', 'b']);
  });

  it('that overlap show the one that the page is about', () => {
    const runs = [series('a', 0, [1, 2, 3]), series('b', 1000, [7, 8, 9])];
    expect(drawn(runs, 'b').run.filter((r) => r === 'b')).toHaveLength(3);
    expect(drawn(runs, 'a').run.filter((r) => r === 'a')).toHaveLength(3);
  });

  it('that overlap show the older one when the page is about neither', () => {
    const runs = [series('a', 0, [1, 2, 3]), series('b', 1000, [7, 8, 9])];
    expect(drawn(runs, 'c').rss).toEqual([1, 2, 3, null, 9]);
  });

  it('have a seam where the next begins', () => {
    const { axis } = drawn([series('a', 0, [1, 2]), series('b', 5000, [3, 4])]);
    expect(seamsOf(axis)).toEqual([5000]);
  });
});

function answer(from: number, values: (number | null)[], step = 1000): Timeline {
  return { ...series('a', from, values, step), resolution: 'raw' };
}

describe('an incremental answer', () => {
  it('is appended, and replaces what it covers again', () => {
    const held = mergeTimeline(null, answer(0, [1, 2, 3]));
    const merged = mergeTimeline(held, answer(2000, [30, 4]));
    expect(merged.times).toEqual([0, 1000, 2000, 3000]);
    expect(merged.series['rss']!.avg).toEqual([1, 2, 30, 4]);
    expect([merged.from, merged.to]).toEqual([0, 4000]);
  });

  it('keeps what was held after it', () => {
    const held = mergeTimeline(null, answer(0, [1, 2, 3, 4]));
    expect(mergeTimeline(held, answer(1000, [9])).series['rss']!.avg).toEqual([1, 9, 3, 4]);
  });

  it('may bring a metric that was not there before', () => {
    const held = mergeTimeline(null, answer(0, [1]));
    const more = answer(1000, [2]);
    more.series['fds'] = { min: [5], max: [5], avg: [5], last: [5] };
    expect(mergeTimeline(held, more).series['fds']!.last).toEqual([null, 5]);
  });

  it('of another resolution replaces all', () => {
    const held = mergeTimeline(null, answer(0, [1, 2, 3]));
    expect(mergeTimeline(held, answer(0, [7], 5000)).series['rss']!.avg).toEqual([7]);
  });

  it('that does not touch what is held replaces all, so that no hole is taken for data', () => {
    const held = mergeTimeline(null, answer(0, [1, 2]));
    expect(mergeTimeline(held, answer(60_000, [9])).times).toEqual([60_000]);
  });

  it('lets what is long out of sight be forgotten', () => {
    const held = mergeTimeline(
      null,
      answer(
        0,
        Array.from({ length: 10 }, (_, i) => i),
      ),
    );
    const trimmed = trimSeries(held, 6000, 5);
    expect(trimmed.times).toEqual([6000, 7000, 8000, 9000]);
    expect(trimmed.from).toBe(6000);
    expect(trimSeries(held, 3000, 5)).toBe(held);
  });
});
