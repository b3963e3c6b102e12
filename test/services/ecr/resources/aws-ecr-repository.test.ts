import { expect, test } from 'vitest';
import resource from '../../../../src/services/ecr/resources/aws-ecr-repository.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:ecr:${region}:111122223333:repository/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::ECR::Repository', id, arn: arnOf(id) });
const names = ['orders', 'shop/orders', 'shop/bills', 'till'];
const world = () => {
  const Repositories = [
    ...names.map((Name) => ({ Name, ...(Name === 'orders' && { Tags: { team: 'shop' } }) })),
    { Name: 'there', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ ecr: { Repositories } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', 'orders', 'orders'],
    ['by name', 'shop/orders', 'shop/orders'],
    ['by ARN', arnOf('shop/bills'), 'shop/bills'],
  ],
  gone: 'there',
  others: [
    ['another Region', arnOf('there', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a queue', 'arn:aws:sqs:eu-west-1:111122223333:orders'],
    ['an image', 'orders:latest'],
    ['capitals', 'Orders'],
    ['nothing', ''],
  ],
  answer: { tags: [] },
  failing: 'orders',
  hidden: true,
  listed: names,
  tags: { orders: { team: 'shop' }, till: {} },
});

test('ARNs of repositories alone have an id', () => {
  expect(resource.idOf(arnOf('shop/orders'))).toBe('shop/orders');
  expect(resource.idOf('arn:aws:ecr:eu-west-1:111122223333:registry/orders')).toBeUndefined();
});
