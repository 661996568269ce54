import { useMemo } from 'preact/hooks';
import type uPlot from 'uplot';
import type { Run } from '../../api/types';
import { Chart, type Frame } from '../../charts/Chart';
import { byteScale } from '../../charts/nice';
import type { Axis, Values } from '../axis';
import { edges, stackOf, STACK_ORDER } from '../stack';
import { highest, lastKnown, seriesWithData, type LaneProps } from './lane';
import { LineLabels, type LineLabel } from './LineLabels';
import { memoryOptions } from './memoryOptions';
import { percent, roundBytes } from '../../units/format';

export const MEMORY_HEIGHT = 280;

/** A container limit far above everything else is named at the edge instead of flattening the rest. */
const LIMIT_WITHIN = 1.7;

export function MemoryLane({
  axis,
  window,
  ticks,
  geometry,
  theme,
  runs,
  height = MEMORY_HEIGHT,
}: LaneProps & { runs: Run[]; height?: number }) {
  const drawn = useMemo(() => memoryData(axis, runs), [axis, runs]);
  const scale = useMemo(() => byteScale(drawn.top, height > 260 ? 5 : 4), [drawn.top, height]);
  const build = useMemo(() => memoryOptions(geometry.gutters), [geometry.narrow]);
  const frame: Frame = useMemo(
    () => ({ from: window.from, to: window.to, ticks, scales: { bytes: scale } }),
    [window.from, window.to, ticks, scale],
  );
  return (
    <section class="lane" data-testid="lane-memory" data-series={drawn.names} aria-label="Memory">
      <h3 style={{ left: `${geometry.gutters.left}px` }}>Memory</h3>
      {geometry.width > 0 && (
        <Chart
          width={geometry.width}
          height={height}
          theme={theme}
          frame={frame}
          data={drawn.data}
          build={build}
        />
      )}
      <LineLabels labels={drawn.labels} top={scale.top} height={height} geometry={geometry} />
    </section>
  );
}

interface MemoryData {
  data: uPlot.AlignedData;
  names: string;
  top: number;
  labels: LineLabel[];
}

function memoryData(axis: Axis, runs: Run[]): MemoryData {
  const stack = stackOf(axis);
  const edge = edges(stack);
  const rss = axis.values('rss', 'avg');
  const rolled = axis.step > 1000;
  const none: Values = rss.map(() => null);
  const rssMin = rolled ? axis.values('rss', 'min') : none;
  const rssMax = rolled ? axis.values('rss', 'max') : none;
  const max = axis.values('heap.max', 'last');
  const warn = loadLine(axis, max, runs, 'warn');
  const dump = loadLine(axis, max, runs, 'dump');
  const restart = loadLine(axis, max, runs, 'restart');
  const fullest = highest(edge.rest, rssMax, rss, max);
  const limitAll = axis.values('cgroup.limit', 'last');
  const limitNow = lastKnown(limitAll);
  const limitFits = limitNow !== null && limitNow <= fullest * LIMIT_WITHIN;
  const limit = limitFits ? limitAll : none;
  const columns = [...STACK_ORDER.map((l) => edge[l])].concat([
    rssMin,
    rssMax,
    rss,
    max,
    limit,
    warn,
    dump,
    restart,
  ]);
  return {
    data: [axis.x, ...columns] as unknown as uPlot.AlignedData,
    names: seriesWithData({
      'heap.live': stack.live,
      garbage: stack.garbage,
      'heap.used': axis.values('heap.used', 'avg'),
      external: stack.external,
      nonheap: stack.nonheap,
      rest: stack.rest,
      rss,
      'heap.max': max,
      'cgroup.limit': limit,
      warn,
      dump,
      restart,
    }),
    top: Math.max(highest(edge.rest, rssMax, rss, max, limit), 16 * 1024 * 1024),
    labels: [
      lineLabel('max', 'heap-max', max, roundBytes(lastKnown(max))),
      lineLabel('restart', 'line-restart', restart, ratio(restart, max)),
      lineLabel('dump', 'line-dump', dump, ratio(dump, max)),
      lineLabel('warn', 'line-warn', warn, ratio(warn, max)),
      limitFits
        ? lineLabel('limit', 'limit', limit, roundBytes(limitNow))
        : limitNow !== null && {
            name: 'limit ↑',
            colour: 'limit',
            at: Infinity,
            value: roundBytes(limitNow),
          },
    ].filter((l): l is LineLabel => Boolean(l)),
  };
}

function lineLabel(name: string, colour: string, values: Values, value: string): LineLabel | null {
  const at = lastKnown(values);
  return at === null ? null : { name, colour, at, value };
}

function ratio(line: Values, max: Values): string {
  const a = lastKnown(line);
  const b = lastKnown(max);
  return a !== null && b ? percent(a / b) : '';
}

/** A load line follows its own run's fraction and max heap: either may differ after a replacement. */
function loadLine(
  axis: Axis,
  max: Values,
  runs: Run[],
  which: 'warn' | 'dump' | 'restart',
): Values {
  const fractions = new Map(runs.map((r) => [r.id, r.lines?.[which] ?? null]));
  return max.map((m, i) => {
    const fraction = fractions.get(axis.run[i] ?? '') ?? null;
    return m === null || fraction === null ? null : m * fraction;
  });
}
