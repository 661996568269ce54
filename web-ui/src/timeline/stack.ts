import type { Axis, Values } from './axis';

/**
 * What fills the resident memory of a process. Each array has one value a row.
 *
 * The parts and RSS are measured by different people: the runtime counts what it has reserved and
 * used, the kernel what is in memory now. So:
 * - `rest` is RSS minus all counted parts: free heap pages that the kernel still holds, thread
 *   stacks, code, native libraries. It is never negative.
 * - Where the parts come to more than RSS (pages swapped out, reserved but never touched, files
 *   mapped but not read in), nothing is scaled down to fit: the stack is drawn as counted and rises
 *   above the RSS line by `notResident`.
 * - Live heap is an estimate after collections and may for a moment exceed the used heap of now; it
 *   is then held to used, since both cannot be true of the same bytes.
 * - While live heap is not known yet, all used heap is in `unsorted`: neither live nor garbage.
 */
export interface Stack {
  live: Values;
  garbage: Values;
  unsorted: Values;
  external: Values;
  nonheap: Values;
  rest: Values;
  notResident: Values;
}

export interface Parts {
  live: number | null;
  garbage: number | null;
  unsorted: number | null;
  external: number | null;
  nonheap: number | null;
  rest: number | null;
  notResident: number | null;
}

export interface Counted {
  used: number | null;
  live: number | null;
  external: number | null;
  nonheap: number | null;
  rss: number | null;
}

export function split(c: Counted): Parts {
  const live = c.live === null ? null : c.used === null ? c.live : Math.min(c.live, c.used);
  const garbage = c.used === null || live === null ? null : c.used - live;
  const unsorted = live === null ? c.used : null;
  const counted = (c.used ?? live ?? 0) + (c.external ?? 0) + (c.nonheap ?? 0);
  const beyond = c.rss === null ? null : c.rss - counted;
  return {
    live,
    garbage,
    unsorted,
    external: c.external,
    nonheap: c.nonheap,
    rest: beyond === null ? null : Math.max(0, beyond),
    notResident: beyond === null ? null : Math.max(0, -beyond),
  };
}

/**
 * From the bottom. Garbage swings with every collection, so it lies above what is steady: were it
 * right on top of live heap, each swing would shake all layers over it. Live heap stands on zero,
 * where its load lines can be read against it.
 */
export const STACK_ORDER = ['live', 'external', 'nonheap', 'unsorted', 'garbage', 'rest'] as const;
export type Layer = (typeof STACK_ORDER)[number];

/** Averages, because only averages of the parts add up to the average of the whole. */
export function stackOf(axis: Axis): Stack {
  const used = axis.values('heap.used', 'avg');
  const live = axis.values('heap.live', 'avg');
  const external = axis.values('external', 'avg');
  const nonheap = axis.values('nonheap', 'avg');
  const rss = axis.values('rss', 'avg');
  const stack: Stack = {
    live: [],
    garbage: [],
    unsorted: [],
    external: [],
    nonheap: [],
    rest: [],
    notResident: [],
  };
  for (let i = 0; i < axis.x.length; i++) {
    const parts = split({
      used: used[i] ?? null,
      live: live[i] ?? null,
      external: external[i] ?? null,
      nonheap: nonheap[i] ?? null,
      rss: rss[i] ?? null,
    });
    for (const key of Object.keys(stack) as (keyof Stack)[]) stack[key].push(parts[key]);
  }
  return stack;
}

/**
 * The upper edge of each layer. A row where nothing is known stays null, so that the gap shows; a
 * part that is not known where others are adds nothing.
 */
export function edges(stack: Stack): Record<Layer, Values> {
  const out = {} as Record<Layer, Values>;
  let below: Values = [];
  for (const layer of STACK_ORDER) {
    const values = stack[layer];
    const edge = values.map((value, i) => {
      const empty = STACK_ORDER.every((l) => stack[l][i] === null);
      return empty ? null : (below[i] ?? 0) + (value ?? 0);
    });
    out[layer] = edge;
    below = edge;
  }
  return out;
}
