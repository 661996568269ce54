import { describe, expect, it } from 'vitest';
import { edges, split, STACK_ORDER, stackOf } from '../src/timeline/stack';
import type { Axis, Values } from '../src/timeline/axis';

const counted = { used: 200, live: 120, external: 30, nonheap: 40, rss: 320 };

describe('the parts of resident memory', () => {
  it('add up to RSS', () => {
    const p = split(counted);
    expect(p).toMatchObject({ live: 120, garbage: 80, external: 30, nonheap: 40, rest: 50 });
    expect(p.live! + p.garbage! + p.external! + p.nonheap! + p.rest!).toBe(counted.rss);
    expect(p.notResident).toBe(0);
  });

  it('that come to more than RSS are kept as counted, the excess told', () => {
    const p = split({ ...counted, rss: 250 });
    expect(p).toMatchObject({ live: 120, garbage: 80, external: 30, nonheap: 40 });
    expect(p.rest).toBe(0);
    expect(p.notResident).toBe(20);
  });

  it('never have more live heap than used heap', () => {
    const p = split({ ...counted, used: 100 });
    expect(p.live).toBe(100);
    expect(p.garbage).toBe(0);
  });

  it('leave used heap unsorted until a collection has told what is live', () => {
    const p = split({ ...counted, live: null });
    expect(p).toMatchObject({ live: null, garbage: null, unsorted: 200, rest: 50 });
  });

  it('have no rest while RSS is not known', () => {
    const p = split({ ...counted, rss: null });
    expect(p.rest).toBeNull();
    expect(p.notResident).toBeNull();
  });
});

function axisOf(values: Record<string, Values>): Axis {
  const rows = Object.values(values)[0]!.length;
  return {
    step: 1000,
    x: Array.from({ length: rows }, (_, i) => i * 1000),
    run: Array.from({ length: rows }, () => 'run'),
    values: (metric) => values[metric] ?? new Array<null>(rows).fill(null),
    has: (metric) => metric in values,
  };
}

describe('the edges of the layers', () => {
  it('rise to RSS in every row', () => {
    const axis = axisOf({
      'heap.used': [200, 150],
      'heap.live': [120, null],
      external: [30, 30],
      nonheap: [40, 40],
      rss: [320, 330],
    });
    const edge = edges(stackOf(axis));
    expect(edge[STACK_ORDER[STACK_ORDER.length - 1]!]).toEqual([320, 330]);
    for (let i = 1; i < STACK_ORDER.length; i++) {
      const below = edge[STACK_ORDER[i - 1]!];
      edge[STACK_ORDER[i]!].forEach((v, row) => expect(v).toBeGreaterThanOrEqual(below[row]!));
    }
  });

  it('are missing where nothing was recorded, so that a gap stays a gap', () => {
    const axis = axisOf({ 'heap.used': [200, null, 210], 'heap.live': [120, null, 121] });
    for (const layer of STACK_ORDER) expect(edges(stackOf(axis))[layer][1]).toBeNull();
  });
});
