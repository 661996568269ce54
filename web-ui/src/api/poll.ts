import { useEffect, useRef, useState } from 'preact/hooks';

export interface Polled<T> {
  /** The last answer, kept while later calls fail. */
  data: T | null;
  /** When the first of the calls that now fail in a row failed; null while all is well. */
  failingSince: number | null;
  error: unknown;
  /** Ask again at once. */
  refresh: () => void;
}

interface Outcome<T> {
  key: string;
  data: T | null;
  failingSince: number | null;
  error: unknown;
}

/**
 * Calls `load` every `everyMs`, never twice at a time. A hidden tab asks for nothing; a tab that
 * comes back asks at once. Another `key` starts over with no data.
 */
export function usePoll<T>(
  load: (signal: AbortSignal) => Promise<T>,
  everyMs: number,
  key: string,
): Polled<T> {
  const [state, setState] = useState<Outcome<T>>(() => empty(key));
  const latest = useRef(load);
  latest.current = load;
  const refresh = useRef<() => void>(() => undefined);

  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    let busy = false;

    async function ask(): Promise<void> {
      if (busy || document.hidden) return;
      busy = true;
      clearTimeout(timer);
      try {
        const data = await latest.current(abort.signal);
        if (!abort.signal.aborted) setState({ key, data, failingSince: null, error: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        setState((old) => ({ ...keep(old, key), error, failingSince: sinceOf(old, key) }));
      } finally {
        busy = false;
        if (!abort.signal.aborted) timer = window.setTimeout(ask, everyMs);
      }
    }

    refresh.current = () => void ask();
    const onVisible = () => void ask();
    document.addEventListener('visibilitychange', onVisible);
    void ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [key, everyMs]);

  const shown = keep(state, key);
  return {
    data: shown.data,
    failingSince: shown.failingSince,
    error: shown.error,
    refresh: refresh.current,
  };
}

function empty<T>(key: string): Outcome<T> {
  return { key, data: null, failingSince: null, error: null };
}

function keep<T>(old: Outcome<T>, key: string): Outcome<T> {
  return old.key === key ? old : empty(key);
}

function sinceOf<T>(old: Outcome<T>, key: string): number {
  return (old.key === key ? old.failingSince : null) ?? Date.now();
}
