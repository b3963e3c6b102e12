import {
  addressText,
  everyAddress,
  rangeOf,
  uncoveredPart,
  type Range,
} from '../../../ec2/facts/address-ranges.ts';
import type { Conditions, QueryPair } from '../rule-conditions.ts';
import { wordClasses } from './words.ts';

/**
 * Every request that rules can tell apart. Each field of a request is cut into the classes that the rules' conditions
 * make of it, each with an example; the fields are independent, so whatever classes are put together, there is a
 * request that has them.
 */

/** A class of values of one field. */
interface Cell {
  /** What holds of such a value, by the texts that `asks` names. */
  readonly holds: ReadonlySet<string>;
  /** A value of this class; `undefined`: the request has none. */
  readonly example: string | undefined;
  /** Cells that differ only in what nobody evaluated have the same one. */
  readonly base: number;
}

/** A field of a request. */
export interface Dimension {
  readonly name: string;
  readonly kind: 'host' | 'path' | 'method' | 'source' | 'query' | 'header' | 'unread';
  readonly cells: readonly Cell[];
  /** The texts of which one must hold, for each thing that a rule asks of this field. */
  readonly asks: (conditions: Conditions) => readonly (readonly string[])[];
  /** Whether some of the conditions were not evaluated. */
  readonly unsure: boolean;
}

const mostCells = 4096;
const regular = (pattern: string): string => `regex ${pattern}`;

/** Nobody evaluates regular expressions here: each of them may hold or not, whatever else does. */
const withPatterns = (cells: readonly Cell[], patterns: readonly string[]): readonly Cell[] | undefined => {
  let all = cells;
  for (const pattern of patterns) {
    if (all.length * 2 > mostCells) return undefined;
    all = all.flatMap((cell) => [cell, { ...cell, holds: new Set([...cell.holds, regular(pattern)]) }]);
  }
  return all;
};

const lower = (text: string): string => text.toLowerCase();
const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

const classCells = (values: readonly string[], start = ''): readonly Cell[] | undefined =>
  wordClasses(values, { start })?.map(({ matches, example }, base) => ({
    holds: new Set([...matches].map((at) => values[at] ?? '')),
    example,
    base,
  }));

/** Host name or path: one text. */
const textDimension = (
  all: readonly Conditions[],
  name: 'host' | 'path',
  of: (conditions: Conditions) => {
    readonly values: readonly string[];
    readonly patterns: readonly string[];
  },
): Dimension | undefined => {
  const values = unique(all.flatMap((conditions) => of(conditions).values));
  const patterns = unique(all.flatMap((conditions) => of(conditions).patterns));
  const cells = withPatterns(classCells(values, name === 'path' ? '/' : '') ?? [], patterns);
  if (!cells?.length) return undefined;
  return {
    name,
    kind: name,
    cells,
    asks: (conditions) => {
      const { values: mine, patterns: theirs } = of(conditions);
      return mine.length + theirs.length === 0 ? [] : [[...mine, ...theirs.map(regular)]];
    },
    unsure: patterns.length > 0,
  };
};

const methodDimension = (all: readonly Conditions[]): Dimension => {
  const named = unique(all.flatMap(({ methods }) => methods));
  const usual = ['GET', 'POST', 'DELETE', 'PUT', 'HEAD', 'PATCH'].find((method) => !named.includes(method));
  const other = { holds: new Set<string>(), example: usual ?? 'OPTIONS', base: 0 };
  return {
    name: 'method',
    kind: 'method',
    cells: [
      other,
      ...named.map((method, at) => ({ holds: new Set([method]), example: method, base: at + 1 })),
    ],
    asks: ({ methods }) => (methods.length === 0 ? [] : [methods]),
    unsure: false,
  };
};

/** `ipv6`: whether the balancer has such addresses at all. */
const sourceDimension = (all: readonly Conditions[], ipv6: boolean): Dimension | undefined => {
  const sources = unique(all.flatMap((conditions) => conditions.sources));
  const known = sources.flatMap((source) => {
    const range = rangeOf(source);
    return range ? [{ source, range }] : [];
  });
  if (known.length < sources.length) return undefined;
  const families: readonly Range['family'][] = ipv6 ? [4, 6] : [4];
  const found = new Map<string, Cell>();
  for (const family of families) {
    const ends = known
      .filter(({ range }) => range.family === family)
      .flatMap(({ range }) => [range.from, range.to + 1n]);
    for (const address of new Set([everyAddress(family).from, ...ends])) {
      const one: Range = { family, from: address, to: address };
      if (address > everyAddress(family).to) continue;
      const holds = new Set(
        known.filter(({ range }) => uncoveredPart(one, [range]).length === 0).map(({ source }) => source),
      );
      const name = [...holds].join(' ');
      if (!found.has(name))
        found.set(name, { holds, example: addressText(family, address), base: found.size });
    }
  }
  return {
    name: 'source',
    kind: 'source',
    cells: [...found.values()],
    asks: (conditions) => (conditions.sources.length === 0 ? [] : [conditions.sources]),
    unsure: false,
  };
};

