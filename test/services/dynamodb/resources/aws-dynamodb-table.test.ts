import { expect, test } from 'vitest';
import resource from '../../../../src/services/dynamodb/resources/aws-dynamodb-table.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:dynamodb:${region}:111122223333:table/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::DynamoDB::Table', id, arn: arnOf(id) });
const names = ['orders', 'bills', 'shop.till', 'shop_card'];
const many = { a: '1', b: '2', c: '3', d: '4', team: 'shop' };
const world = () => {
  const Tables = [
    ...names.map((TableName) => ({ TableName, ...(TableName === 'orders' && { Tags: many }) })),
    { TableName: 'there', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ dynamodb: { Tables } }))).look(location);
};

test.each([
  ['orders', 'orders'],
  [arnOf('shop.till'), 'shop.till'],
])('resolves %s', async (id, name) => {
  expect(await resource.resolve(id, location, world())).toEqual(named(name));
});

test.each([
  ['another Region', arnOf('there', 'us-east-1')],
  ['another account', arnOf('orders').replace('111122223333', '444455556666')],
  ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
  ['an index', `${arnOf('orders')}/index/byDay`],
  ['a stream', `${arnOf('orders')}/stream/2026-11-27T00:00:00.000`],
  ['a path', 'shop/orders'],
  ['nothing', ''],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({ Table: { TableName: 'orders' } }));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('what is no longer there', async () => {
  expect(await resource.resolve('there', location, world())).toBeUndefined();
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual(names);
});

test('tags, page by page, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual(many);
  expect(await resource.tags(named('bills'), world())).toEqual({});
});

test('ARNs of tables alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf(`${arnOf('orders')}/index/byDay`)).toBeUndefined();
  expect(resource.root(named('orders'))).toBe(arnOf('orders'));
});
