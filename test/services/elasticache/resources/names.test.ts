import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import cluster from '../../../../src/services/elasticache/resources/aws-elasticache-cachecluster.ts';
import group from '../../../../src/services/elasticache/resources/aws-elasticache-replicationgroup.ts';
import { location } from '../../../kit/answers.ts';

const aws = sandboxClouds(
  startHost(
    loadAccount({
      elasticache: {
        CacheClusters: [{ CacheClusterId: 'pages', NumCacheNodes: 2 }],
        ReplicationGroups: [
          { ReplicationGroupId: 'orders', Tls: 'required' },
          { ReplicationGroupId: 'carts', ClusterMode: 'enabled', Tls: 'required' },
          { ReplicationGroupId: 'plain' },
        ],
      },
    }),
  ),
).look(location);
const named = (id: string) => ({
  ...location,
  type: group.type,
  id,
  arn: `arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:${id}`,
});

test.each<[string, readonly string[]]>([
  ['orders', ['master.orders', 'replica.orders', 'orders-001.orders']],
  ['carts', ['clustercfg.carts', 'carts-0001-001.carts']],
])('of the group %s: primary, reader and configuration endpoint, and each node', async (id, expected) => {
  expect(await group.names?.(named(id), aws)).toEqual(
    expect.arrayContaining(expected.map((name) => `${name}.abc123.eu-west-1.cache.amazonaws.com`)),
  );
});

test('without TLS they are called otherwise', async () => {
  expect(await group.names?.(named('plain'), aws)).toEqual([
    'plain-ro.abc123.ng.0001.eu-west-1.cache.amazonaws.com',
    'plain.abc123.ng.0001.eu-west-1.cache.amazonaws.com',
  ]);
});

test('of Memcached: each node. Those of a group are the group’s', async () => {
  expect(await cluster.names?.(named('pages'), aws)).toEqual([
    'pages.abc123.0001.eu-west-1.cache.amazonaws.com',
    'pages.abc123.0002.eu-west-1.cache.amazonaws.com',
  ]);
  expect(await cluster.names?.(named('orders-001'), aws)).toEqual([]);
});

test('of one that is gone there are none', async () => {
  expect(await group.names?.(named('gone'), aws)).toEqual([]);
});
