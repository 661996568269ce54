import { useEffect } from 'preact/hooks';
import type { RefObject } from 'preact';

/** `/` searches, Esc clears, arrows or j and k walk the rows; Enter on a row is the browser's own. */
export function useFleetKeys(
  searchBox: RefObject<HTMLInputElement | null>,
  table: RefObject<HTMLElement | null>,
  clear: () => void,
): void {
  useEffect(() => {
    function onKey(e: KeyboardEvent): void {
      if (e.metaKey || e.ctrlKey || e.altKey) return;
      const typing = e.target === searchBox.current;
      if (e.key === 'Escape') {
        clear();
        searchBox.current?.blur();
      } else if (e.key === '/' && !typing) {
        e.preventDefault();
        searchBox.current?.focus();
        searchBox.current?.select();
      } else if (e.key === 'ArrowDown' || (e.key === 'j' && !typing)) {
        if (step(table.current, 1)) e.preventDefault();
      } else if (e.key === 'ArrowUp' || (e.key === 'k' && !typing)) {
        if (step(table.current, -1)) e.preventDefault();
      }
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function step(table: HTMLElement | null, by: number): boolean {
  const rows = [...(table?.querySelectorAll<HTMLElement>('a.row') ?? [])];
  if (rows.length === 0) return false;
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  rows[Math.min(rows.length - 1, Math.max(0, next))]?.focus();
  return true;
}
