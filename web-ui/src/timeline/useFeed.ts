import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Run } from '../api/types';
import { layOut, type Axis } from './axis';
import { Feed } from './feed';
import type { Window } from './view';

const EVERY_MS = 1000;
const SETTLE_MS = 60;
const AHEAD_MS = 250;

export interface Fed {
  axis: Axis;
  /** False until the first answer. */
  loaded: boolean;
  failingSince: number | null;
  error: unknown;
}

/**
 * The readings for the window, kept up to date once a second, and soon after the window moved. A
 * hidden tab asks for nothing.
 */
export function useFeed(
  runs: Run[] | null,
  focus: string,
  window_: Window,
  follow: boolean,
  clock: () => number,
): Fed {
  const feed = useMemo(() => new Feed(), [runs?.[0]?.instance, runs?.[0]?.host]);
  const [version, setVersion] = useState(0);
  const [failure, setFailure] = useState<{ since: number; error: unknown } | null>(null);
  const want = useRef({ runs, window: window_, follow });
  want.current = { runs, window: window_, follow };
  const pump = useRef<() => void>(() => undefined);

  useEffect(() => {
    const abort = new AbortController();
    let busy = false;
    let again = false;
    async function run(): Promise<void> {
      if (document.hidden || !want.current.runs) return;
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        const { runs: wanted, window: at } = want.current;
        const came = await feed.update(wanted!, at, clock(), abort.signal);
        if (abort.signal.aborted) return;
        setFailure(null);
        // What came for the newest end while following is drawn with the next step of the clock:
        // one drawing a second, not one for the clock and one for the data.
        const waits = came === 'nothing' || (came === 'tail' && want.current.follow);
        setVersion((v) => (waits && v > 0 ? v : v + 1));
      } catch (error) {
        if (!abort.signal.aborted) {
          setFailure((old) => old ?? { since: Date.now(), error });
          again = false;
        }
      } finally {
        busy = false;
        if (again && !abort.signal.aborted) {
          again = false;
          void run();
        }
      }
    }
    pump.current = () => void run();
    pump.current();
    // A little before each full second, when the clock steps.
    let timer = 0;
    const first = setTimeout(
      () => (timer = window.setInterval(pump.current, EVERY_MS)),
      EVERY_MS - ((clock() + AHEAD_MS) % EVERY_MS),
    );
    const onVisible = () => void run();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      abort.abort();
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [feed]);

  // A window that was moved by hand is filled at once; one that follows the clock waits its turn.
  const span = Math.round(window_.to - window_.from);
  const moved = window_.to < clock() - 2 * EVERY_MS ? window_.to : 0;
  useEffect(() => {
    const timer = setTimeout(() => pump.current(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [span, moved, runs?.length]);

  const series = useMemo(() => feed.series(runs ?? []), [feed, version, runs, window_]);
  const axis = useMemo(
    () => layOut(series, focus, window_.from, window_.to),
    [series, focus, window_.from, window_.to],
  );
  return {
    axis,
    loaded: version > 0,
    failingSince: failure?.since ?? null,
    error: failure?.error ?? null,
  };
}
