import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const PATIENCE_MS = 300;

/** Says that something takes a while, but only once it does: most answers are here before. */
export function Late({ children }: { children: ComponentChildren }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <p class="late" role="status">
      {children}
    </p>
  ) : null;
}
