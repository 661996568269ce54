import { HOUR, MINUTE } from '../units/format';

export const LANES = ['memory', 'requests', 'gc', 'runs', 'events'] as const;
export type LaneName = (typeof LANES)[number];

/**
 * What part of time is shown: the run itself (`auto`), the last `span` ms following the clock, or
 * a fixed stretch.
 */
export type Range =
  { kind: 'auto' } | { kind: 'follow'; span: number } | { kind: 'fixed'; from: number; to: number };

/** All of the page that a link carries, apart from the run in its path. */
export interface View {
  range: Range;
  lanes: LaneName[];
  instance: string | null;
  host: string | null;
}

export const MIN_SPAN = 10_000;
export const MAX_SPAN = 366 * 24 * HOUR;

export function parseView(search: string): View {
  const query = new URLSearchParams(search);
  return {
    range: parseRange(query),
    lanes: parseLanes(query.get('lanes')),
    instance: query.get('instance'),
    host: query.get('host'),
  };
}

function parseRange(query: URLSearchParams): Range {
  const from = wholeNumber(query.get('from'));
  const to = wholeNumber(query.get('to'));
  if (from !== null && to !== null && to - from >= MIN_SPAN) return { kind: 'fixed', from, to };
  const span = wholeNumber(query.get('span'));
  if (span !== null && span >= MIN_SPAN) return { kind: 'follow', span: Math.min(span, MAX_SPAN) };
  return { kind: 'auto' };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Unknown names are left out; a link that names none shows all rather than an empty page. */
function parseLanes(text: string | null): LaneName[] {
  if (text === null) return [...LANES];
  const named = new Set(text.split(','));
  const lanes = LANES.filter((lane) => named.has(lane));
  return lanes.length > 0 ? lanes : [...LANES];
}

export function formatView(view: View): string {
  const query = new URLSearchParams();
  if (view.instance !== null) query.set('instance', view.instance);
  if (view.host !== null) query.set('host', view.host);
  if (view.range.kind === 'fixed') {
    query.set('from', String(Math.round(view.range.from)));
    query.set('to', String(Math.round(view.range.to)));
  } else if (view.range.kind === 'follow') {
    query.set('span', String(Math.round(view.range.span)));
  }
  if (view.lanes.length < LANES.length) query.set('lanes', view.lanes.join(','));
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text ? '?' + text : '';
}

export interface Window {
  from: number;
  to: number;
}

/** Spans that `auto` chooses from, so that the axis does not stretch with every second. */
const AUTO_SPANS = [5 * MINUTE, 15 * MINUTE];

/**
 * The stretch to draw. A living run is followed; an ended one is shown whole with a little of what
 * came before and after. `firstStart` is where the instance's history begins.
 */
export function windowOf(
  range: Range,
  run: { startedAt: number; endedAt: number | null },
  firstStart: number,
  now: number,
): Window {
  if (range.kind === 'fixed') return { from: range.from, to: range.to };
  if (range.kind === 'follow') return { from: now - range.span, to: now };
  if (run.endedAt === null) {
    const age = now - firstStart;
    const span = AUTO_SPANS.find((s) => s >= age) ?? AUTO_SPANS[AUTO_SPANS.length - 1]!;
    return { from: now - span, to: now };
  }
  const margin = Math.max(15_000, (run.endedAt - run.startedAt) * 0.06);
  return { from: run.startedAt - margin, to: run.endedAt + margin };
}

export function isFollowing(range: Range, endedAt: number | null): boolean {
  return range.kind === 'follow' || (range.kind === 'auto' && endedAt === null);
}

/** Zooms by `factor` (< 1 = closer) about `centre`; following keeps the clock at the right edge. */
export function zoomed(window: Window, follow: boolean, factor: number, centre?: number): Range {
  const span = clampSpan((window.to - window.from) * factor);
  if (follow && centre === undefined) return { kind: 'follow', span };
  const at = centre ?? (window.from + window.to) / 2;
  const left = (at - window.from) / (window.to - window.from);
  return { kind: 'fixed', from: at - span * left, to: at + span * (1 - left) };
}

/** Pans by a share of the window; never past the present. */
export function panned(window: Window, share: number, now: number): Range {
  const span = window.to - window.from;
  const to = Math.min(window.to + span * share, Math.max(now, window.to));
  return { kind: 'fixed', from: to - span, to };
}

export function clampSpan(span: number): number {
  return Math.min(MAX_SPAN, Math.max(MIN_SPAN, span));
}
