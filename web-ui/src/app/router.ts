import { useEffect, useState } from 'preact/hooks';

export interface Place {
  path: string;
  search: string;
}

const listeners = new Set<() => void>();

function here(): Place {
  return { path: location.pathname, search: location.search };
}

/** Goes to a path of this application. `replace` leaves no step in the history. */
export function navigate(to: string, replace = false): void {
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  for (const listener of listeners) listener();
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = () => setPlace(here());
    listeners.add(update);
    window.addEventListener('popstate', update);
    return () => {
      listeners.delete(update);
      window.removeEventListener('popstate', update);
    };
  }, []);
  return place;
}

/** Lets plain links work as navigation; a modifier key, a download or another origin stays the browser's. */
export function interceptLinks(): void {
  document.addEventListener('click', (e) => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) {
      return;
    }
    const link = (e.target as Element).closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) {
      return;
    }
    if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#')) return;
    e.preventDefault();
    navigate(link.pathname + link.search);
    window.scrollTo(0, 0);
  });
}
