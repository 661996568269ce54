/** Something to mark at `x` px from the left of the plot; in order of time. */
export interface Wanted<T> {
  x: number;
  item: T;
}

export interface Mark<T> {
  /** True place on the axis, px. */
  x: number;
  /** Left edge of the drawn mark, px. */
  left: number;
  row: number;
  /** More than one where there was no room: the mark then shows their number. */
  items: T[];
}

export interface MarkRoom {
  width: number;
  size: number;
  gap: number;
  rows: number;
  /** How far a mark may stand from its true place before it is put together with its neighbour. */
  reach: number;
}

/**
 * Places marks so that none overlaps another. Each goes to the row where it stands nearest to its
 * true place; one that would stand too far off joins the mark before it.
 */
export function placeMarks<T>(wanted: Wanted<T>[], room: MarkRoom): Mark<T>[] {
  const marks: Mark<T>[] = [];
  const rows: Mark<T>[][] = Array.from({ length: room.rows }, () => []);
  const rightmost = Math.max(0, room.width - room.size);
  for (const { x, item } of wanted) {
    const ideal = Math.min(rightmost, Math.max(0, x - room.size / 2));
    let best = 0;
    let bestLeft = Infinity;
    rows.forEach((row, r) => {
      const last = row[row.length - 1];
      const left = last ? Math.max(ideal, last.left + room.size + room.gap) : ideal;
      if (left < bestLeft) {
        best = r;
        bestLeft = left;
      }
    });
    const row = rows[best]!;
    if (bestLeft - ideal > room.reach && row.length > 0) {
      row[row.length - 1]!.items.push(item);
      continue;
    }
    const mark = { x, left: bestLeft, row: best, items: [item] };
    row.push(mark);
    marks.push(mark);
  }
  for (const row of rows) pushBack(row, rightmost, room);
  return marks;
}

/** What ran over the right edge moves left, and what stands in its way with it. */
function pushBack<T>(row: Mark<T>[], rightmost: number, room: MarkRoom): void {
  let limit = rightmost;
  for (let i = row.length - 1; i >= 0; i--) {
    const mark = row[i]!;
    if (mark.left <= limit) return;
    mark.left = limit;
    limit -= room.size + room.gap;
  }
}
