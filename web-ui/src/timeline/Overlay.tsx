import type { ComponentChildren } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import { clock } from '../units/time';
import { timeAt, xOf, type Geometry } from './geometry';
import { HoverContext, usePointedTime } from './hover';
import { MIN_SPAN, type Range, type Window } from './view';

interface Props {
  children: ComponentChildren;
  geometry: Geometry;
  window: Window;
  /** Instants at which one run gave way to the next. */
  seams: number[];
  zoom: (range: Range) => void;
  back: () => void;
}

const LEAST_DRAG = 5;

/** Crosshair, seams and drag-to-zoom, over all lanes at once. */
export function Overlay({ children, geometry, window, seams, zoom, back }: Props) {
  const hover = useContext(HoverContext);
  const host = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  function place(e: PointerEvent): { x: number; inside: boolean } {
    const x = e.clientX - host.current!.getBoundingClientRect().left;
    const right = geometry.gutters.left + geometry.plot;
    const clamped = Math.min(right, Math.max(geometry.gutters.left, x));
    return { x: clamped, inside: clamped === x };
  }

  function onDown(e: PointerEvent): void {
    if (e.button !== 0) return;
    // A finger scrolls the page and sets the crosshair; only a mouse or pen draws a range.
    if (e.pointerType === 'touch') return onMove(e);
    if ((e.target as Element).closest('a, button')) return;
    const { x, inside } = place(e);
    if (!inside) return;
    host.current!.setPointerCapture(e.pointerId);
    setDrag({ from: x, to: x });
    e.preventDefault();
  }

  function onMove(e: PointerEvent): void {
    const { x, inside } = place(e);
    if (drag) setDrag({ from: drag.from, to: x });
    if ((e.target as Element).closest('button.mark')) return;
    hover.point({ at: inside || drag ? timeAt(x, window, geometry) : null });
  }

  function onUp(): void {
    if (!drag) return;
    setDrag(null);
    const [a, b] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
    if (b - a < LEAST_DRAG) return;
    const from = timeAt(a, window, geometry);
    const to = Math.max(timeAt(b, window, geometry), from + MIN_SPAN);
    zoom({ kind: 'fixed', from, to });
  }

  return (
    <div
      class="overlay"
      ref={host}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={(e) => !drag && e.pointerType !== 'touch' && hover.point({ at: null })}
      onDblClick={back}
    >
      {children}
      {seams.map(
        (at) =>
          at > window.from &&
          at < window.to && (
            <i
              key={at}
              class="seam"
              style={{ transform: `translateX(${Math.round(xOf(at, window, geometry))}px)` }}
            />
          ),
      )}
      <Crosshair window={window} geometry={geometry} />
      {drag && (
        <i
          class="drag"
          style={{
            left: `${Math.min(drag.from, drag.to)}px`,
            width: `${Math.abs(drag.to - drag.from)}px`,
          }}
        />
      )}
    </div>
  );
}

function Crosshair({ window, geometry }: { window: Window; geometry: Geometry }) {
  const at = usePointedTime();
  if (at === null || at < window.from || at > window.to) return null;
  return (
    <i
      class="crosshair"
      data-testid="crosshair"
      style={{ transform: `translateX(${Math.round(xOf(at, window, geometry))}px)` }}
    >
      <span>{clock(at)}</span>
    </i>
  );
}
