import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/memorydb/resources/aws-memorydb-cluster.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:memorydb:${region}:111122223333:cluster/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::MemoryDB::Cluster', id, arn: arnOf(id) });

const ids = ['bills', 'orders', 'stock', 'tolls', 'trucks'];
const world = () => {
  const Clusters = [
    ...ids.map((Name) => ({ Name, Tags: Name === 'orders' ? { team: 'shop' } : {} })),
    { Name: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ memorydb: { Clusters } }))).look(location);
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
    ["another account's", 'arn:aws:memorydb:eu-west-1:444455556666:cluster/orders'],
    ['of another partition', 'arn:aws-cn:memorydb:eu-west-1:111122223333:cluster/orders'],
    ['a snapshot', 'arn:aws:memorydb:eu-west-1:111122223333:snapshot/orders'],
  ],
  answer: { Clusters: [] },
  failing: 'orders',
  listed: ids,
  tags: { orders: { team: 'shop' }, stock: {} },
});
