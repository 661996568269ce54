const MIB = 1024 * 1024;

export interface NiceScale {
  top: number;
  splits: number[];
}

/** A scale for sizes: splits at powers of two MiB, the top just above `max`. */
export function byteScale(max: number, room: number): NiceScale {
  let step = MIB;
  while (max / step > room) step *= 2;
  // A split of 96 MiB reads worse than one of 64 or 128; powers of two only.
  return scale(max, step, 1.04);
}

/** A scale for counts and times: splits at 1, 2 or 5 times a power of ten. */
export function decimalScale(max: number, room: number, least: number): NiceScale {
  const top = Math.max(max, least);
  let step = 10 ** Math.floor(Math.log10(top / room));
  for (const factor of [1, 2, 5, 10]) {
    if (top / (step * factor) <= room) {
      step *= factor;
      break;
    }
  }
  return scale(top, Math.max(step, least / room), 1.08);
}

function scale(max: number, step: number, head: number): NiceScale {
  const top = max * head;
  const splits: number[] = [];
  for (let v = 0; v <= top; v += step) splits.push(v);
  return { top, splits };
}

/** Labels in a column: each as near to its place as the others allow, none overlapping. */
export function spread(wanted: number[], height: number, min: number, max: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = wanted.slice();
  let floor = min;
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, floor);
    floor = placed[i]! + height;
  }
  let ceiling = max;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i]!, ceiling);
    ceiling = placed[i]! - height;
  }
  return placed;
}
