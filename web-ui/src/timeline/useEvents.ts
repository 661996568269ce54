import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { PlimsollEvent, Run } from '../api/types';
import type { Window } from './view';

const EVERY_MS = 2000;
const LIMIT = 500;
/** Events come late when an agent was cut off; the last stretch is asked for again each time. */
const LATE_MS = 60_000;

/**
 * The events of an instance, oldest first: those of the window, and the newest ones. What was once
 * seen is kept, so that panning back shows marks at once.
 */
export function useEvents(run: Run | null, runs: Run[] | null, window_: Window): PlimsollEvent[] {
  const held = useRef({ instance: '', byId: new Map<string, PlimsollEvent>() });
  const [version, setVersion] = useState(0);
  const key = run ? `${run.service} ${run.instance} ${run.host}` : '';
  if (held.current.instance !== key) held.current = { instance: key, byId: new Map() };
  const latest = useRef(window_);
  latest.current = window_;

  const stretch = `${Math.floor(window_.from / 60_000)} ${Math.ceil(window_.to / 60_000)}`;
  useEffect(() => {
    if (!run) return;
    const abort = new AbortController();
    let timer = 0;
    const query = { service: run.service, instance: run.instance, limit: LIMIT };
    async function ask(from: number, to?: number): Promise<void> {
      clearTimeout(timer);
      let next = from;
      try {
        if (!document.hidden) {
          const range = { from: Math.floor(from), ...(to ? { to: Math.ceil(to) } : {}) };
          const items = await api.events({ ...query, ...range }, abort.signal);
          if (abort.signal.aborted) return;
          if (take(items, held.current.byId)) setVersion((v) => v + 1);
          next = latest.current.to - LATE_MS;
        }
      } catch {
        // The readings say that the collector is away; the next round asks for the same again.
      }
      if (!abort.signal.aborted) timer = window.setTimeout(() => void ask(next), EVERY_MS);
    }
    const settle = setTimeout(
      () => void ask(latest.current.from, latest.current.to + 1000),
      version === 0 ? 0 : 150,
    );
    return () => {
      abort.abort();
      clearTimeout(settle);
      clearTimeout(timer);
    };
  }, [key, stretch]);

  return useSorted(held.current.byId, runs, version, key);
}

function useSorted(
  byId: Map<string, PlimsollEvent>,
  runs: Run[] | null,
  version: number,
  key: string,
): PlimsollEvent[] {
  const memo = useRef<{ of: string; events: PlimsollEvent[] }>({ of: '', events: [] });
  // Another host may have an instance of the same name; its runs are not among these.
  const of = `${key} ${version} ${runs?.length ?? 0}`;
  if (memo.current.of !== of) {
    const ours = new Set(runs?.map((r) => r.id));
    const events = [...byId.values()].filter((e) => !runs || !e.run || ours.has(e.run));
    memo.current = { of, events: events.sort((a, b) => a.at - b.at) };
  }
  return memo.current.events;
}

/** True if there was anything new. */
function take(items: PlimsollEvent[], byId: Map<string, PlimsollEvent>): boolean {
  let fresh = false;
  for (const e of items) {
    if (!byId.has(e.id)) fresh = true;
    byId.set(e.id, e);
  }
  return fresh;
}
