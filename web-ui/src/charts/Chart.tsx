import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Theme } from '../theme/theme';

/** What a chart draws in, read anew at each drawing. */
export interface Frame {
  from: number;
  to: number;
  /** Places of the vertical grid lines. */
  ticks: number[];
  /** Upper end and grid of each vertical scale; all begin at zero. */
  scales: Record<string, { top: number; splits: number[] }>;
}

export type ChartOptions = Omit<uPlot.Options, 'width' | 'height'>;

export interface ChartProps {
  width: number;
  height: number;
  theme: Theme;
  frame: Frame;
  data: uPlot.AlignedData;
  /** Called once per theme; must not close over anything that changes but `frame`. */
  build: (frame: Frame) => ChartOptions;
}

/** A uPlot that lives as long as its theme and is only ever given new data, sizes and ranges. */
export function Chart({ width, height, theme, frame, data, build }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const held = useRef<Frame>(frame);

  useLayoutEffect(() => {
    chart.current = new uPlot(
      { ...build(held.current), width, height },
      padded(data, held.current),
      host.current!,
    );
    return () => {
      chart.current?.destroy();
      chart.current = null;
    };
  }, [theme, build]);

  useEffect(() => {
    chart.current?.setSize({ width, height });
  }, [width, height]);

  useLayoutEffect(() => {
    Object.assign(held.current, frame);
    chart.current?.setData(padded(data, frame));
  }, [data, frame]);

  return <div class="chart" ref={host} style={{ height: `${height}px` }} aria-hidden="true" />;
}

/** uPlot takes its range from the data's ends; with no data there would be no axis. */
function padded(data: uPlot.AlignedData, frame: Frame): uPlot.AlignedData {
  if (data[0].length > 0) return data;
  return [
    [frame.from, frame.to],
    ...data.slice(1).map(() => [null, null]),
  ] as unknown as uPlot.AlignedData;
}
