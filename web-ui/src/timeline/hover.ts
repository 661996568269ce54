import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/**
 * What the pointer or the keyboard points at. Kept outside the page's state: moving the crosshair
 * must not draw charts again, only the line and the readings.
 */
export interface Pointed {
  at: number | null;
  event: string | null;
}

export class Hover {
  private state: Pointed = { at: null, event: null };
  private readonly listeners = new Set<(p: Pointed) => void>();

  get now(): Pointed {
    return this.state;
  }

  point(change: Partial<Pointed>): void {
    const next = { ...this.state, ...change };
    if (next.at === this.state.at && next.event === this.state.event) return;
    this.state = next;
    for (const listener of this.listeners) listener(next);
  }

  subscribe(listener: (p: Pointed) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

export const HoverContext = createContext(new Hover());

/** Where the crosshair stands; null when nothing is pointed at. */
export function usePointedTime(): number | null {
  return usePointed((p) => p.at);
}

/** Whether any of these events is pointed at. Only those whose answer changes draw again. */
export function useLit(ids: string[]): boolean {
  return usePointed((p) => p.event !== null && ids.includes(p.event));
}

function usePointed<T>(select: (p: Pointed) => T): T {
  const hover = useContext(HoverContext);
  const [value, setValue] = useState(() => select(hover.now));
  useEffect(() => hover.subscribe((p) => setValue(() => select(p))), [hover]);
  return value;
}
