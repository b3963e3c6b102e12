import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/dax/resources/aws-dax-cluster.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:dax:${region}:111122223333:cache/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::DAX::Cluster', id, arn: arnOf(id) });

const ids = ['bills', 'orders', 'stock', 'tolls', 'trucks'];
const world = () => {
  const Clusters = [
    ...ids.map((Name) => ({ ClusterName: Name, Tags: Name === 'orders' ? { team: 'shop' } : {} })),
    { ClusterName: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ dax: { Clusters } }))).look(location);
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
    ["another account's", 'arn:aws:dax:eu-west-1:444455556666:cache/orders'],
    ['of another partition', 'arn:aws-cn:dax:eu-west-1:111122223333:cache/orders'],
    ['a table', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders'],
  ],
  answer: { Clusters: [] },
  failing: 'orders',
  listed: ids,
  tags: { orders: { team: 'shop' }, stock: {} },
});
