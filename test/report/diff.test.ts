import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonDiff, jsonLines } from '../../src/report/diff.ts';

const told = (before: unknown, after: unknown): readonly string[] =>
  jsonDiff(before, after).map(
    ({ is, text }) => `${{ same: ' ', added: '+', removed: '-', gap: '~' }[is]}${text}`,
  );

test.each([
  [null, null, []],
  [null, 'x', ['+"x"']],
  ['x', null, ['-"x"']],
  [1, 2, ['-1', '+2']],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, ['~… 4 lines as they are']],
  [{ a: 1, b: 2 }, { a: 1, b: 3 }, [' {', '   "a": 1,', '-  "b": 2', '+  "b": 3', ' }']],
])('%j → %j', (before, after, expected) => expect(told(before, after)).toEqual(expected));

test('what is the same is folded when it is long', () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index + 10}`, index]));
  const all = told(many, { ...many, k30: 'new' });
  expect(all.length).toBeLessThan(14);
  expect(all.filter((line) => line.startsWith('~'))).toHaveLength(2);
});

test('both sides can be read from a diff', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (before, after) => {
      const diff = jsonDiff(before, after);
      if (diff.some(({ is }) => is === 'gap')) return;
      const side = (skip: string) => diff.filter(({ is }) => is !== skip).map(({ text }) => text);
      expect(side('added')).toEqual(jsonLines(before));
      expect(side('removed')).toEqual(jsonLines(after));
    }),
  );
});
