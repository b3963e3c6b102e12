import { expect, test } from 'vitest';
import { lackingIn } from '../../../../src/services/cloudfront/facts/whole-configuration.ts';

const whole = { CallerReference: 'once', Comment: '', DefaultCacheBehavior: {}, Enabled: false, Origins: {} };

test.each([
  ['all of it', {}, []],
  ['lists that say how many they have', { L: { Quantity: 2, Items: ['a', { Quantity: 0 }] } }, []],
  ['one that was left out', { Comment: undefined }, ['Comment']],
  ['nothing', { Origins: null }, ['Origins']],
  ['a list that is too short', { L: { Quantity: 2, Items: ['a'] } }, ['L']],
  ['a list that is too long', { L: { Quantity: 0, Items: ['a'] } }, ['L']],
  ['a list that was left out', { L: { Quantity: 1 } }, ['L']],
  ['a list that does not say it', { L: { Items: [] } }, ['L']],
  ['a list in an item', { L: { Quantity: 1, Items: [{ M: { Quantity: 1 } }] } }, ['L.Items.0.M']],
])('%s', (_what, more, lacking) => {
  expect(lackingIn({ ...whole, ...more })).toEqual(lacking);
});
