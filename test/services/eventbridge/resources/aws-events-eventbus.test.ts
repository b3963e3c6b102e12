import { expect, test } from 'vitest';
import resource from '../../../../src/services/eventbridge/resources/aws-events-eventbus.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:events:${region}:111122223333:event-bus/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Events::EventBus', id, arn: arnOf(id) });
const names = ['default', 'orders', 'bills', 'aws.partner/example.com/shop/1'];
const world = () => {
  const EventBuses = [
    ...names.map((Name) => ({ Name, ...(Name === 'orders' && { Tags: { team: 'shop' } }) })),
    { Name: 'there', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ eventbridge: { EventBuses } }))).look(location);
};

test.each([
  ['default', 'default'],
  [arnOf('orders'), 'orders'],
  ['aws.partner/example.com/shop/1', 'aws.partner/example.com/shop/1'],
])('resolves %s', async (id, name) => {
  expect(await resource.resolve(id, location, world())).toEqual(named(name));
});

test.each([
  ['another Region', arnOf('there', 'us-east-1')],
  ['another account', arnOf('orders').replace('111122223333', '444455556666')],
  ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
  ['a rule', 'arn:aws:events:eu-west-1:111122223333:rule/orders'],
  ['nothing', ''],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({ Arn: arnOf('orders') }));
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

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('bills'), world())).toEqual({});
});

test('ARNs of event buses alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:events:eu-west-1:111122223333:rule/orders')).toBeUndefined();
  expect(resource.root(named('orders'))).toBe(arnOf('orders'));
});
