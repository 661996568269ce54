import { describe, expect, it } from 'vitest';
import {
  formatView,
  LANES,
  MIN_SPAN,
  panned,
  parseView,
  windowOf,
  zoomed,
  type View,
} from '../src/timeline/view';

const base: View = { range: { kind: 'auto' }, lanes: [...LANES], instance: null, host: null };

describe('a view', () => {
  const views: View[] = [
    base,
    { ...base, range: { kind: 'follow', span: 900_000 } },
    { ...base, range: { kind: 'fixed', from: 1_700_000_000_000, to: 1_700_000_600_000 } },
    { ...base, lanes: ['memory', 'gc'], instance: 'push/0', host: 'app-3' },
    { ...base, instance: 'süß & odd/1', host: 'a b' },
  ];

  it('comes back from its own address', () => {
    for (const view of views) expect(parseView(formatView(view))).toEqual(view);
  });

  it('has a short address when nothing was chosen', () => {
    expect(formatView(base)).toBe('');
  });

  it('has an address that people can read', () => {
    expect(formatView({ ...views[3]! })).toBe('?instance=push/0&host=app-3&lanes=memory,gc');
  });

  it('from a broken address is the run itself with all lanes', () => {
    for (const broken of ['?from=x&to=y', '?from=5&to=3', '?span=-1', '?span=1', '?lanes=nope']) {
      expect(parseView(broken)).toEqual(base);
    }
  });
});

describe('the window', () => {
  const now = 10_000_000;

  it('of a living run follows the clock, in steps of span', () => {
    const run = { startedAt: now - 60_000, endedAt: null };
    expect(windowOf({ kind: 'auto' }, run, run.startedAt, now)).toEqual({
      from: now - 300_000,
      to: now,
    });
    expect(windowOf({ kind: 'auto' }, run, now - 600_000, now).from).toBe(now - 900_000);
  });

  it('of an ended run is the run and a little more', () => {
    const run = { startedAt: 1_000_000, endedAt: 2_000_000 };
    expect(windowOf({ kind: 'auto' }, run, 0, now)).toEqual({ from: 940_000, to: 2_060_000 });
  });

  it('zooms about its middle, or at the clock while following', () => {
    expect(zoomed({ from: 0, to: 100_000 }, false, 0.5)).toEqual({
      kind: 'fixed',
      from: 25_000,
      to: 75_000,
    });
    expect(zoomed({ from: 0, to: 100_000 }, true, 0.5)).toEqual({ kind: 'follow', span: 50_000 });
  });

  it('does not zoom in for ever', () => {
    expect(zoomed({ from: 0, to: MIN_SPAN }, true, 0.1)).toEqual({
      kind: 'follow',
      span: MIN_SPAN,
    });
  });

  it('pans, but not past the present', () => {
    expect(panned({ from: 0, to: 100_000 }, -0.2, now)).toMatchObject({ from: -20_000 });
    expect(panned({ from: now - 100_000, to: now }, 0.5, now)).toMatchObject({ to: now });
  });
});
