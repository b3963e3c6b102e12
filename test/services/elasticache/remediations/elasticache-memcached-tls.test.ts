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

const redis = (over: object = {}) => ({
  Engine: 'redis',
  EngineVersion: '7.1.0',
  NumCacheNodes: 1,
  CacheParameterGroup: { CacheParameterGroupName: 'ours-redis7' },
  ...over,
});

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
  'a node of a replication group that is being deleted': {
    account: held({ Engine: 'redis', ReplicationGroupId: 'orders', CacheClusterStatus: 'deleting' }),
    target: 'carts',
    expect: { is: 'not-applicable', message: 'of-a-group' },
  },
  'Redis OSS by itself': {
    account: held(redis()),
    target: 'carts',
    expect: {
      ...told('no-group'),
      says: [
        'Cache cluster carts runs redis by itself, and only replication groups of it take TLS: what clients store in it and get from it goes in the clear. ElastiCache sets TLS of redis with a replication group alone, so that Waxseal cannot. Have clients store nothing more, and take a snapshot: aws elasticache create-snapshot --region eu-west-1 --cache-cluster-id carts --snapshot-name carts-tls. When it is available (aws elasticache describe-snapshots --region eu-west-1 --snapshot-name carts-tls), make a replication group from it as waxseal plan --resource ARN shows, have clients use that one with TLS, give it the tags and log deliveries of carts, and delete carts when nobody is left.',
      ],
    },
  },
  'Valkey by itself': {
    account: held(redis({ Engine: 'valkey', EngineVersion: '7.2.6' })),
    target: arn,
    expect: told('no-group'),
  },
  'Redis OSS by itself, of which ElastiCache says that it takes TLS': {
    account: held(redis({ TransitEncryptionEnabled: true })),
    target: 'carts',
    expect: { is: 'compliant' },
  },
  'Redis OSS by itself, of which ElastiCache says nothing': {
    account: held(redis({ TransitEncryptionEnabled: null })),
    target: 'carts',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'Redis OSS by itself that is being deleted': {
    account: held(redis({ CacheClusterStatus: 'deleting' })),
    target: 'carts',
    expect: { is: 'pending', message: 'leaving' },
  },
  ...Object.fromEntries(
    ['2.8.24', '3.2.4', '3.2.10', '4.0.9'].map((EngineVersion) => [
      `Redis OSS ${EngineVersion} by itself, which takes no TLS in a group either`,
      { account: held(redis({ EngineVersion })), target: 'carts', expect: told('group-too-old') },
    ]),
  ),
  ...Object.fromEntries(
    ['3.2.6', '4.0.10', '5.0.6', '6.2.6'].map((EngineVersion) => [
      `Redis OSS ${EngineVersion} by itself, which takes TLS in a group`,
      { account: held(redis({ EngineVersion })), target: 'carts', expect: told('no-group') },
    ]),
  ),
  'an engine that nobody knows': {
    account: held({ Engine: 'cachedb' }),
    target: 'carts',
    expect: { is: 'unknown', message: 'other-engine' },
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

const group = {
  engine: 'redis',
  nodeType: 'cache.r7g.large',
  nodes: 1,
  version: '7.1.0',
  parameterGroup: 'ours-redis7',
  spread: 'single-az',
  zones: ['eu-west-1b'],
  port: 6380,
  snapshotDays: 7,
  snapshotWindow: '03:00-04:00',
  minorUpgrades: false,
};
const groupSource = (over: object = {}, id = 'carts') =>
  unit.source?.(
    { set: 'group', on: arn, before: null, after: { ...kept, ...group, ...over }, impact: ['none'] },
    { ...target, id },
  ) ?? { cloudformation: '', cdk: '', terraform: '', cli: '' };

test('a replication group takes over what the node has', () => {
  const { cli, terraform, cloudformation, cdk } = groupSource();
  expect(cli).toBe(
    "aws elasticache create-replication-group --region eu-west-1 --replication-group-id carts-tls --replication-group-description 'carts with TLS' --engine redis --engine-version 7.1 --snapshot-name carts-tls --transit-encryption-enabled --cache-node-type cache.r7g.large --num-cache-clusters 1 --no-automatic-failover-enabled --preferred-cache-cluster-a-zs eu-west-1b --cache-parameter-group-name ours-redis7 --cache-subnet-group-name private --security-group-ids sg-1 sg-2 --port 6380 --snapshot-retention-limit 7 --snapshot-window 03:00-04:00 --no-auto-minor-version-upgrade --preferred-maintenance-window sun:05:00-sun:06:00 --notification-topic-arn arn:aws:sns:eu-west-1:111122223333:alerts --network-type dual_stack --ip-discovery ipv4",
  );
  expect(cloudformation.split('\n')).toEqual([
    '# A new AWS::ElastiCache::ReplicationGroup, beside carts. SnapshotName stays in it: whoever changes that replaces the group.',
    'ReplicationGroupId: "carts-tls"',
    'ReplicationGroupDescription: "carts with TLS"',
    'Engine: "redis"',
    'EngineVersion: "7.1"',
    'SnapshotName: "carts-tls"',
    'TransitEncryptionEnabled: true',
    'CacheNodeType: "cache.r7g.large"',
    'NumCacheClusters: 1',
    'AutomaticFailoverEnabled: false',
    'PreferredCacheClusterAZs: ["eu-west-1b"]',
    'CacheParameterGroupName: "ours-redis7"',
    'CacheSubnetGroupName: "private"',
    'SecurityGroupIds: ["sg-1","sg-2"]',
    'Port: 6380',
    'SnapshotRetentionLimit: 7',
    'SnapshotWindow: "03:00-04:00"',
    'AutoMinorVersionUpgrade: false',
    'PreferredMaintenanceWindow: "sun:05:00-sun:06:00"',
    'NotificationTopicArn: "arn:aws:sns:eu-west-1:111122223333:alerts"',
    'NetworkType: "dual_stack"',
    'IpDiscovery: "ipv4"',
  ]);
  expect(cdk.split('\n')).toEqual(
    expect.arrayContaining([
      '// A new elasticache.CfnReplicationGroup, beside carts. snapshotName stays in it: whoever changes that replaces the group.',
      "preferredCacheClusterAZs: ['eu-west-1b'],",
      "securityGroupIds: ['sg-1', 'sg-2'],",
      "snapshotName: 'carts-tls',",
    ]),
  );
  for (const line of [
    /^replication_group_id +=\s"carts-tls"$/m,
    /^description +=\s"carts with TLS"$/m,
    /^num_cache_clusters +=\s1$/m,
    /^preferred_cache_cluster_azs +=\s\["eu-west-1b"\]$/m,
    /^node_type +=\s"cache\.r7g\.large"$/m,
    /^parameter_group_name +=\s"ours-redis7"$/m,
    /^subnet_group_name +=\s"private"$/m,
    /^snapshot_name +=\s"carts-tls"$/m,
    /^transit_encryption_enabled +=\strue$/m,
  ])
    expect(terraform).toMatch(line);
});

test('a version is named as its engine has it, and what is not told is left out', () => {
  const version = (given: string) =>
    /--engine-version (\S+)/.exec(groupSource({ version: given }).cli ?? '')?.[1];
  expect(version('5.0.6')).toBe('5.0.6');
  expect(version('6.2.6')).toBe('6.2');
  expect(version('10.1.2')).toBe('10.1');
  const bare = { ...nothing, version: '', parameterGroup: '', subnetGroup: '' };
  expect(groupSource({ ...bare, snapshotDays: null, snapshotWindow: null, minorUpgrades: null }).cli).toBe(
    "aws elasticache create-replication-group --region eu-west-1 --replication-group-id carts-tls --replication-group-description 'carts with TLS' --engine redis --snapshot-name carts-tls --transit-encryption-enabled --cache-node-type cache.r7g.large --num-cache-clusters 1 --no-automatic-failover-enabled",
  );
});

test('a name of a group has 40 letters, and the snapshot that is told has the same', async () => {
  const long = 'a-name-that-is-as-long-as-it-can-be-and-longer';
  const name = 'a-name-that-is-as-long-as-it-can-be-tls';
  const { cli } = groupSource({}, long);
  expect(cli).toContain(`--replication-group-id ${name} `);
  expect(cli).toContain(`--snapshot-name ${name} `);
  const { read } = await answering(() => ({
    CacheClusters: [
      { CacheClusterId: long, Engine: 'redis', EngineVersion: '7.1.0', TransitEncryptionEnabled: false },
    ],
  }));
  const named = { ...target, id: long };
  const state = await unit.read(named, read);
  expect(state && unit.plan(state, named, {})).toMatchObject({
    message: 'no-group',
    data: { snapshot: name },
  });
});

test('what a node by itself has is read', async () => {
  const { read } = await answering(() => ({
    CacheClusters: [
      {
        CacheClusterId: 'carts',
        Engine: 'valkey',
        NumCacheNodes: 1,
        PreferredAvailabilityZone: 'eu-west-1b',
        CacheNodes: [{ CustomerAvailabilityZone: 'eu-west-1b', Endpoint: { Port: 6380 } }],
        SnapshotRetentionLimit: 7,
        SnapshotWindow: '03:00-04:00',
        AutoMinorVersionUpgrade: false,
      },
    ],
  }));
  expect(await unit.read(target, read)).toMatchObject({
    engine: 'valkey',
    kept: {
      engine: 'valkey',
      zones: ['eu-west-1b'],
      port: 6380,
      snapshotDays: 7,
      snapshotWindow: '03:00-04:00',
      minorUpgrades: false,
    },
  });
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
