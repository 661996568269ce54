import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Run } from '../api/types';
import { navigate } from '../app/router';
import { runPath } from '../fleet/FleetRow';
import type { Hover } from './hover';
import { useTimeKeys } from './keys';
import {
  formatView,
  isFollowing,
  panned,
  parseView,
  windowOf,
  zoomed,
  type LaneName,
  type Range,
  type View,
} from './view';

/** The view as the address has it, and the ways to change it: all of them go through the address. */
export function useView(run: Run, search: string, firstStart: number, now: number, hover: Hover) {
  const view = useMemo(() => parseView(search), [search]);
  // Who watches a run live goes on watching when it ends; only who opens an ended run sees it whole.
  const opened = useRef({ id: '', endedAt: null as number | null });
  if (opened.current.id !== run.id) opened.current = { id: run.id, endedAt: run.endedAt };
  const { endedAt } = opened.current;
  const { from, to } = windowOf(view.range, { ...run, endedAt }, firstStart, now);
  const window = useMemo(() => ({ from, to }), [from, to]);
  const follow = isFollowing(view.range, endedAt);
  const before = useRef<Range[]>([]);

  function go(change: Partial<View>, replace: boolean): void {
    const next = { ...view, instance: run.instance, host: run.host, ...change };
    navigate(runPath(run.id) + formatView(next), replace);
  }
  const setRange = (range: Range) => go({ range }, true);

  // The link that somebody copies names the instance even if they came by a bare one.
  useEffect(() => {
    if (view.instance !== run.instance || view.host !== run.host) go({}, true);
  }, [view.instance, view.host, run.id]);

  function zoomTo(range: Range): void {
    before.current.push(view.range);
    go({ range }, false);
  }
  function back(): void {
    setRange(before.current.pop() ?? { kind: 'auto' });
  }

  useTimeKeys({
    pan: (share) => setRange(panned(window, share, now)),
    zoom: (factor) => setRange(zoomed(window, follow, factor)),
    step: (share) => {
      const at = (hover.now.at ?? to) + (to - from) * share;
      hover.point({ at: Math.min(to, Math.max(from, at)), event: null });
    },
    follow: () => setRange({ kind: 'follow', span: to - from }),
    back,
  });

  return {
    range: view.range,
    lanes: view.lanes,
    window,
    follow,
    /** The query of the address, for links to other runs of the instance. */
    search: formatView({ ...view, instance: run.instance, host: run.host }),
    setRange,
    setLanes: (lanes: LaneName[]) => go({ lanes }, true),
    zoomTo,
    back,
  };
}
