import { useEffect, useState } from 'preact/hooks';

export type Theme = 'light' | 'dark';

const KEY = 'plimsoll.theme';
const listeners = new Set<(theme: Theme) => void>();

function stored(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

let current: Theme = 'light';

function apply(theme: Theme): void {
  current = theme;
  document.documentElement.dataset['theme'] = theme;
  palette = null;
  for (const listener of listeners) listener(theme);
}

/** The remembered choice, or the system's, followed for as long as nothing is remembered. */
export function startTheme(): void {
  apply(stored() ?? systemTheme());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (stored() === null) apply(systemTheme());
  });
}

export function toggleTheme(): void {
  const next = current === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Not remembered then, but still switched.
  }
  apply(next);
}

export function useTheme(): Theme {
  const [theme, setTheme] = useState(current);
  useEffect(() => {
    listeners.add(setTheme);
    return () => void listeners.delete(setTheme);
  }, []);
  return theme;
}

let palette: Map<string, string> | null = null;

/** A token's value for canvases, which know no custom properties. */
export function token(name: string): string {
  palette ??= new Map();
  let value = palette.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement)
      .getPropertyValue('--' + name)
      .trim();
    palette.set(name, value);
  }
  return value;
}
