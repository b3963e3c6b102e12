import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { settingsOf } from '../../../src/core/model/settings-of.ts';

test('each setting with what it takes and what it is without a line of the policy', () => {
  const settings = z.strictObject({
    mode: z._default(z.enum(['ask', 'accept']), 'ask'),
    name: z._default(z.string(), '').check(z.describe('Whose it is.')),
    names: z._default(z.array(z.string()), ['a']),
    seconds: z._default(z.number(), 60),
  });
  expect(settingsOf({ settings })).toEqual([
    { name: 'mode', takes: 'ask, accept', default: 'ask' },
    { name: 'name', means: 'Whose it is.', takes: 'text', default: '' },
    { name: 'names', takes: 'a list, each: text', default: ['a'] },
    { name: 'seconds', takes: 'a number', default: 60 },
  ]);
  expect(settingsOf({ settings: z.strictObject({}) })).toEqual([]);
});

test.each([
  [z.nullable(z.string()), 'text or null'],
  [z.boolean(), 'true, false'],
  [z.int(), 'a whole number'],
  [z.int().check(z.minimum(0), z.maximum(9)), 'a whole number from 0 to 9'],
  [z.number().check(z.minimum(1)), 'a number from 1'],
  [z.number().check(z.maximum(1)), 'a number to 1'],
  [z.array(z.enum(['a', 'b'])), 'a list, each: a, b'],
  [z.record(z.string(), z.int()), 'a map, each value: a whole number'],
])('what is taken is said for each shape of a schema (%#)', (one, takes) => {
  expect(settingsOf({ settings: z.strictObject({ one }) })).toMatchObject([{ takes }]);
});

test('a shape that nobody has put into words is no page', () => {
  const settings = z.strictObject({ one: z.strictObject({ two: z.string() }) });
  expect(() => settingsOf({ settings })).toThrow('settings-of.ts');
});
