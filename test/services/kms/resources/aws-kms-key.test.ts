import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/kms/resources/aws-kms-key.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const idOf = (number: number) => `1234abcd-12ab-34cd-56ef-12345678900${number}`;
const shared = `mrk-${'0123456789abcdef'.repeat(2)}`;
const arnOf = (id: string, region = 'eu-west-1') => `arn:aws:kms:${region}:111122223333:key/${id}`;
const named = (id: string) => ({ ...location, type: 'AWS::KMS::Key', id, arn: arnOf(id) });
const ids = [...[0, 1, 2].map(idOf), shared];
const world = () => {
  const Keys = [
    ...ids.map((KeyId) => ({
      KeyId,
      ...(KeyId === idOf(0) && { Alias: 'alias/orders', Tags: { team: 'shop' } }),
    })),
    { KeyId: idOf(9), Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ kms: { Keys } }))).look(location);
};

test.each([
  [idOf(0), idOf(0)],
  [arnOf(shared), shared],
  ['alias/orders', idOf(0)],
])('resolves %s', async (id, key) => {
  expect(await resource.resolve(id, location, world())).toEqual(named(key));
});

test.each([
  ['another Region', arnOf(idOf(9), 'us-east-1')],
  ['another account', arnOf(idOf(0)).replace('111122223333', '444455556666')],
  ['another partition', arnOf(idOf(0)).replace('arn:aws:', 'arn:aws-cn:')],
  ['an alias by its ARN', 'arn:aws:kms:eu-west-1:111122223333:alias/orders'],
  ['a queue', 'arn:aws:sqs:eu-west-1:111122223333:orders'],
  ['a word', 'orders'],
  ['nothing', ''],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({ KeyMetadata: { Arn: arnOf(idOf(0)) } }));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('what is no longer there', async () => {
  expect(await resource.resolve(idOf(9), location, world())).toBeUndefined();
});

describe('a key that we may not see', () => {
  const denied = async (id: string, name = 'AccessDeniedException') => {
    const { read } = await answering(() => {
      throw refusal(name, 400);
    });
    return resource.resolve(id, location, read);
  };
  test.each([idOf(0), arnOf(shared)])('%s is found, so that somebody can be told', async (id) => {
    expect(await denied(id)).toEqual(named(id.split('/').at(-1) ?? ''));
  });
  test('an alias may be any', async () => {
    await expect(denied('alias/orders')).rejects.toThrow('AccessDenied');
  });
  test('other failures are told as they are', async () => {
    await expect(denied(idOf(0), 'KMSInternalException')).rejects.toThrow('KMSInternal');
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const { id } of resource.list(location, world())) found.push(id);
  expect(found).toEqual(ids);
});

test('tags, or none', async () => {
  expect(await resource.tags(named(idOf(0)), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named(shared), world())).toEqual({});
});

test('ARNs of keys alone have an id', () => {
  expect(resource.idOf(arnOf(shared))).toBe(shared);
  expect(resource.idOf('arn:aws:kms:eu-west-1:111122223333:alias/orders')).toBeUndefined();
  expect(resource.root(named(shared))).toBe(arnOf(shared));
});
