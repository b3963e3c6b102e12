import { exampleOf, type Box, type Space } from './boxes.ts';
import type { Dimension } from './space.ts';

/** Requests of a box for people, by an example of each field that matters. */

const named = (values: readonly string[]): string => {
  const texts = [...new Set(values)].toSorted();
  return texts.length > 3 ? `${texts.slice(0, 3).join(', ')} and others` : texts.join(', ');
};

const fieldText = (dimension: Dimension, example: string | undefined, bits: bigint): string => {
  const { kind, name, cells } = dimension;
  const held = cells.filter((_, at) => (bits >> BigInt(at)) % 2n === 1n);
  const regular = named(held.flatMap(({ holds }) => [...holds].filter((text) => text.startsWith('regex '))));
  const maybe = regular === '' ? '' : ` (where it matches ${regular})`;
  switch (kind) {
    case 'host':
      return `to host ${example === '' ? 'without name' : example}${maybe}`;
    case 'path':
      return `for path ${example}${maybe}`;
    case 'method':
      return `with method ${example}`;
    case 'source':
      return `from ${example}`;
    case 'query':
      return example === undefined ? 'without such a query string' : `with query ${example}`;
    case 'header':
      return example === undefined
        ? `without such a header ${name}${maybe}`
        : `with header ${name}: ${example}${maybe}`;
    case 'unread':
      return `as far as the condition ${name} says, which Waxseal does not know`;
  }
};

export const requestsText = (space: Space, box: Box): string => {
  const texts = space.dimensions.flatMap((dimension, at) => {
    const bits = box[at] ?? 0n;
    return bits === space.all[at] ? [] : [fieldText(dimension, exampleOf(space, box, at), bits)];
  });
  return texts.length === 0 ? 'all requests' : `requests ${texts.join(' ')}`;
};
