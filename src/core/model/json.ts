import { hash } from 'node:crypto';

/** A copy with keys sorted at every depth. What JSON writes otherwise (a date) is taken as it would be written. */
const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  if ('toJSON' in value && typeof value.toJSON === 'function') return inOrder(value.toJSON());
  // fromEntries defines keys and never assigns them, so that no key can reach a prototype.
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
};

/** Keys sorted at every depth, `undefined` dropped: two values with one meaning give one text. */
export const canonical = (value: unknown): string => JSON.stringify(inOrder(value)) ?? 'null';

/** Equality of JSON values, whatever the order of their keys. */
export const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);

/** The first 128 bits of SHA-256 over the canonical JSON, as 32 hexadecimal digits. */
export const hashOf = (value: unknown): string => hash('sha256', canonical(value)).slice(0, 32);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function* leaves(value: unknown, path: string): Generator<readonly [path: string, value: unknown]> {
  if (Array.isArray(value)) for (const item of value) yield [`${path}[]`, item];
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${path}/${key}`);
  else if (value !== undefined) yield [path, value];
}

/**
 * Hashes of the smallest things that a value is made of, each with its place: members at every depth, and the items
 * of a list whole, wherever they stand in it. Two values differ by what only one of them has.
 */
export const leavesOf = (value: unknown): readonly string[] => [
  ...new Set([...leaves(value ?? null, '')].map(hashOf)),
];
