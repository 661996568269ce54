import { day, utc, type Tick } from '../units/time';
import { xOf, type Geometry } from './geometry';
import type { Window } from './view';

/** The one axis. Local time; the day stands at the left once it is not today's. */
export function TimeAxis({
  ticks,
  window,
  geometry,
  now,
}: {
  ticks: Tick[];
  window: Window;
  geometry: Geometry;
  now: number;
}) {
  const shown = day(window.from);
  return (
    <div class="axis">
      {shown !== day(now) && (
        <span class="axis-day" style={{ width: `${geometry.gutters.left - 8}px` }}>
          {shown}
        </span>
      )}
      {ticks.map((t) => (
        <time
          key={t.at}
          title={utc(t.at)}
          style={{ transform: `translateX(${xOf(t.at, window, geometry)}px)` }}
        >
          <span>{t.label}</span>
        </time>
      ))}
    </div>
  );
}
