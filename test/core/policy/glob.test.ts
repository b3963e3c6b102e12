import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matches } from '../../../src/core/policy/glob.ts';

test.each<[string, string, boolean]>([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'arn:aws:s3:::a/b', true],
  ['?', '', false],
  ['?', '🦭', true],
  ['a*', 'a', true],
  ['a*b', 'ab', true],
  ['a*b', 'a-b-b', true],
  ['a*b', 'a-b-c', false],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b*', 'xxbxxaxx', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['**', 'x', true],
  ['A', 'a', false],
  ['a.c', 'abc', false],
  ['a', 'a\n', false],
  ['arn:aws:s3:::inv*', 'arn:aws:s3:::invoices', true],
  ['arn:aws:s3:::inv', 'arn:aws:s3:::invoices', false],
  ['[a]', 'a', false],
  ['*?', '', false],
  ['*?', 'ab', true],
])('%j matches %j: %j', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

const word = (...letters: string[]) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });

test('agrees with a regular expression on small alphabets', () => {
  fc.assert(
    fc.property(word('a', 'b', '*', '?'), word('a', 'b'), (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
      expect(matches(pattern, text)).toBe(expression.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('a hostile pattern takes no more steps than pattern times text', () => {
  expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(2_000))).toBe(false);
});
