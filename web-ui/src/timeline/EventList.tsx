import { useContext, useEffect, useRef } from 'preact/hooks';
import type { PlimsollEvent } from '../api/types';
import { memo } from '../app/memo';
import { utc, when } from '../units/time';
import { HoverContext, useLit } from './hover';
import { lookOf } from './kinds';
import type { Window } from './view';

/** The events of the window in words, newest first; each lights its mark, and its mark lights it. */
export function EventList({
  events,
  window,
  now,
  chosen,
  centre,
}: {
  events: PlimsollEvent[];
  window: Window;
  now: number;
  /** Event to bring into view, with a count so that choosing it twice works twice. */
  chosen: { id: string; nth: number } | null;
  centre: (at: number) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const inWindow = events.filter((e) => e.at >= window.from && e.at <= window.to).reverse();
  useEffect(() => {
    if (!chosen) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-event="${CSS.escape(chosen.id)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <section class="panel" aria-label="List of events">
      <h2>
        Events <small>in view</small>
      </h2>
      {inWindow.length === 0 ? (
        <p class="quiet">Nothing happened in this stretch of time.</p>
      ) : (
        <ol class="event-list" ref={list}>
          {inWindow.map((e) => (
            <EventRow key={e.id} event={e} now={now} centre={centre} />
          ))}
        </ol>
      )}
    </section>
  );
}

const EventRow = memo(function EventRow({
  event,
  now,
  centre,
}: {
  event: PlimsollEvent;
  now: number;
  centre: (at: number) => void;
}) {
  const hover = useContext(HoverContext);
  const lit = useLit([event.id]);
  const look = lookOf(event);
  const log = event.exit?.log ?? [];
  return (
    <li
      class={lit ? 'lit' : ''}
      data-testid="event-row"
      data-kind={event.kind}
      data-event={event.id}
      onPointerEnter={() => hover.point({ event: event.id, at: event.at })}
      onPointerLeave={() => hover.point({ event: null, at: null })}
    >
      <button
        type="button"
        class="event"
        title="Show its place on the axis"
        onFocus={() => hover.point({ event: event.id, at: event.at })}
        onBlur={() => hover.point({ event: null, at: null })}
        onClick={() => centre(event.at)}
      >
        <i class={`mark ${look.tone}`} title={look.word}>
          {look.letter}
        </i>
        <time title={utc(event.at)}>{when(event.at, now)}</time>
        <span>{event.text}</span>
      </button>
      {log.length > 0 && (
        <details>
          <summary>Last {log.length} lines of its log</summary>
          <pre>{log.join('\n')}</pre>
        </details>
      )}
    </li>
  );
});
