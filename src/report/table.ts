import type { Column, Span } from './blocks.ts';
import { widthOf } from './width.ts';
import { wrap } from './wrap.ts';

type Cell = readonly Span[];

const space = 2;
/** Prose in a column that is narrower than this is a tower of words. */
const least = 12;

const measure = (cell: Cell): number => cell.reduce((sum, { text }) => sum + widthOf(text), 0);

const longestWord = (cell: Cell): number =>
  Math.max(0, ...cell.flatMap(({ text }) => text.split(' ').map(widthOf)));

/**
 * The width of each column, taking from the widest that may be wrapped until all fit; `undefined` when they cannot
 * without breaking a word or an id.
 */
const widths = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  room: number,
): readonly number[] | undefined => {
  const ofColumn = (index: number, size: (cell: Cell) => number): number =>
    rows.reduce((most, row) => Math.max(most, size(row[index] ?? [])), 0);
  const all = columns.map((_, index) => ofColumn(index, measure));
  const floors = columns.map(({ keep }, index) =>
    keep ? (all[index] ?? 0) : Math.min(all[index] ?? 0, Math.max(least, ofColumn(index, longestWord))),
  );
  let over = all.reduce((sum, one) => sum + one, 0) + space * (all.length - 1) - room;
  while (over > 0) {
    const able = all.map((one, index) => (one > (floors[index] ?? 0) ? one : 0));
    const widest = Math.max(...able);
    if (widest === 0) return undefined;
    const index = able.indexOf(widest);
    all[index] = widest - 1;
    over -= 1;
  }
  return all;
};

const side = (
  columns: readonly Column[],
  row: readonly Cell[],
  fitted: readonly number[],
): readonly Cell[] => {
  const cells = columns.map((_, index) => wrap(row[index] ?? [], Math.max(1, fitted[index] ?? 0)));
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
};

/** Where a table has no room: each row as a list of its cells under their heads, so that every id stays whole. */
const listed = (
  heads: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  room: number,
): readonly Cell[] => {
  const width = Math.max(...heads.map(measure)) + space;
  const pad = (used: number): Span => ({ text: ' '.repeat(width - used) });
  return rows.flatMap((row, nth) => [
    ...(nth === 0 ? [] : [[]]),
    ...heads.flatMap((head, index) =>
      wrap(row[index] ?? [], room - width).map((line, at): Cell =>
        at === 0 ? [...head, pad(measure(head)), ...line] : [pad(0), ...line],
      ),
    ),
  ]);
};

/** A head and rows of cells as lines that fit in `room` columns. No word is ever broken: ids can be copied. */
export const layOut = (
  columns: readonly Column[],
  heads: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  room: number,
): readonly Cell[] => {
  const all = [heads, ...rows];
  const fitted = widths(columns, all, room);
  return fitted ? all.flatMap((row) => side(columns, row, fitted)) : listed(heads, rows, room);
};
