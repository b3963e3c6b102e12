import { expect, test } from 'vitest';
import { unheardMembers } from '../../src/families/unheard-members.ts';

test.each<[string, object, unknown, readonly string[]]>([
  ['all of it', { a: { b: 1 }, c: [{ d: 2 }] }, { a: { b: 1 }, c: [{ d: 2 }] }, []],
  ['what says that it is not there', { a: null }, {}, []],
  ['a member', { a: 1, b: 2 }, { a: 1 }, ['b']],
  ['a member within another', { a: { b: 1, c: {} } }, { a: { b: 1 } }, ['a.c']],
  ['a member of items of a list, once', { a: [{ b: 1 }, { b: 2 }] }, { a: [{}, {}] }, ['a.b']],
  ['all, where nothing was made of it', { a: 1 }, undefined, ['a']],
  ['a name that every object has', { constructor: 1 }, {}, ['constructor']],
])('the SDK made nothing of %s', (_, sent, made, unheard) => {
  expect(unheardMembers(JSON.stringify(sent), made)).toEqual(unheard);
});
