import { useMemo } from 'preact/hooks';
import type { PlimsollEvent, Run } from '../api/types';
import { useTheme } from '../theme/theme';
import { timeTicks } from '../units/time';
import { seamsOf, type Axis } from './axis';
import { geometryOf, useWidth } from './geometry';
import { EventsLane } from './lanes/EventsLane';
import { GcLane } from './lanes/GcLane';
import { MEMORY_HEIGHT, MemoryLane } from './lanes/MemoryLane';
import { RequestsLane } from './lanes/RequestsLane';
import { placeRuns, RunsLane } from './lanes/RunsLane';
import { Overlay } from './Overlay';
import { TimeAxis } from './TimeAxis';
import type { LaneName, Range, Window } from './view';

export interface LanesProps {
  axis: Axis;
  loaded: boolean;
  window: Window;
  follow: boolean;
  lanes: LaneName[];
  runs: Run[];
  focus: Run;
  events: PlimsollEvent[];
  now: number;
  search: string;
  zoom: (range: Range) => void;
  back: () => void;
  show: (event: string) => void;
}

/** All lanes on their one time axis, and over them the crosshair. */
export function Lanes(props: LanesProps) {
  const { axis, window, lanes, runs, focus, now } = props;
  const theme = useTheme();
  const { ref, width } = useWidth<HTMLDivElement>();
  const geometry = useMemo(() => geometryOf(width), [width]);
  const ticks = useMemo(
    () => timeTicks(window.from, window.to, geometry.plot),
    [window.from, window.to, geometry.plot],
  );
  const tickTimes = useMemo(() => ticks.map((t) => t.at), [ticks]);
  const bands = useMemo(
    () => placeRuns(runs, window, geometry, now),
    [runs, window.from, window.to, geometry, now],
  );
  const seams = useMemo(() => seamsOf(axis), [axis]);
  const shown = new Set(lanes);
  const lane = { axis, window, ticks: tickTimes, geometry, theme };
  return (
    <div class="lanes" ref={ref} data-testid="lanes">
      <Overlay {...props} geometry={geometry} seams={seams}>
        {shown.has('memory') && (
          <MemoryLane {...lane} runs={runs} height={geometry.narrow ? 220 : MEMORY_HEIGHT} />
        )}
        {shown.has('requests') && <RequestsLane {...lane} />}
        {shown.has('gc') && <GcLane {...lane} />}
        <TimeAxis ticks={ticks} window={window} geometry={geometry} now={now} />
        {shown.has('runs') && (
          <RunsLane
            bands={bands}
            focus={focus.id}
            geometry={geometry}
            now={now}
            search={props.search}
          />
        )}
        {shown.has('events') && (
          <EventsLane
            events={props.events}
            window={window}
            geometry={geometry}
            now={now}
            show={props.show}
          />
        )}
      </Overlay>
      <p class="hint">
        Drag to zoom, double-click for back · ← → pan · + − zoom · , . move the crosshair · f follow
      </p>
      {props.loaded && axis.x.length === 0 && <NoReadings run={focus} window={window} />}
    </div>
  );
}

function NoReadings({ run, window }: { run: Run; window: Window }) {
  const never = run.latestAt === null;
  return (
    <p class="no-readings" data-testid="no-readings">
      {never
        ? 'No agent has reported from this run yet. Its state and events are known from the supervisor; readings appear here a second after the agent starts.'
        : window.to < run.startedAt
          ? 'Nothing was recorded before this run started.'
          : 'Nothing was recorded in this stretch of time.'}
    </p>
  );
}
