import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { NARROW, WIDE, type Gutters } from '../charts/options';
import type { Window } from './view';

/** Where the time axis lies in every lane. */
export interface Geometry {
  width: number;
  gutters: Gutters;
  /** Width of the plot between the gutters, px. */
  plot: number;
  narrow: boolean;
}

const NARROW_BELOW = 620;

export function geometryOf(width: number): Geometry {
  const narrow = width < NARROW_BELOW;
  const gutters = narrow ? NARROW : WIDE;
  return { width, gutters, narrow, plot: Math.max(40, width - gutters.left - gutters.right) };
}

/** Px from the lane's left edge. */
export function xOf(at: number, window: Window, g: Geometry): number {
  return g.gutters.left + ((at - window.from) / (window.to - window.from)) * g.plot;
}

export function timeAt(x: number, window: Window, g: Geometry): number {
  return window.from + ((x - g.gutters.left) / g.plot) * (window.to - window.from);
}

/** Measures an element's width, before the first paint and whenever it changes. */
export function useWidth<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
