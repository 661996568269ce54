import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import { usePoll } from '../api/poll';
import type { Run } from '../api/types';
import { navigate } from '../app/router';
import { runPath } from '../fleet/FleetRow';
import { MINUTE } from '../units/format';
import { Dumps } from './Dumps';
import { EventList } from './EventList';
import { Hover, HoverContext } from './hover';
import { InstanceHead } from './InstanceHead';
import { Lanes } from './Lanes';
import { Owners } from './Owners';
import { Readings } from './Readings';
import { Toolbar } from './Toolbar';
import { useEvents } from './useEvents';
import { useFeed } from './useFeed';
import { useNow } from './useNow';
import { useView } from './useView';

const RUNS_KEPT = 100;

/** The page proper, once it is known which instance it is about. */
export function InstanceTimeline({
  run,
  search,
  stale,
}: {
  run: Run;
  search: string;
  stale: boolean;
}) {
  const name = `${run.service} ${run.instance}`;
  const runs = useRuns(run, name);
  const services = usePoll(api.services, 5000, 'services');
  const siblings = useMemo(
    () => services.data?.find((s) => s.name === run.service)?.instances ?? [],
    [services.data, run.service],
  );
  const instance = siblings.find((s) => s.instance === run.instance && s.host === run.host) ?? null;

  const hover = useMemo(() => new Hover(), []);
  const now = useNow(!stale);
  const firstStart = Math.min(run.startedAt, ...(runs ?? []).map((r) => r.startedAt));
  const view = useView(run, search, firstStart, now, hover);
  const feed = useFeed(runs, run.id, view.window, view.follow, useNow.clock);
  const events = useEvents(run, runs, view.window);

  // Following means the instance: when a run that was watched gives way to the next, so does the page.
  const successor = view.follow && run.endedAt !== null ? instance?.run : undefined;
  useEffect(() => {
    if (successor && successor !== run.id) navigate(runPath(successor) + view.search, true);
  }, [successor]);

  const [chosen, setChosen] = useState<{ id: string; nth: number } | null>(null);
  const nth = useRef(0);
  // Fine enough to tell today from yesterday.
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const centre = useCallback((at: number) => hover.point({ at }), [hover]);
  const known = useMemo(() => runs ?? [run], [runs, run.id]);
  const old = stale || feed.failingSince !== null;

  return (
    <HoverContext.Provider value={hover}>
      <InstanceHead
        run={run}
        instance={instance}
        siblings={siblings}
        events={events}
        now={now}
        search={view.search}
        stale={old}
      />
      <Toolbar
        range={view.range}
        window={view.window}
        follow={view.follow}
        step={feed.axis.step}
        lanes={view.lanes}
        now={now}
        setRange={view.setRange}
        setLanes={view.setLanes}
      />
      <div class={`deck ${old ? 'stale' : ''}`}>
        <Lanes
          axis={feed.axis}
          loaded={feed.loaded}
          window={view.window}
          follow={view.follow}
          lanes={view.lanes}
          runs={known}
          focus={run}
          events={events}
          now={now}
          search={view.search}
          zoom={view.zoomTo}
          back={view.back}
          show={(id) => setChosen({ id, nth: nth.current++ })}
        />
        <aside>
          <Readings axis={feed.axis} runs={known} now={now} />
          <Owners run={run} />
        </aside>
      </div>
      <div class={`below ${old ? 'stale' : ''}`}>
        <EventList
          events={events}
          window={view.window}
          now={minute}
          chosen={chosen}
          centre={centre}
        />
        <Dumps service={run.service} instance={run.instance} now={minute} />
      </div>
    </HoverContext.Provider>
  );
}

/** All runs of the instance on this host, the one that the page is about with its newest state. */
function useRuns(run: Run, name: string): Run[] | null {
  const { data } = usePoll(
    (signal) =>
      api.runs({ service: run.service, instance: run.instance, limit: RUNS_KEPT }, signal),
    3000,
    name,
  );
  const runs = useMemo(() => {
    if (data === null) return null;
    const here = data.filter((r) => r.host === run.host && r.id !== run.id);
    return [...here, run].sort((a, b) => a.startedAt - b.startedAt);
  }, [data, run]);
  // Each answer brings new readings of the same runs; the lanes are drawn from their spans alone.
  const shape = runs?.map((r) => [r.id, r.startedAt, r.endedAt, r.state, r.latestAt === null]);
  const lines = runs?.map((r) => r.lines);
  return useMemo(() => runs, [JSON.stringify([shape, lines])]);
}
