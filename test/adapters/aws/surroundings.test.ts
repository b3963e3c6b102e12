import { expect, test } from 'vitest';
import { ownerOf, surroundingsFromTags } from '../../../src/adapters/aws/surroundings.ts';
import type { Resource } from '../../../src/core/model/resource.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'T',
  id: 'i',
  arn: 'a',
};
const aws = {
  use: () => {
    throw new Error('not needed');
  },
};
const labelled = (tags: Resource['tags']): Resource => ({
  type: 'T',
  permissions: [],
  idOf: (arn) => arn,
  resolve: () => Promise.resolve(target),
  list: () => {
    throw new Error('not needed');
  },
  root: ({ arn }) => arn,
  tags,
});

test.each([
  [{ owner: 'ann', team: 'payments' }, ['team', 'owner'], 'payments'],
  [{ owner: 'ann', team: ' ' }, ['team', 'owner'], 'ann'],
  [{ Owner: 'ann' }, ['owner'], undefined],
  [{}, ['toString', 'owner'], undefined],
  [{ owner: 'ann' }, [], undefined],
])('of %o, %o names %s', (tags, ownerTags, owner) => {
  expect(ownerOf(tags, ownerTags)).toBe(owner);
});

test('come from the tags of the resource', async () => {
  const of = surroundingsFromTags({
    resource: () => Promise.resolve(labelled(() => Promise.resolve({ owner: 'ann' }))),
  });
  expect(await of(target, aws, ['owner'])).toEqual({ tags: { owner: 'ann' }, owner: 'ann' });
});

test('are not made up when tags cannot be read', async () => {
  const resource = labelled(() => Promise.reject(new Error('denied')));
  const of = surroundingsFromTags({ resource: () => Promise.resolve(resource) });
  await expect(of(target, aws, ['owner'])).rejects.toThrow('denied');
});
