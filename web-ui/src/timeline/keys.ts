import { useEffect, useRef } from 'preact/hooks';

export interface TimeKeys {
  pan: (share: number) => void;
  zoom: (factor: number) => void;
  follow: () => void;
  /** Moves the crosshair by a share of the window. */
  step: (share: number) => void;
  back: () => void;
}

const PAN = 0.2;
const ZOOM = 0.5;
const STEP = 0.01;

/** Arrows pan, + and − zoom, comma and dot move the crosshair, f follows, Esc goes back; not while something is typed or asked. */
export function useTimeKeys(keys: TimeKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function onKey(e: KeyboardEvent): void {
      if (e.metaKey || e.ctrlKey || e.altKey) return;
      if ((e.target as Element).closest('input, select, textarea, dialog')) return;
      const act = actionOf(e, latest.current);
      if (!act) return;
      e.preventDefault();
      act();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function actionOf(e: KeyboardEvent, keys: TimeKeys): (() => void) | null {
  switch (e.key) {
    case 'ArrowLeft':
      return () => keys.pan(e.shiftKey ? -1 : -PAN);
    case 'ArrowRight':
      return () => keys.pan(e.shiftKey ? 1 : PAN);
    case '+':
    case '=':
      return () => keys.zoom(ZOOM);
    case '-':
    case '−':
      return () => keys.zoom(1 / ZOOM);
    case ',':
      return () => keys.step(-STEP);
    case '.':
      return () => keys.step(STEP);
    case 'f':
      return keys.follow;
    case 'Escape':
    case 'Backspace':
      return keys.back;
    default:
      return null;
  }
}
