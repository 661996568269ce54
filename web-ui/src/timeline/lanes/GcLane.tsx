import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { Chart, type ChartOptions, type Frame } from '../../charts/Chart';
import { decimalScale } from '../../charts/nice';
import { baseOptions, line, PAD, type Gutters } from '../../charts/options';
import { token } from '../../theme/theme';
import { roundDuration } from '../../units/format';
import { highest, seriesWithData, type LaneProps } from './lane';

const HEIGHT = 76;
const BAND = 5;

/** Pauses as sticks by height; along the foot a band, the darker the larger GC's share of time. */
export function GcLane({ axis, window, ticks, geometry, theme }: LaneProps) {
  const drawn = useMemo(() => {
    const pause = axis.values('gc.pause', 'max');
    const share = axis.values('gc.cpu', 'avg');
    const stall = axis.values('loop.delay.p99', 'max');
    // A second without a pause is no stick at all, not one of height zero.
    const sticks = pause.map((p) => (p === null || p <= 0 ? null : p));
    return {
      data: [axis.x, sticks, stall, share] as unknown as uPlot.AlignedData,
      names: seriesWithData({ 'gc.pause': pause, 'gc.cpu': share, 'loop.delay.p99': stall }),
      top: highest(pause, stall),
    };
  }, [axis]);
  const scales = useMemo(
    () => ({ ms: decimalScale(drawn.top, 2, 20), share: { top: 1, splits: [] } }),
    [drawn.top],
  );
  const frame: Frame = useMemo(
    () => ({ from: window.from, to: window.to, ticks, scales }),
    [window.from, window.to, ticks, scales],
  );
  const build = useMemo(() => gcOptions(geometry.gutters), [geometry.narrow]);
  return (
    <section
      class="lane"
      data-testid="lane-gc"
      data-series={drawn.names}
      aria-label="Garbage collection pauses"
    >
      <h3 style={{ left: `${geometry.gutters.left}px` }}>GC pauses and stalls</h3>
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
      <span class="band-name" style={{ width: `${geometry.gutters.right - 6}px` }}>
        {geometry.narrow ? 'share' : 'GC share'}
      </span>
    </section>
  );
}

function gcOptions(gutters: Gutters) {
  return (frame: Frame): ChartOptions => {
    const options = baseOptions(
      frame,
      gutters,
      [{ key: 'ms', format: roundDuration }],
      [
        line('ms', 'pause', { width: 1.5, paths: sticks }),
        line('ms', 'stall', { width: 1.25 }),
        { scale: 'ms', show: false },
      ],
    );
    options.padding = [PAD, gutters.right, PAD + BAND + 2, 0];
    options.hooks = { draw: [drawShare] };
    return options;
  };
}

/** One stick a bucket, from the foot to its height. uPlot's bars would be as wide as the bucket. */
const sticks: uPlot.Series.PathBuilder = (u, seriesIdx, idx0, idx1) => {
  const stroke = new Path2D();
  const x = u.data[0];
  const y = u.data[seriesIdx]!;
  const foot = u.valToPos(0, 'ms', true);
  for (let i = idx0; i <= idx1; i++) {
    const value = y[i];
    if (value == null) continue;
    const at = Math.round(u.valToPos(x[i]!, 'x', true));
    stroke.moveTo(at, foot);
    stroke.lineTo(at, Math.min(foot - 1, u.valToPos(value, 'ms', true)));
  }
  return { stroke, fill: null, clip: null, flags: 0 };
};

function drawShare(u: uPlot): void {
  const x = u.data[0];
  const share = u.data[3]!;
  const { ctx, bbox } = u;
  const pixel = devicePixelRatio;
  const top = bbox.top + bbox.height + 3 * pixel;
  ctx.save();
  ctx.fillStyle = token('grid');
  ctx.fillRect(bbox.left, top, bbox.width, BAND * pixel);
  ctx.fillStyle = token('gc-share');
  ctx.beginPath();
  ctx.rect(bbox.left, top, bbox.width, BAND * pixel);
  ctx.clip();
  for (let i = 0; i < x.length; i++) {
    const value = share[i];
    if (value == null || value <= 0) continue;
    const left = u.valToPos(x[i]!, 'x', true);
    const right = i + 1 < x.length ? u.valToPos(x[i + 1]!, 'x', true) : left + 2 * pixel;
    // The square root lets 2 % be seen at all and 25 % be told from 60 %.
    ctx.globalAlpha = Math.min(1, Math.sqrt(value));
    ctx.fillRect(left, top, right - left, BAND * pixel);
  }
  ctx.restore();
}
