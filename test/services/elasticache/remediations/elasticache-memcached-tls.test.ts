import { expect, test } from 'vitest';
import unit from '../../../../src/services/elasticache/remediations/elasticache-memcached-tls.ts';
import resource from '../../../../src/services/elasticache/resources/aws-elasticache-cachecluster.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:elasticache:eu-west-1:111122223333:cluster:carts';
const held = (over: object = {}) => ({
  elasticache: { CacheClusters: [{ CacheClusterId: 'carts', ...over }] },
});
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;

testRemediation(unit, resource, {
  TLS: { account: held({ TransitEncryptionEnabled: true }), target: 'carts', expect: { is: 'compliant' } },
  'no TLS': { account: held(), target: 'carts', expect: told('no-tls') },
  'no TLS, named by its ARN': { account: held(), target: arn, expect: told('no-tls') },
  'an engine without TLS': {
    account: held({ EngineVersion: '1.5.16' }),
    target: 'carts',
    expect: told('engine-too-old'),
  },
  'Memcached with TLS, and an engine before': {
    account: held({ EngineVersion: '1.6.11' }),
    target: 'carts',
    expect: told('engine-too-old'),
  },
  'the first engine with TLS': {
    account: held({ EngineVersion: '1.6.12' }),
    target: 'carts',
    expect: told('no-tls'),
  },
  'nodes without TLS': {
    account: held({ CacheNodeType: 'cache.t2.micro' }),
    target: 'carts',
    expect: {
      ...told('node-type-too-old'),
      says: [
        'Memcached cluster carts has nodes of type cache.t2.micro, which take no TLS: what clients store in it and get from it goes in the clear. Make another one with nodes of a newer type and TLS (what it is else, carts tells: aws elasticache describe-cache-clusters --region eu-west-1 --cache-cluster-id carts --show-cache-node-info), have clients use that one, and delete carts when nobody is left.',
      ],
    },
  },
  'a cluster that is being deleted': {
    account: held({ CacheClusterStatus: 'deleting' }),
    target: 'carts',
    expect: { is: 'pending', message: 'leaving' },
  },
  'ElastiCache does not say': {
    account: held({ TransitEncryptionEnabled: null }),
    target: 'carts',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a node of a replication group': {
    account: held({ Engine: 'redis', ReplicationGroupId: 'orders' }),
    target: 'carts',
    expect: { is: 'not-applicable', message: 'of-a-group' },
  },
  'Redis OSS by itself': {
    account: held({ Engine: 'redis' }),
    target: 'carts',
    expect: { is: 'not-applicable', message: 'other-engine' },
  },
  'a cluster that is gone': {
    account: {},
    target: 'arn:aws:elasticache:eu-west-1:111122223333:cluster:gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::ElastiCache::CacheCluster', id: 'carts', arn };
const kept = {
  nodeType: 'cache.t4g.small',
  nodes: 2,
  version: '1.6.22',
  parameterGroup: 'default.memcached1.6',
  subnetGroup: 'private',
  securityGroups: ['sg-1', 'sg-2'],
  spread: 'cross-az',
  zones: ['eu-west-1a', 'eu-west-1b'],
  port: 11311,
  maintenanceWindow: 'sun:05:00-sun:06:00',
  topic: 'arn:aws:sns:eu-west-1:111122223333:alerts',
  network: 'dual_stack',
  discovery: 'ipv4',
};
const nothing = {
  securityGroups: [],
  zones: [],
  port: null,
  maintenanceWindow: null,
  topic: null,
  network: null,
  discovery: null,
};
const sourceOf = (over: object = {}, id = 'carts') =>
  unit.source?.(
    { set: 'cluster', on: arn, before: null, after: { ...kept, ...over }, impact: ['none'] },
    { ...target, id },
  ) ?? { cloudformation: '', cdk: '', terraform: '', cli: '' };

test('a new cluster takes over what the old one has', () => {
  const { cli, terraform, cloudformation, cdk } = sourceOf();
  expect(cli).toBe(
    'aws elasticache create-cache-cluster --region eu-west-1 --cache-cluster-id carts-tls --engine memcached --engine-version 1.6.22 --transit-encryption-enabled --cache-node-type cache.t4g.small --num-cache-nodes 2 --az-mode cross-az --preferred-availability-zones eu-west-1a eu-west-1b --cache-parameter-group-name default.memcached1.6 --cache-subnet-group-name private --security-group-ids sg-1 sg-2 --port 11311 --preferred-maintenance-window sun:05:00-sun:06:00 --notification-topic-arn arn:aws:sns:eu-west-1:111122223333:alerts --network-type dual_stack --ip-discovery ipv4',
  );
  expect(cloudformation.split('\n').slice(1)).toEqual([
    'ClusterName: "carts-tls"',
    'Engine: "memcached"',
    'EngineVersion: "1.6.22"',
    'TransitEncryptionEnabled: true',
    'CacheNodeType: "cache.t4g.small"',
    'NumCacheNodes: 2',
    'AZMode: "cross-az"',
    'PreferredAvailabilityZones: ["eu-west-1a","eu-west-1b"]',
    'CacheParameterGroupName: "default.memcached1.6"',
    'CacheSubnetGroupName: "private"',
    'VpcSecurityGroupIds: ["sg-1","sg-2"]',
    'Port: 11311',
    'PreferredMaintenanceWindow: "sun:05:00-sun:06:00"',
    'NotificationTopicArn: "arn:aws:sns:eu-west-1:111122223333:alerts"',
    'NetworkType: "dual_stack"',
    'IpDiscovery: "ipv4"',
  ]);
  expect(cdk.split('\n')).toEqual(
    expect.arrayContaining([
      "azMode: 'cross-az',",
      "engineVersion: '1.6.22',",
      "cacheSubnetGroupName: 'private',",
      "vpcSecurityGroupIds: ['sg-1', 'sg-2'],",
    ]),
  );
  for (const line of [
    /^engine_version +=\s"1\.6\.22"$/m,
    /^parameter_group_name +=\s"default\.memcached1\.6"$/m,
    /^subnet_group_name +=\s"private"$/m,
    /^security_group_ids +=\s\["sg-1", "sg-2"\]$/m,
    /^az_mode +=\s"cross-az"$/m,
    /^transit_encryption_enabled +=\strue$/m,
  ])
    expect(terraform).toMatch(line);
});

test('what ElastiCache does not say is not said', () => {
  expect(sourceOf(nothing).cli).toMatch(/--az-mode cross-az --cache-parameter-group-name .*private$/);
  expect(sourceOf({ ...nothing, spread: 'single-az' }).cli).not.toContain('-az');
});

test('nodes of one zone stay in it, and zones are as many as nodes', () => {
  const one = sourceOf({ spread: 'single-az', zones: ['eu-west-1a'] });
  expect(one.cli).toContain('--preferred-availability-zone eu-west-1a --cache-parameter-group-name');
  expect(one.terraform).toMatch(/^availability_zone +=\s"eu-west-1a"$/m);
  expect(sourceOf({ nodes: 3 }).cli).not.toContain('--preferred-availability-zones');
});

test('a name has 50 letters', () => {
  const long = 'a-name-that-is-as-long-as-an-identifier-can-be-50';
  expect(sourceOf({}, long).cli).toContain(
    '--cache-cluster-id a-name-that-is-as-long-as-an-identifier-can-be-tls ',
  );
});

test('what a cluster has is read', async () => {
  const { read, asked } = await answering(() => ({
    CacheClusters: [
      {
        CacheClusterId: 'carts',
        PreferredAvailabilityZone: 'Multiple',
        CacheNodes: [{ CustomerAvailabilityZone: 'eu-west-1b' }, { CustomerAvailabilityZone: 'eu-west-1a' }],
        NotificationConfiguration: { TopicArn: 'topic' },
        ConfigurationEndpoint: { Port: 11211 },
        NumCacheNodes: 2,
      },
    ],
  }));
  expect(await unit.read(target, read)).toMatchObject({
    tls: null,
    kept: {
      spread: 'cross-az',
      zones: ['eu-west-1a', 'eu-west-1b'],
      port: 11211,
      topic: 'topic',
      network: null,
    },
  });
  expect(asked.map(({ input }) => input)).toEqual([{ CacheClusterId: 'carts', ShowCacheNodeInfo: true }]);
});
