import { useMemo } from 'preact/hooks';
import type uPlot from 'uplot';
import { Chart, type ChartOptions, type Frame } from '../../charts/Chart';
import { decimalScale } from '../../charts/nice';
import { baseOptions, line, type Gutters } from '../../charts/options';
import { token } from '../../theme/theme';
import { count, roundDuration } from '../../units/format';
import type { Values } from '../axis';
import { highest, seriesWithData, type LaneProps } from './lane';

const HEIGHT = 104;
/** Under a second of age nobody waits; drawn to full height it would look like an alarm. */
const LEAST_AGE = 1000;

/** Requests in flight, outgoing under incoming; the age of the oldest on the scale at the right. */
export function RequestsLane({ axis, window, ticks, geometry, theme }: LaneProps) {
  const drawn = useMemo(() => {
    const out = axis.values('requests.out', 'max');
    const incoming = axis.values('requests.in', 'max');
    const oldest = axis.values('requests.oldest', 'max');
    const both: Values = out.map((o, i) => {
      const n = incoming[i] ?? null;
      return o === null && n === null ? null : (o ?? 0) + (n ?? 0);
    });
    const data = [axis.x, out, both, oldest] as unknown as uPlot.AlignedData;
    const names = seriesWithData({
      'requests.out': out,
      'requests.in': incoming,
      'requests.oldest': oldest,
    });
    return { data, names, top: highest(both), age: highest(oldest) };
  }, [axis]);
  const scales = useMemo(
    () => ({ count: decimalScale(drawn.top, 3, 10), age: decimalScale(drawn.age, 3, LEAST_AGE) }),
    [drawn.top, drawn.age],
  );
  const frame: Frame = useMemo(
    () => ({ from: window.from, to: window.to, ticks, scales }),
    [window.from, window.to, ticks, scales],
  );
  const build = useMemo(() => requestOptions(geometry.gutters), [geometry.narrow]);
  return (
    <section
      class="lane"
      data-testid="lane-requests"
      data-series={drawn.names}
      aria-label="Requests in flight"
    >
      <h3 style={{ left: `${geometry.gutters.left}px` }}>Requests in flight</h3>
      <h3 class="right oldest" style={{ right: `${geometry.gutters.right}px` }}>
        age of the oldest
      </h3>
      {geometry.width > 0 && (
        <Chart
          width={geometry.width}
          height={HEIGHT}
          theme={theme}
          frame={frame}
          data={drawn.data}
          build={build}
        />
      )}
    </section>
  );
}

function requestOptions(gutters: Gutters) {
  return (frame: Frame): ChartOptions =>
    baseOptions(
      frame,
      gutters,
      [
        { key: 'count', format: count },
        { key: 'age', format: roundDuration, side: 'right' },
      ],
      [
        line('count', 'out', { width: 1, fill: token('out-fill') }),
        line('count', 'in', { width: 1 }),
        line('age', 'oldest', { width: 1.5 }),
      ],
      [{ series: [2, 1], fill: token('in') }],
    );
}
