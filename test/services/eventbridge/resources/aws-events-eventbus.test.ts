import { expect, test } from 'vitest';
import resource from '../../../../src/services/eventbridge/resources/aws-events-eventbus.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

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

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', 'default', 'default'],
    ['by ARN', arnOf('orders'), 'orders'],
    ['by name', 'aws.partner/example.com/shop/1', 'aws.partner/example.com/shop/1'],
  ],
  gone: 'there',
  others: [
    ['another Region', arnOf('there', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a rule', 'arn:aws:events:eu-west-1:111122223333:rule/orders'],
    ['nothing', ''],
  ],
  answer: { Arn: arnOf('orders') },
  failing: 'orders',
  hidden: true,
  listed: names,
  tags: { orders: { team: 'shop' }, bills: {} },
});

test('ARNs of event buses alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:events:eu-west-1:111122223333:rule/orders')).toBeUndefined();
});
