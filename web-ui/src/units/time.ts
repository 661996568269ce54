import { DAY } from './format';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'].concat([
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]);

function pad(n: number): string {
  return n < 10 ? '0' + n : n.toString();
}

/** Local time of day, `14:03:10`. */
export function clock(at: number): string {
  const d = new Date(at);
  return `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}`;
}

/** Local day, `21 Nov`. */
export function day(at: number): string {
  const d = new Date(at);
  return `${d.getDate()} ${MONTHS[d.getMonth()]}`;
}

/** Local time, with the day when it is not the day of `now`. */
export function when(at: number, now: number): string {
  return sameDay(at, now) ? clock(at) : `${day(at)} ${clock(at)}`;
}

/** For titles: what everybody means by it, wherever they sit. */
export function utc(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
}

function sameDay(a: number, b: number): boolean {
  return Math.abs(a - b) < DAY && new Date(a).getDate() === new Date(b).getDate();
}

const SECOND = 1000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200]
  .map((s) => s * SECOND)
  .concat([DAY, 2 * DAY, 7 * DAY]);

export interface Tick {
  at: number;
  label: string;
}

/** Ticks on round local times, at least `minGap` px apart. */
export function timeTicks(from: number, to: number, width: number, minGap = 84): Tick[] {
  const span = to - from;
  if (!(span > 0) || width <= 0) return [];
  const room = Math.max(1, Math.floor(width / minGap));
  const step = STEPS.find((s) => span / s <= room) ?? Math.ceil(span / room / DAY) * DAY;
  // Round in local time: midnight and the full hour are where people look for them.
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) {
    ticks.push({ at, label: tickLabel(at, step) });
  }
  return ticks;
}

function tickLabel(at: number, step: number): string {
  if (step >= DAY) return day(at);
  const time = clock(at);
  if (time === '00:00:00') return day(at);
  return step < 60_000 ? time : time.slice(0, 5);
}
