import { expect, test } from 'vitest';
import resource from '../../../../src/services/rds/resources/aws-rds-dbcluster.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const engines = { billing: 'aurora-mysql', graph: 'neptune', orders: 'aurora-postgresql', stock: 'docdb' };
const names = Object.keys(engines);
const idOf = (name: string) => `cluster-${name.toUpperCase().padEnd(26, '0')}`;
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:rds:${region}:${account}:cluster:${name}`;
const named = (id: string) => ({
  ...location,
  type: 'AWS::RDS::DBCluster',
  id,
  arn: arnOf(names.find((name) => idOf(name) === id) ?? id),
});
const host = () =>
  startHost(
    loadAccount({
      rds: {
        DBClusters: Object.entries(engines).map(([name, Engine]) => ({
          DBClusterIdentifier: name,
          DbClusterResourceId: idOf(name),
          Engine,
          EngineVersion: '5.0.0',
          ...(name === 'orders' && { TagList: [{ Key: 'team', Value: 'shop' }] }),
        })),
      },
    }),
  );

testResource(resource, {
  world: () => sandboxClouds(host()).look(location),
  named,
  resolves: [
    ['by the id of an event', idOf('orders'), idOf('orders')],
    ['by name', 'stock', idOf('stock')],
    ['by name in capitals', 'Stock', idOf('stock')],
    ['by ARN', arnOf('graph'), idOf('graph')],
  ],
  gone: 'gone',
  others: [
    ['of another account', arnOf('orders', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('orders', 'us-east-1')],
    ['of another partition', arnOf('orders').replace('aws', 'aws-cn')],
    ['an instance', 'arn:aws:rds:eu-west-1:111122223333:db:orders'],
    ['a snapshot', 'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:orders'],
    ['no name', 'or--ders'],
    ['a path', '../orders'],
  ],
  failing: 'orders',
  listed: names.map(idOf),
  tags: { [idOf('orders')]: { team: 'shop' }, [idOf('stock')]: {} },
});

test('an id that nobody has is not found', async () => {
  const aws = sandboxClouds(host()).look(location);
  expect(await resource.resolve(idOf('gone'), location, aws)).toBeUndefined();
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:rds:eu-west-1:111122223333:db:orders')).toBeUndefined();
});

const cluster = {
  DbClusterResourceId: idOf('orders'),
  DBClusterIdentifier: 'orders',
  Engine: 'aurora-postgresql',
  Endpoint: 'orders.cluster-a.example',
  ReaderEndpoint: 'orders.cluster-ro-a.example',
  Port: 5432,
};
const asked = async (over: object, members: readonly object[]) => {
  const { read } = await answering(({ operation }) =>
    operation.includes('DescribeDBInstances')
      ? { DBInstances: members }
      : { DBClusters: [{ ...cluster, ...over }] },
  );
  return resource.endpoints?.(named(idOf('orders')), read);
};

test('a probe asks the writer and the readers, within their VPC', async () => {
  const members = [{ DBSubnetGroup: { VpcId: 'vpc-1' } }, { PubliclyAccessible: true }];
  const where = { port: 5432, protocol: 'postgresql', vpc: 'vpc-1', internal: true };
  expect(await asked({}, members)).toEqual([
    { host: 'orders.cluster-a.example', ...where },
    { host: 'orders.cluster-ro-a.example', ...where },
  ]);
});

test('one that is reached from the internet, and has no readers', async () => {
  const over = { ReaderEndpoint: undefined, Engine: 'docdb', Port: 27_017 };
  expect(await asked(over, [{ PubliclyAccessible: true }])).toEqual([
    { host: 'orders.cluster-a.example', port: 27_017, protocol: 'mongodb' },
  ]);
});

test.each([
  ['has no port yet', { Port: undefined }, [{}]],
  ['has an engine that no probe knows', { Engine: 'db2' }, [{}]],
  ['has no instances', {}, []],
  ['is another one', { DbClusterResourceId: idOf('stock') }, [{}]],
])('nothing is probed of one that %s', async (_what, over, members) => {
  expect(await asked(over, members)).toEqual([]);
});
