import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, hashOf, same } from '../../../src/core/model/json.ts';

/** The same said by JSON's own way of rewriting values. Ids of plans are hashes of this text: it may never change. */
const byReplacer = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'null';

test.each([
  ['keys are sorted at every depth', { b: { d: 1, c: [{ f: 1, e: 2 }] }, a: 2 }],
  ['what is undefined is dropped, and is null in a list', { a: undefined, b: [undefined, 1] }],
  ['a date is the text that JSON writes', { at: new Date(0), all: [new Date(1)] }],
  ['a key that reaches prototypes elsewhere', JSON.parse('{"b":1,"__proto__":{"d":1,"c":2}}')],
  ['numbers for keys', { 10: 'a', 9: 'b', x: 'c' }],
  ['bytes', { bytes: new Uint8Array([3, 2]) }],
  ['nothing', undefined],
  ['null', null],
])('%s', (_what, value) => {
  expect(canonical(value)).toBe(byReplacer(value));
});

test('any value has the text that JSON itself would give it, in order', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withNullPrototype: true }), (value) => {
      expect(canonical(value)).toBe(byReplacer(value));
    }),
  );
});

test('two values of one meaning are the same, and hash alike', () => {
  expect(same({ a: 1, b: [2] }, { b: [2], a: 1, c: undefined })).toBe(true);
  expect(same({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(hashOf({ b: 1, a: 2 })).toBe(
    createHash('sha256').update('{"a":2,"b":1}').digest('hex').slice(0, 32),
  );
});
