import { describe, expect, it } from 'vitest';
import { placeMarks, type Mark, type MarkRoom } from '../src/timeline/marks';

const room: MarkRoom = { width: 1000, size: 18, gap: 2, rows: 3, reach: 54 };

const place = (...xs: number[]) =>
  placeMarks(
    xs.map((x, item) => ({ x, item })),
    room,
  );

function overlaps(marks: Mark<number>[]): boolean {
  return marks.some((a, i) =>
    marks.some((b, j) => i < j && a.row === b.row && Math.abs(a.left - b.left) < room.size),
  );
}

describe('event marks', () => {
  it('stand centred on their time when there is room', () => {
    expect(place(100, 300).map((m) => [m.left, m.row])).toEqual([
      [91, 0],
      [291, 0],
    ]);
  });

  it('at one instant take the rows first, then move aside', () => {
    const marks = place(500, 500, 500, 500);
    expect(marks.map((m) => m.row)).toEqual([0, 1, 2, 0]);
    expect(marks[3]!.left).toBe(491 + 20);
    expect(overlaps(marks)).toBe(false);
  });

  it('never overlap, however many there are, and none is lost', () => {
    const xs = Array.from({ length: 300 }, (_, i) => (i * 7919) % 1000).sort((a, b) => a - b);
    const marks = place(...xs);
    expect(overlaps(marks)).toBe(false);
    expect(marks.flatMap((m) => m.items)).toHaveLength(300);
  });

  it('stay within the plot at both ends', () => {
    for (const m of place(0, 0, 0, 0, 999, 999, 999, 999, 1000, 1000)) {
      expect(m.left).toBeGreaterThanOrEqual(0);
      expect(m.left).toBeLessThanOrEqual(room.width - room.size);
    }
    expect(overlaps(place(999, 999, 999, 999, 999, 999, 999))).toBe(false);
  });

  it('that would stand too far from their time are put together', () => {
    const marks = place(...new Array<number>(40).fill(500));
    const together = marks.filter((m) => m.items.length > 1);
    expect(together.length).toBeGreaterThan(0);
    for (const m of marks) expect(Math.abs(m.left + 9 - m.x)).toBeLessThanOrEqual(room.reach);
  });

  it('keep their true time whatever their place', () => {
    expect(place(500, 500, 500, 500).map((m) => m.x)).toEqual([500, 500, 500, 500]);
  });
});
