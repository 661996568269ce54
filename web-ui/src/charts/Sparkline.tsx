import type { Level, Lines, Spark } from '../api/types';

const WIDTH = 144;
const HEIGHT = 32;

/** Live heap of the last minutes on the hull's own scale, 0 to max heap, so that rows compare. */
export function Sparkline({
  spark,
  lines,
  level,
}: {
  spark: Spark | null;
  lines: Lines | null;
  level: Level;
}) {
  const path = spark ? sparkPath(spark.live, WIDTH, HEIGHT) : '';
  return (
    <svg
      class={`spark ${level}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <path class="spark-base" d={`M0 ${HEIGHT - 0.5} H${WIDTH}`} />
      {lines && <path class="mark-restart" d={`M0 ${level01(lines.restart, HEIGHT)} H${WIDTH}`} />}
      <path class="spark-line" d={path} />
    </svg>
  );
}

function level01(fraction: number, height: number): number {
  return Math.round((1 - Math.min(1, Math.max(0, fraction))) * (height - 2) + 1) + 0.5;
}

/** A path with a break wherever a point is missing; a lone point becomes a dot's width. */
export function sparkPath(points: (number | null)[], width: number, height: number): string {
  const dx = width / Math.max(1, points.length - 1);
  let path = '';
  let pen = false;
  points.forEach((value, i) => {
    if (value === null) {
      pen = false;
      return;
    }
    const x = (i * dx).toFixed(1);
    const y = ((1 - Math.min(1, Math.max(0, value))) * (height - 2) + 1).toFixed(1);
    const alone = !pen && (points[i + 1] ?? null) === null;
    path += pen ? `L${x} ${y}` : `M${x} ${y}${alone ? 'h1.5' : ''}`;
    pen = true;
  });
  return path;
}
