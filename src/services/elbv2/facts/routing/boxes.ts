import type { Conditions } from '../rule-conditions.ts';
import { matchesOf } from './words.ts';
import { dimensionsOf, type Dimension } from './space.ts';

/** A set of requests: for each field the classes that it may be of, one bit each. */
export type Box = readonly bigint[];

export interface Space {
  readonly dimensions: readonly Dimension[];
  readonly all: Box;
  /** What a rule asks, as a box. */
  readonly boxOf: (conditions: Conditions) => Box;
}

/** `undefined`: too many classes of requests to look at. */
export const spaceOf = (
  all: readonly Conditions[],
  { ipv6 }: { readonly ipv6: boolean },
): Space | undefined => {
  const dimensions = dimensionsOf(all, { ipv6 });
  if (!dimensions) return undefined;
  return {
    dimensions,
    all: dimensions.map(({ cells }) => (1n << BigInt(cells.length)) - 1n),
    boxOf: (conditions) =>
      dimensions.map(({ cells, asks }) => {
        const asked = asks(conditions);
        const bits = cells.map(({ holds }, at) =>
          asked.every((some) => some.some((text) => holds.has(text))) ? 1n << BigInt(at) : 0n,
        );
        return bits.reduce((sum, bit) => sum | bit, 0n);
      }),
  };
};

const isEmpty = (box: Box): boolean => box.includes(0n);
const both = (a: Box, b: Box): Box => a.map((bits, at) => bits & (b[at] ?? 0n));

/** What of a box is not in another, in boxes that share nothing. */
const without = (box: Box, other: Box): readonly Box[] => {
  if (isEmpty(both(box, other))) return [box];
  return box
    .map((bits, at): Box =>
      box.map((own, index) => {
        if (index < at) return own & (other[index] ?? 0n);
        return index === at ? bits & ~(other[at] ?? 0n) : own;
      }),
    )
    .filter((piece) => !isEmpty(piece));
};

export interface Piece {
  readonly box: Box;
  /** Position of the first rule that these requests meet. */
  readonly rule: number;
}

const mostPieces = 5000;

/** By which rule, in their order, each of these requests is taken. The last rule takes all. `undefined`: too many. */
export const piecesOf = (from: Box, rules: readonly Box[]): readonly Piece[] | undefined => {
  const pieces: Piece[] = [];
  let rest: readonly Box[] = [from];
  for (const [rule, asked] of rules.entries()) {
    const taken = rest.map((box) => both(box, asked)).filter((box) => !isEmpty(box));
    pieces.push(...taken.map((box) => ({ box, rule })));
    rest = rest.flatMap((box) => without(box, asked));
    if (pieces.length + rest.length > mostPieces) return undefined;
  }
  return pieces;
};

const firstBit = (bits: bigint): number => bits.toString(2).length - 1 - bits.toString(2).lastIndexOf('1');

/** An example of one field of the requests in a box. */
export const exampleOf = ({ dimensions }: Space, box: Box, at: number): string | undefined =>
  dimensions[at]?.cells[firstBit(box[at] ?? 1n)]?.example;

/** Whether there surely are such requests: not where it hangs on what nobody evaluated. */
export const isSure = ({ dimensions }: Space, box: Box): boolean =>
  dimensions.every(({ cells, unsure }, at) => {
    if (!unsure) return true;
    const isIn = (index: number): boolean => ((box[at] ?? 0n) >> BigInt(index)) % 2n === 1n;
    const out = new Set(cells.flatMap(({ base }, index) => (isIn(index) ? [] : [base])));
    return cells.some(({ base }, index) => isIn(index) && !out.has(base));
  });

/** The requests that a box becomes when one field is set to a text. */
export const withText = (space: Space, box: Box, kind: 'host' | 'path', text: string): Box =>
  box.map((bits, at) => {
    const dimension = space.dimensions[at];
    if (dimension?.kind !== kind) return bits;
    const values = [...new Set(dimension.cells.flatMap(({ holds }) => [...holds]))];
    const matched = matchesOf(values, kind === 'host' ? text.toLowerCase() : text);
    const plain = new Set(values.filter((value, index) => matched.has(index) && !value.startsWith('regex ')));
    const fits = dimension.cells.map(({ holds }, index) => {
      const own = [...holds].filter((value) => !value.startsWith('regex '));
      return own.length === plain.size && own.every((value) => plain.has(value)) ? 1n << BigInt(index) : 0n;
    });
    return fits.reduce((sum, bit) => sum | bit, 0n);
  });
