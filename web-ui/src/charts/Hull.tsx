import type { Lines, Level } from '../api/types';
import { percent } from '../units/format';

export interface HullProps {
  /** Live heap, used heap: fractions of max heap; null when not known. */
  live: number | null;
  used: number | null;
  lines: Lines | null;
  level: Level;
  /** The run has ended or gone silent: the figures are its last ones. */
  adrift?: boolean;
  size?: number;
}

const TOP = 3;
const KEEL = 47;
// Midship section: sides with a little tumblehome, round bilges, flat keel.
const SECTION = `M3 ${TOP} L4.5 34 Q5.5 ${KEEL} 17 ${KEEL} Q28.5 ${KEEL} 29.5 34 L31 ${TOP}`;

export function depthY(fraction: number): number {
  return KEEL - Math.min(1, Math.max(0, fraction)) * (KEEL - TOP);
}

/** Marks lie on whole pixels: the lines stand two apart at this size and must not run together. */
function markY(fraction: number): number {
  return Math.round(depthY(fraction)) + 0.5;
}

/**
 * The load gauge of an instance: the hull is max heap, the water in it live heap, the spray above
 * the water garbage, the marks on the side its load lines.
 */
export function Hull({ live, used, lines, level, adrift = false, size = 44 }: HullProps) {
  const water = live ?? 0;
  const spray = Math.max(water, used ?? 0);
  const words = describe(live, used, lines);
  return (
    <svg
      class={`hull ${level} ${adrift ? 'adrift' : ''}`}
      data-testid="hull"
      data-live={live === null ? '' : live.toFixed(3)}
      viewBox="0 0 44 50"
      width={size}
      height={(size * 50) / 44}
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      <g clip-path="url(#hull-inside)">
        <rect class="hull-air" x="0" y="0" width="34" height="50" />
        <rect class="hull-spray" x="0" width="34" y={depthY(spray)} height={50 - depthY(spray)} />
        <rect class="hull-water" x="0" width="34" y={depthY(water)} height={50 - depthY(water)} />
      </g>
      <path class="hull-side" d={SECTION} />
      {lines && (
        <>
          <path class="mark mark-warn" d={`M33 ${markY(lines.warn)} h4`} />
          <path class="mark mark-dump" d={`M33 ${markY(lines.dump)} h6`} />
          <path class="mark mark-restart" d={`M33 ${markY(lines.restart)} h10`} />
        </>
      )}
    </svg>
  );
}

/** The clip shared by all hulls; once in the page. */
export function HullDefs() {
  return (
    <svg width="0" height="0" class="defs" aria-hidden="true">
      <clipPath id="hull-inside">
        <path d={SECTION + ' Z'} />
      </clipPath>
    </svg>
  );
}

function describe(live: number | null, used: number | null, lines: Lines | null): string {
  if (live === null && used === null) return 'Heap not known yet';
  const parts = [`live heap ${percent(live)}`, `used heap ${percent(used)} of max`];
  if (lines) parts.push(`restart line at ${percent(lines.restart)}`);
  return parts.join(', ');
}
