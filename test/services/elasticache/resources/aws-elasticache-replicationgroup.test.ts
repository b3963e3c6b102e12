import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/elasticache/resources/aws-elasticache-replicationgroup.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:elasticache:${region}:111122223333:replicationgroup:${name}`;
const named = (id: string) => ({
  ...location,
  type: 'AWS::ElastiCache::ReplicationGroup',
  id,
  arn: arnOf(id),
});

const ids = ['bills', 'orders', 'stock', 'tolls', 'trucks'];
const world = () => {
  const ReplicationGroups = [
    ...ids.map((name) => ({ ReplicationGroupId: name, Tags: name === 'orders' ? { team: 'shop' } : {} })),
    { ReplicationGroupId: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ elasticache: { ReplicationGroups } }))).look(location);
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
    ["another account's", 'arn:aws:elasticache:eu-west-1:444455556666:replicationgroup:orders'],
    ['of another partition', 'arn:aws-cn:elasticache:eu-west-1:111122223333:replicationgroup:orders'],
    ['something else', 'arn:aws:elasticache:eu-west-1:111122223333:cluster:orders'],
  ],
  answer: { ReplicationGroups: [] },
  failing: 'orders',
  listed: ids,
  tags: { orders: { team: 'shop' }, stock: {} },
});

test('tags that ElastiCache does not tell just now are not none', async () => {
  const refusing = async (name: string, status: number) => {
    const { read } = await answering(() => {
      throw refusal(name, status);
    });
    return resource.tags(named('orders'), read);
  };
  await expect(refusing('InvalidReplicationGroupStateFault', 400)).rejects.toMatchObject({
    code: 'conflict',
    retry: false,
  });
  await expect(refusing('ReplicationGroupNotFoundFault', 404)).rejects.toMatchObject({
    name: 'ReplicationGroupNotFoundFault',
  });
});
