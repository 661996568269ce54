import { useContext, useMemo } from 'preact/hooks';
import type { PlimsollEvent } from '../../api/types';
import { when } from '../../units/time';
import { xOf, type Geometry } from '../geometry';
import { HoverContext, useLit } from '../hover';
import { lookOf } from '../kinds';
import { placeMarks, type Mark } from '../marks';
import type { Window } from '../view';

const SIZE = 18;
const GAP = 2;
const ROWS = 3;
const LEAD = 8;
const HEIGHT = LEAD + ROWS * (SIZE + GAP) + 6;

export function EventsLane({
  events,
  window,
  geometry,
  now,
  show,
}: {
  /** Oldest first. */
  events: PlimsollEvent[];
  window: Window;
  geometry: Geometry;
  now: number;
  /** Called with the event whose mark was chosen. */
  show: (id: string) => void;
}) {
  const marks = useMemo(() => {
    const wanted = events
      .filter((e) => e.at >= window.from && e.at <= window.to)
      .map((item) => ({ x: xOf(item.at, window, geometry) - geometry.gutters.left, item }));
    const room = { width: geometry.plot, size: SIZE, gap: GAP, rows: ROWS, reach: 3 * SIZE };
    return placeMarks(wanted, room);
  }, [events, window.from, window.to, geometry.plot, geometry.narrow]);
  const left = geometry.gutters.left;
  return (
    <section
      class="lane events"
      data-testid="lane-events"
      aria-label="Events"
      style={{ height: `${HEIGHT}px` }}
    >
      <span class="gutter-name" style={{ width: `${left - 12}px` }}>
        Events
      </span>
      {marks.length === 0 && (
        <span class="nothing" style={{ left: `${left}px` }}>
          nothing in this stretch of time
        </span>
      )}
      <svg class="leads" width={geometry.width} height={HEIGHT} aria-hidden="true">
        {marks.map((m) => (
          <path key={m.items[0]!.id} d={lead(m, left)} />
        ))}
      </svg>
      {marks.map((m) => (
        <EventMark key={m.items[0]!.id} mark={m} offset={left} now={now} show={show} />
      ))}
    </section>
  );
}

function topOf(mark: Mark<unknown>): number {
  return LEAD + mark.row * (SIZE + GAP);
}

/** From the mark to its true time on the lane's upper edge. */
function lead(mark: Mark<unknown>, offset: number): string {
  const x = Math.round(mark.x + offset) + 0.5;
  return `M${x} 0V3L${mark.left + offset + SIZE / 2} ${topOf(mark) + 2}`;
}

function EventMark({
  mark,
  offset,
  now,
  show,
}: {
  mark: Mark<PlimsollEvent>;
  offset: number;
  now: number;
  show: (id: string) => void;
}) {
  const hover = useContext(HoverContext);
  const first = mark.items[0]!;
  const looks = mark.items.map(lookOf);
  const worst = looks.find((l) => l.tone === 'trouble') ?? looks[0]!;
  const words = mark.items.map((e) => `${when(e.at, now)}  ${e.text}`).join('\n');
  const lit = useLit(mark.items.map((e) => e.id));
  return (
    <button
      type="button"
      class={`mark ${worst.tone} ${lit ? 'lit' : ''}`}
      data-testid="event-mark"
      data-kind={mark.items.map((e) => e.kind).join(' ')}
      title={words}
      aria-label={words}
      style={{ transform: `translate(${mark.left + offset}px, ${topOf(mark)}px)` }}
      onPointerEnter={() => hover.point({ event: first.id, at: first.at })}
      onPointerLeave={() => hover.point({ event: null })}
      onFocus={() => hover.point({ event: first.id, at: first.at })}
      onBlur={() => hover.point({ event: null })}
      onClick={() => show(first.id)}
    >
      {mark.items.length > 1 ? mark.items.length : worst.letter}
    </button>
  );
}
