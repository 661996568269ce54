import { MINUTE } from '../units/format';
import type { Window } from './view';

const SECOND = 1000;
const STEPS = [1, 2, 5, 10, 15, 30]
  .map((s) => s * SECOND)
  .concat([1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map((m) => m * MINUTE));

const MAX_POINTS = 1200;

/** Bucket width for a window: round, so that all runs and all answers share one grid. */
export function stepFor(span: number): number {
  return STEPS.find((s) => span / s <= MAX_POINTS) ?? STEPS[STEPS.length - 1]!;
}

/** The window on that grid, one bucket wider on each side so that lines reach the edges. */
export function aligned(window: Window, step: number): Window & { points: number } {
  const from = Math.floor(window.from / step - 1) * step;
  const to = Math.ceil(window.to / step + 1) * step;
  return { from, to, points: Math.round((to - from) / step) };
}

/** What a point stands for, in words: `1 s`, `15 s`, `2 min`. */
export function stepWords(step: number): string {
  return step < MINUTE ? `${step / SECOND}\u00a0s` : `${step / MINUTE}\u00a0min`;
}
