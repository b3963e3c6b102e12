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
    { name: 'names', takes: 'a list', default: ['a'] },
    { name: 'seconds', takes: 'a number', default: 60 },
  ]);
  expect(settingsOf({ settings: z.strictObject({}) })).toEqual([]);
});
