import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/secretsmanager/resources/aws-secretsmanager-secret.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:secretsmanager:${region}:111122223333:secret:${name}-a1B2c3`;
const named = (name: string) => ({
  ...location,
  type: 'AWS::SecretsManager::Secret',
  id: arnOf(name),
  arn: arnOf(name),
});
const world = () => {
  const Secrets = [
    { Name: 'orders', Tags: { team: 'shop' } },
    ...['shop/bills', 'till', 'rds!db-0a1b2c3d'].map((Name) => ({ Name })),
    { Name: 'gone', DeletedDate: '2026-01-01T00:00:00Z' },
    { Name: 'there', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ secretsmanager: { Secrets } }))).look(location);
};

test.each([
  [arnOf('orders'), 'orders'],
  ['orders', 'orders'],
  ['shop/bills', 'shop/bills'],
  [arnOf('rds!db-0a1b2c3d'), 'rds!db-0a1b2c3d'],
])('resolves %s', async (id, name) => {
  expect(await resource.resolve(id, location, world())).toEqual(named(name));
});

test.each([
  ['another Region', arnOf('there', 'us-east-1')],
  ['another account', arnOf('orders').replace('111122223333', '444455556666')],
  ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
  ['a part of an ARN', arnOf('orders').slice(0, -7)],
  ['a queue', 'arn:aws:sqs:eu-west-1:111122223333:orders'],
  ['nothing', ''],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({ ARN: arnOf('orders'), Name: 'orders' }));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a name that AWS takes for the beginning of another secret’s ARN is not that one', async () => {
  const { read } = await answering(() => ({ ARN: arnOf('orders'), Name: 'orders' }));
  expect(await resource.resolve('orders-a1B2c3', location, read)).toBeUndefined();
});

describe('a secret that we may not see', () => {
  const denied = async (id: string, name = 'AccessDeniedException') => {
    const { read } = await answering(() => {
      throw refusal(name, 400);
    });
    return resource.resolve(id, location, read);
  };
  test('is found by its ARN, so that somebody can be told', async () => {
    expect(await denied(arnOf('orders'))).toEqual(named('orders'));
  });
  test('may have any ARN by its name', async () => {
    await expect(denied('orders')).rejects.toThrow('AccessDenied');
  });
  test('other failures are told as they are', async () => {
    await expect(denied(arnOf('orders'), 'InternalServiceError')).rejects.toThrow('InternalService');
  });
});

test('what is no longer there', async () => {
  expect(await resource.resolve('bills', location, world())).toBeUndefined();
});

test('lists all of the Region, without those that wait for their deletion', async () => {
  const found: string[] = [];
  for await (const { id } of resource.list(location, world())) found.push(id);
  expect(found).toEqual(['orders', 'shop/bills', 'till', 'rds!db-0a1b2c3d'].map((name) => arnOf(name)));
});

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('till'), world())).toEqual({});
});

test('ARNs of secrets alone are ids', () => {
  expect(resource.idOf(arnOf('orders'))).toBe(arnOf('orders'));
  expect(resource.idOf('arn:aws:sqs:eu-west-1:111122223333:orders')).toBeUndefined();
  expect(resource.root(named('orders'))).toBe(arnOf('orders'));
});
