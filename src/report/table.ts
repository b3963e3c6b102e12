import type { Column, Span } from './blocks.ts';
import { shorten, widthOf } from './width.ts';
import { wrap } from './wrap.ts';

type Cell = readonly Span[];

const space = 2;
const least = 6;

const measure = (cell: Cell): number => cell.reduce((sum, { text }) => sum + widthOf(text), 0);

/** Takes columns from the widest until the table fits; none becomes narrower than what still tells something. */
const widths = (natural: readonly number[], columns: readonly Column[], room: number): readonly number[] => {
  const all = [...natural];
  const mayShrink = (index: number): boolean => columns[index]?.keep === undefined;
  let over = all.reduce((sum, one) => sum + one, 0) + space * (all.length - 1) - room;
  while (over > 0) {
    const widest = Math.max(0, ...all.filter((_, index) => mayShrink(index)));
    if (widest <= least) break;
    const index = all.findIndex((one, at) => one === widest && mayShrink(at));
    all[index] = widest - 1;
    over -= 1;
  }
  return all;
};

const cut = (cell: Cell, width: number): Cell => {
  const [first] = cell;
  return measure(cell) <= width || first === undefined
    ? cell
    : [{ ...first, text: shorten(cell.map(({ text }) => text).join(''), width) }];
};

/** Rows of cells as lines that fit in `room` columns; cells that do not fit are wrapped or shortened. */
export const layOut = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  room: number,
): readonly Cell[] => {
  const natural = columns.map((_, index) => Math.max(...rows.map((row) => measure(row[index] ?? []))));
  const fitted = widths(natural, columns, room);
  return rows.flatMap((row) => {
    const cells = columns.map((column, index) => {
      const cell = row[index] ?? [];
      const width = fitted[index] ?? 0;
      return column.cut ? [cut(cell, width)] : wrap(cell, Math.max(1, width));
    });
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      columns.flatMap((column, index): Cell => {
        const part = cells[index]?.[line] ?? [];
        const blank = Math.max(0, (fitted[index] ?? 0) - measure(part));
        const filler = { text: ' '.repeat(blank) };
        const gutter = { text: ' '.repeat(index === columns.length - 1 ? 0 : space) };
        return column.align === 'right' ? [filler, ...part, gutter] : [...part, filler, gutter];
      }),
    );
  });
};
