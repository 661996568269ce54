import { spread } from '../../charts/nice';
import { PAD } from '../../charts/options';
import type { Geometry } from '../geometry';

export interface LineLabel {
  name: string;
  colour: string;
  value: string;
  /** Value on the scale; Infinity stands at the top edge. */
  at: number;
}

const HEIGHT = 15;

/** Names of horizontal lines, in the right gutter where no data is. */
export function LineLabels({
  labels,
  top,
  height,
  geometry,
}: {
  labels: LineLabel[];
  top: number;
  height: number;
  geometry: Geometry;
}) {
  const plot = height - 2 * PAD;
  const wanted = labels.map((l) => {
    const y = l.at === Infinity ? 0 : (1 - Math.min(1, l.at / top)) * plot;
    return y + PAD - HEIGHT / 2;
  });
  const placed = spread(wanted, HEIGHT, 0, height - HEIGHT);
  return (
    <div
      class="line-labels"
      style={{ width: `${geometry.gutters.right - 6}px` }}
      aria-hidden="true"
    >
      {labels.map((l, i) => (
        <span
          key={l.name}
          style={{
            transform: `translateY(${Math.round(placed[i]!)}px)`,
            color: `var(--${l.colour})`,
          }}
        >
          {l.name}
          {!geometry.narrow && <small> {l.value}</small>}
        </span>
      ))}
    </div>
  );
}
