import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/elasticache/resources/aws-elasticache-serverlesscache.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:elasticache:${region}:111122223333:serverlesscache:${name}`;
const named = (id: string) => ({
  ...location,
  type: 'AWS::ElastiCache::ServerlessCache',
  id,
  arn: arnOf(id),
});

const ids = ['bills', 'orders', 'stock', 'tolls', 'trucks'];
const world = () => {
  const ServerlessCaches = [
    ...ids.map((name) => ({ ServerlessCacheName: name, Tags: name === 'orders' ? { team: 'shop' } : {} })),
    { ServerlessCacheName: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ elasticache: { ServerlessCaches } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['by its name', 'orders', 'orders'],
    ['by its ARN', arnOf('stock'), 'stock'],
  ],
  gone: 'elsewhere',
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:elasticache:eu-west-1:444455556666:serverlesscache:orders'],
    ['of another partition', 'arn:aws-cn:elasticache:eu-west-1:111122223333:serverlesscache:orders'],
    ['something else', 'arn:aws:elasticache:eu-west-1:111122223333:cluster:orders'],
  ],
  answer: { ServerlessCaches: [] },
  failing: 'orders',
  listed: ids,
  tags: { orders: { team: 'shop' }, stock: {} },
});

test('as many are asked for as AWS gives by itself', async () => {
  const { read, asked } = await answering(() => ({ ServerlessCaches: [{ ServerlessCacheName: 'orders' }] }));
  const found: string[] = [];
  for await (const { id } of resource.list(location, read)) found.push(id);
  expect(found).toEqual(['orders']);
  expect(asked.map(({ input }) => input)).toEqual([{ NextToken: undefined }]);
});
