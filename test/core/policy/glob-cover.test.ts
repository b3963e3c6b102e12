import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, matches, overlaps } from '../../../src/core/policy/glob.ts';

describe('matches', () => {
  test.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get*', 's3:PutObject', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*b*b', 'abab', true],
    ['*b*b', 'aba', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['A*', 'ab', false],
  ])('%s with "%s" is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('takes no time that explodes with the number of stars', () => {
    expect(matches(`${'*a'.repeat(500)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});

describe('covers', () => {
  test.each([
    ['*', 's3:*', true],
    ['s3:*', 's3:?*', true],
    ['s3:?*', 's3:*', false],
    ['s3:Put*', 's3:PutObject*', true],
    ['s3:PutObject*', 's3:Put*', false],
    ['?*', '*?', true],
    ['a?', 'a*', false],
    ['*/*', 'bucket/*', true],
    ['bucket/*', 'bucket', false],
    ['bucket*', 'bucket/*', true],
  ])('%s over %s is %s', (pattern, other, expected) => {
    expect(covers(pattern, other)).toBe(expected);
  });
});

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

test('covers is never wrongly true', () => {
  fc.assert(
    fc.property(pattern, pattern, text, (a, b, it) => {
      fc.pre(covers(a, b));
      expect(matches(a, it) || !matches(b, it)).toBe(true);
    }),
    { numRuns: 3000, maxSkipsPerRun: 1000 },
  );
});

/** Every text of up to six of three letters: enough to decide patterns of up to three characters each. */
const everyText = (): readonly string[] => {
  let row = [''];
  const all = [''];
  for (let length = 1; length <= 6; length += 1) {
    row = row.flatMap((it) => ['a', 'b', 'c'].map((letter) => it + letter));
    all.push(...row);
  }
  return all;
};

test('overlaps is exact', () => {
  const texts = everyText();
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(overlaps(a, b)).toBe(texts.some((it) => matches(a, it) && matches(b, it)));
    }),
    { numRuns: 500 },
  );
});
