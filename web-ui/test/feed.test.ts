import { describe, expect, it } from 'vitest';
import { Feed, nextAsk, type Ask } from '../src/timeline/feed';
import { aligned, stepFor } from '../src/timeline/step';
import type { Run, Timeline } from '../src/api/types';

const now = 1_000_000_000;
const run = { id: 'a', startedAt: now - 600_000, endedAt: null } as Run;
const window = { from: now - 300_000, to: now };

function recording() {
  const asks: (Ask & { run: string })[] = [];
  const load = (ask: Ask & { run: string }): Promise<Timeline> => {
    asks.push(ask);
    const step = (ask.to + 1 - ask.from) / ask.points;
    const times = Array.from({ length: ask.points }, (_, i) => ask.from + i * step);
    const ones = times.map(() => 1);
    const series = { rss: { min: ones, max: ones, avg: ones, last: ones } };
    return Promise.resolve({ ...ask, step, resolution: 'raw', times, series });
  };
  return { asks, feed: new Feed(load) };
}

const signal = new AbortController().signal;

describe('the feed', () => {
  it('asks for just so many buckets as lie between its ends', async () => {
    const { asks, feed } = recording();
    await feed.update([run], window, now, signal);
    const { from, to, points } = asks[0]!;
    expect(Math.floor(to / 1000) - Math.floor(from / 1000) + 1).toBe(points);
  });

  it('asks for the whole window once, then for its newest end', async () => {
    const { asks, feed } = recording();
    await feed.update([run], window, now, signal);
    await feed.update([run], { from: window.from + 1000, to: now + 1000 }, now + 1000, signal);
    expect(asks).toHaveLength(2);
    expect(asks[0]!.points).toBeGreaterThanOrEqual(300);
    expect(asks[1]!.points).toBeLessThan(20);
    expect(asks[1]!.to).toBeGreaterThan(now + 1000);
  });

  it('asks again for all now and then, since agents deliver late what they held', async () => {
    const { asks, feed } = recording();
    await feed.update([run], window, now, signal);
    await feed.update(
      [run],
      { from: window.from + 31_000, to: now + 31_000 },
      now + 31_000,
      signal,
    );
    expect(asks[1]!.points).toBeGreaterThanOrEqual(300);
  });

  it('asks nothing more about a stretch that can no longer change', async () => {
    const { asks, feed } = recording();
    const past = { from: now - 400_000, to: now - 300_000 };
    await feed.update([run], past, now, signal);
    expect(await feed.update([run], past, now + 60_000, signal)).toBe('nothing');
    expect(asks).toHaveLength(1);
  });

  it('leaves out runs that the window does not show', async () => {
    const { asks, feed } = recording();
    const gone = { ...run, id: 'b', startedAt: now - 900_000, endedAt: now - 600_000 } as Run;
    await feed.update([gone, run], window, now, signal);
    expect(asks.map((a) => a.run)).toEqual(['a']);
  });

  it('asks for all when the window moves to where nothing is held', async () => {
    const { asks, feed } = recording();
    await feed.update([run], window, now, signal);
    await feed.update([run], { from: now - 590_000, to: now - 290_000 }, now, signal);
    expect(asks[1]!.from).toBeLessThanOrEqual(now - 590_000);
  });

  it('asks at another resolution when the span changes', () => {
    const held = {
      series: { run: 'a', step: 1000, from: 0, to: now, times: [], series: {} },
      wholeAt: now,
      askedAt: now,
    };
    const wide = { from: now - 86_400_000, to: now };
    expect(nextAsk(held, run, wide, stepFor(86_400_000), now)?.points).toBeLessThan(1300);
  });
});

describe('the grid', () => {
  it('has a round step and no more points than the screen has room for', () => {
    expect([60_000, 900_000, 3_600_000, 86_400_000].map(stepFor)).toEqual([
      1000, 1000, 5000, 120_000,
    ]);
  });

  it('is the same for all runs, whatever the window', () => {
    const a = aligned({ from: 12_345, to: 98_765 }, 5000);
    expect([a.from % 5000, a.to % 5000]).toEqual([0, 0]);
    expect(a.points).toBe((a.to - a.from) / 5000);
  });
});