const nameOf = (holds: ReadonlySet<string>): string => [...holds].toSorted().join('\n');

/** A request may have a header or a parameter several times: whatever one of them matches, it matches. */
const combined = (single: readonly Cell[], separator: string): readonly Cell[] | undefined => {
  const none: Cell = { holds: new Set(), example: undefined, base: 0 };
  const found = new Map([[nameOf(none.holds), none]]);
  const useful = single.filter(({ holds }) => holds.size > 0);
  for (const cell of found.values())
    for (const more of useful) {
      const holds = new Set([...cell.holds, ...more.holds]);
      if (found.has(nameOf(holds))) continue;
      if (found.size >= mostCells) return undefined;
      const example =
        cell.example === undefined ? more.example : `${cell.example}${separator}${more.example ?? ''}`;
      found.set(nameOf(holds), { holds, example, base: found.size });
    }
  return [...found.values()];
};

const headerDimension = (all: readonly Conditions[], name: string): Dimension | undefined => {
  const mine = all.flatMap(({ headers }) => headers.filter((header) => header.name === name));
  const values = unique(mine.flatMap((header) => header.values.map(lower)));
  const patterns = unique(mine.flatMap((header) => header.patterns));
  const cells = withPatterns(combined(classCells(values) ?? [], ' | ') ?? [], patterns);
  // Without any class of values there would be no example for those that have the header.
  if (!cells?.length || (values.length > 0 && cells.length === 1)) return undefined;
  return {
    name,
    kind: 'header',
    cells,
    asks: ({ headers }) =>
      headers
        .filter((header) => header.name === name)
        .map((header) => [...header.values.map(lower), ...header.patterns.map(regular)]),
    unsure: patterns.length > 0,
  };
};

const pairText = ({ key, value }: QueryPair): string => `${lower(key)}\n${lower(value)}`;

const queryDimension = (all: readonly Conditions[]): Dimension | undefined => {
  const pairs = [
    ...new Map(all.flatMap(({ queries }) => queries.flat()).map((pair) => [pairText(pair), pair])).values(),
  ];
  const keys = wordClasses(
    pairs.map(({ key }) => lower(key)),
    { escapes: true },
  );
  const values = wordClasses(
    pairs.map(({ value }) => lower(value)),
    { escapes: true },
  );
  if (!keys || !values || keys.length * values.length > mostCells) return undefined;
  const single = keys.flatMap((key) =>
    values.map((value, base) => ({
      holds: new Set(pairs.filter((_, at) => key.matches.has(at) && value.matches.has(at)).map(pairText)),
      example: `${key.example}=${value.example}`,
      base,
    })),
  );
  const cells = combined(single, '&');
  if (!cells) return undefined;
  return {
    name: 'query',
    kind: 'query',
    cells,
    asks: ({ queries }) => queries.map((one) => one.map(pairText)),
    unsure: false,
  };
};

/** A rule whose conditions are not understood: nobody can say which requests meet them. */
const unreadDimension = (conditions: Conditions): Dimension => ({
  name: conditions.unread.join(', '),
  kind: 'unread',
  cells: [
    { holds: new Set(), example: undefined, base: 0 },
    { holds: new Set(['met']), example: undefined, base: 0 },
  ],
  asks: (asked) => (asked === conditions ? [['met']] : []),
  unsure: true,
});

/** `undefined`: the rules tell more classes of requests apart than can be looked at. */
export const dimensionsOf = (
  all: readonly Conditions[],
  { ipv6 }: { readonly ipv6: boolean },
): readonly Dimension[] | undefined => {
  const headers = unique(all.flatMap((conditions) => conditions.headers.map(({ name }) => name)));
  const dimensions = [
    textDimension(all, 'host', ({ hosts, hostPatterns }) => ({
      values: hosts.map(lower),
      patterns: hostPatterns,
    })),
    textDimension(all, 'path', ({ paths, pathPatterns }) => ({ values: paths, patterns: pathPatterns })),
    methodDimension(all),
    sourceDimension(all, ipv6),
    queryDimension(all),
    ...headers.map((name) => headerDimension(all, name)),
    ...all.filter(({ unread }) => unread.length > 0).map(unreadDimension),
  ];
  const known = dimensions.filter((dimension) => dimension !== undefined);
  return known.length === dimensions.length ? known : undefined;
};
