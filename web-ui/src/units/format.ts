/**
 * Figures as people read them. A figure and its unit are held together by a no-break space; what
 * is not known is an en dash, never a zero.
 */
export const UNKNOWN = '–';

const NBSP = '\u00a0';
const KIB = 1024;
const MIB = KIB * 1024;
const GIB = MIB * 1024;
const TIB = GIB * 1024;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Maybe = number | null | undefined;

function known(value: Maybe): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

function unitOf(bytes: number): [number, string] {
  const size = Math.abs(bytes);
  if (size >= TIB) return [TIB, 'TiB'];
  if (size >= GIB) return [GIB, 'GiB'];
  if (size >= MIB) return [MIB, 'MiB'];
  if (size >= KIB) return [KIB, 'KiB'];
  return [1, 'B'];
}

/** One decimal from KiB up, so that a column of sizes has one precision. */
export function bytes(value: Maybe): string {
  if (!known(value)) return UNKNOWN;
  const [unit, name] = unitOf(value);
  return (unit === 1 ? Math.round(value).toString() : (value / unit).toFixed(1)) + NBSP + name;
}

/** For axes and labels: no decimal where there is nothing behind it, as in `256 MiB`. */
export function roundBytes(value: Maybe): string {
  if (!known(value)) return UNKNOWN;
  const [unit, name] = unitOf(value);
  const figure = value / unit;
  const short = unit === GIB || unit === TIB ? Math.round(figure * 10) / 10 : Math.round(figure);
  return short.toString() + NBSP + name;
}

/** `205 of 256 MiB`: both figures in the unit of the whole. */
export function bytesOf(part: Maybe, whole: Maybe): string {
  if (!known(whole) || whole <= 0) return bytes(part);
  const [unit, name] = unitOf(whole);
  const digits = unit >= GIB ? 1 : 0;
  const first = known(part) ? (part / unit).toFixed(digits) : UNKNOWN;
  return `${first} of ${(whole / unit).toFixed(digits)}${NBSP}${name}`;
}

/** A span of time in at most two units: `840 ms`, `9.8 s`, `3 min 12 s`, `2 h 10 min`, `3 d 4 h`. */
export function duration(value: Maybe): string {
  if (!known(value)) return UNKNOWN;
  const ms = Math.max(0, value);
  if (ms < 1000) return Math.round(ms) + NBSP + 'ms';
  if (ms < 59_950) return (ms / 1000).toFixed(1) + NBSP + 's';
  const seconds = Math.round(ms / 1000);
  if (seconds < 600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes + NBSP + 'min';
  if (minutes < 24 * 60) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** Like {@link duration}, without tenths of seconds: for what ticks each second. */
export function calmDuration(value: Maybe): string {
  if (known(value) && value < 59_950) return Math.floor(Math.max(0, value) / 1000) + NBSP + 's';
  return duration(value);
}

/** For axes: no decimal where there is nothing behind it, as in `10 s`. */
export function roundDuration(value: Maybe): string {
  return duration(value).replace('.0' + NBSP, NBSP);
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  const first = big + NBSP + bigUnit;
  return small === 0 ? first : first + NBSP + small + NBSP + smallUnit;
}

/** A fraction as whole per cent. */
export function percent(fraction: Maybe): string {
  return known(fraction) ? Math.round(fraction * 100) + NBSP + '%' : UNKNOWN;
}

/** A share that is mostly small, such as the time spent in GC: one decimal. */
export function share(fraction: Maybe): string {
  return known(fraction) ? (fraction * 100).toFixed(1) + NBSP + '%' : UNKNOWN;
}

/** A whole number with thin grouping: `40 213`. */
export function count(value: Maybe): string {
  if (!known(value)) return UNKNOWN;
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

export function plural(n: number, one: string, many = one + 's'): string {
  return `${count(n)}${NBSP}${n === 1 ? one : many}`;
}
