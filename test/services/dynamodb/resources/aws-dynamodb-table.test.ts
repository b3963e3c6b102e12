import { expect, test } from 'vitest';
import resource from '../../../../src/services/dynamodb/resources/aws-dynamodb-table.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

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

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', 'orders', 'orders'],
    ['by ARN', arnOf('shop.till'), 'shop.till'],
  ],
  gone: 'there',
  others: [
    ['another Region', arnOf('there', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['an index', `${arnOf('orders')}/index/byDay`],
    ['a stream', `${arnOf('orders')}/stream/2026-11-27T00:00:00.000`],
    ['a path', 'shop/orders'],
    ['nothing', ''],
  ],
  answer: { Table: { TableName: 'orders' } },
  failing: 'orders',
  hidden: true,
  listed: names,
  tags: { orders: many, bills: {} },
});

test('ARNs of tables alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf(`${arnOf('orders')}/index/byDay`)).toBeUndefined();
});
