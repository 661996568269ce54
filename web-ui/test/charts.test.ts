import { describe, expect, it } from 'vitest';
import { byteScale, decimalScale, spread } from '../src/charts/nice';
import { sparkPath } from '../src/charts/Sparkline';
import { timeTicks } from '../src/units/time';

const MIB = 1024 * 1024;

describe('scales', () => {
  it('of sizes are split at powers of two MiB', () => {
    const { splits, top } = byteScale(350 * MIB, 5);
    expect(splits.map((s) => s / MIB)).toEqual([0, 128, 256]);
    expect(top).toBeGreaterThan(350 * MIB);
  });

  it('of counts are split at 1, 2 or 5 times a power of ten', () => {
    expect(decimalScale(28_000, 3, 4).splits).toEqual([0, 10_000, 20_000, 30_000]);
  });

  it('of nothing still have a height', () => {
    expect(decimalScale(0, 3, 4).top).toBeGreaterThan(0);
  });
});

describe('labels', () => {
  it('that would overlap are moved apart, within the edges', () => {
    const placed = spread([100, 103, 106], 15, 0, 300);
    expect(placed).toEqual([100, 115, 130]);
    expect(spread([295, 299], 15, 0, 300)).toEqual([285, 300]);
  });
});

describe('the sparkline', () => {
  it('is broken where points are missing', () => {
    expect(sparkPath([0, 0.5, null, 1], 90, 32).match(/M/g)).toHaveLength(2);
    expect(sparkPath([null, null], 90, 32)).toBe('');
  });
});

describe('ticks of time', () => {
  it('stand on round times, none nearer than there is room for', () => {
    const from = Date.UTC(2026, 0, 1, 12, 0, 7);
    const ticks = timeTicks(from, from + 900_000, 900);
    for (const t of ticks) expect(t.at % 60_000).toBe(0);
    expect(ticks.length).toBeGreaterThan(3);
    expect(ticks.length).toBeLessThanOrEqual(11);
  });

  it('are none when there is no room or no time', () => {
    expect(timeTicks(0, 0, 900)).toEqual([]);
    expect(timeTicks(0, 1000, 0)).toEqual([]);
  });
});
