import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { ReplicationGroup } from './records.ts';

const api = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/';
const guide = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html';

const invalid = (page: string) => (message: string) =>
  refuse('InvalidParameterValue', 400, message, `${api}${page}`);
const noGroup = (): Refusal =>
  refuse(
    'ReplicationGroupNotFoundFault',
    404,
    'ReplicationGroup not found.',
    `${api}API_DescribeReplicationGroups.html`,
  );
const noCluster = (): Refusal =>
  refuse('CacheClusterNotFoundFault', 404, 'CacheCluster not found.', `${api}API_DescribeCacheClusters.html`);
const noServerless = (): Refusal =>
  refuse(
    'ServerlessCacheNotFoundFault',
    404,
    'ServerlessCache not found.',
    `${api}API_DescribeServerlessCaches.html`,
  );

const described = ({ Region, Tags: _tags, EngineVersion: _version, Tls, ...rest }: ReplicationGroup) => ({
  ...rest,
  ...(Tls !== null && { TransitEncryptionEnabled: Tls !== 'off' }),
  ...(Tls !== null && Tls !== 'off' && { TransitEncryptionMode: Tls }),
  MemberClusters: [`${rest.ReplicationGroupId}-001`, `${rest.ReplicationGroupId}-002`],
  NodeGroups: [
    {
      PrimaryEndpoint: {
        Address: `${rest.ReplicationGroupId}.abc123.ng.0001.${Region}.cache.amazonaws.com`,
        Port: 6379,
      },
    },
  ],
});

const groups = recordsOf({
  all: (world) => world.elasticache.ReplicationGroups,
  with: (world, ReplicationGroups) => ({
    ...world,
    elasticache: { ...world.elasticache, ReplicationGroups },
  }),
  is: (item, { ReplicationGroupId }: { readonly ReplicationGroupId?: string }, { region }) =>
    item.ReplicationGroupId === ReplicationGroupId && item.Region === region,
  missing: noGroup,
});

interface Modify {
  readonly ReplicationGroupId?: string;
  readonly TransitEncryptionEnabled?: boolean;
  readonly TransitEncryptionMode?: 'preferred' | 'required';
  readonly SnapshotWindow?: string;
  readonly ApplyImmediately?: boolean;
}
const refused = (name: string, message: string): Refusal => refuse(name, 400, message, guide);

/** Everything else is kept. With ApplyImmediately whatever is queued takes effect as well. */
const modified = (item: ReplicationGroup, input: Modify) => {
  const { TransitEncryptionEnabled: enabled, TransitEncryptionMode: mode, SnapshotWindow } = input;
  const isTls = enabled !== undefined || mode !== undefined;
  if (!isTls) return { item: { ...item, ...(SnapshotWindow !== undefined && { SnapshotWindow }) } };
  if (item.Status !== 'available')
    return refused(
      'InvalidReplicationGroupState',
      `Replication group must be available, and is ${item.Status}.`,
    );
  const wanted = enabled === false ? 'off' : (mode ?? 'required');
  if (item.Tls === 'off' && wanted === 'required')
    return refused('InvalidParameterCombination', 'The mode must be preferred before it can be required.');
  if (item.Tls === 'off' && /^[1-6]\./.test(item.EngineVersion))
    return refused(
      'InvalidParameterCombination',
      'In-transit encryption cannot be modified for this engine version.',
    );
  if (wanted === 'off' && item.AuthTokenEnabled)
    return refused('InvalidParameterCombination', 'AUTH takes in-transit encryption.');
  const busy: ReplicationGroup = { ...item, Tls: wanted, Status: 'modifying', PendingModifiedValues: {} };
  return {
    item: busy,
    output: { ReplicationGroup: described(busy) },
    later: [{ seconds: 600, becomes: (one: ReplicationGroup) => ({ ...one, Status: 'available' }) }],
  };
};

const listTags: Operation<{ readonly ResourceName: string }> = (world, { ResourceName }, { region }) => {
  const [, , , , , kind, name] = ResourceName.split(':');
  const { ReplicationGroups, CacheClusters, ServerlessCaches } = world.elasticache;
  const missing = { replicationgroup: noGroup, cluster: noCluster, serverlesscache: noServerless }[
    kind ?? ''
  ];
  const found = [
    ...ReplicationGroups.filter((one) => kind === 'replicationgroup' && one.ReplicationGroupId === name),
    ...CacheClusters.filter((one) => kind === 'cluster' && one.CacheClusterId === name),
    ...ServerlessCaches.filter((one) => kind === 'serverlesscache' && one.ServerlessCacheName === name),
  ].find(({ Region }) => Region === region);
  if (found) return { world, output: { TagList: tagList(found.Tags) } };
  return missing?.() ?? invalid('API_ListTagsForResource.html')('Invalid ARN.');
};

/** What the sandbox plays of ElastiCache. */
export const elasticache: Operations = {
  /** API_DescribeReplicationGroups.html */
  DescribeReplicationGroups: lists({
    as: 'ReplicationGroups',
    token: 'Marker',
    most: { as: 'MaxRecords', largest: 100, least: 20 },
    wrong: invalid('API_DescribeReplicationGroups.html'),
    items: (world, { ReplicationGroupId: name }: { readonly ReplicationGroupId?: string }, { region }) => {
      const found = world.elasticache.ReplicationGroups.filter(
        (one) => one.Region === region && (name === undefined || one.ReplicationGroupId === name),
      );
      return name !== undefined && found.length === 0 ? noGroup() : found.map(described);
    },
  }),
  /** API_ModifyReplicationGroup.html */
  ModifyReplicationGroup: groups.changes(modified),
  /** API_DescribeCacheClusters.html: nodes of replication groups are among them. */
  DescribeCacheClusters: lists({
    as: 'CacheClusters',
    token: 'Marker',
    most: { as: 'MaxRecords', largest: 100, least: 20 },
    wrong: invalid('API_DescribeCacheClusters.html'),
    items: (world, { CacheClusterId: name }: { readonly CacheClusterId?: string }, { region }) => {
      const own = world.elasticache.CacheClusters.filter(({ Region }) => Region === region).map(
        ({ Region, Tags: _tags, TransitEncryptionEnabled: tls, ...rest }) => ({
          ...rest,
          ...(tls !== null && { TransitEncryptionEnabled: tls }),
          ...(rest.Engine === 'memcached' && {
            ConfigurationEndpoint: {
              Address: `${rest.CacheClusterId}.abc123.cfg.${Region}.cache.amazonaws.com`,
              Port: 11211,
            },
          }),
        }),
      );
      const nodes = world.elasticache.ReplicationGroups.filter(({ Region }) => Region === region).flatMap(
        ({ ReplicationGroupId, Engine, EngineVersion }) =>
          ['001', '002'].map((node) => ({
            CacheClusterId: `${ReplicationGroupId}-${node}`,
            Engine,
            EngineVersion,
            ReplicationGroupId,
          })),
      );
      const all = name === undefined ? own : [...own, ...nodes].filter((one) => one.CacheClusterId === name);
      return name !== undefined && all.length === 0 ? noCluster() : all;
    },
  }),
  /** API_DescribeServerlessCaches.html */
  DescribeServerlessCaches: lists({
    as: 'ServerlessCaches',
    token: 'NextToken',
    wrong: invalid('API_DescribeServerlessCaches.html'),
    items: (world, { ServerlessCacheName: name }: { readonly ServerlessCacheName?: string }, { region }) => {
      const found = world.elasticache.ServerlessCaches.filter(
        (one) => one.Region === region && (name === undefined || one.ServerlessCacheName === name),
      );
      if (name !== undefined && found.length === 0) return noServerless();
      return found.map(({ Region, Tags: _tags, ...rest }) => ({
        ...rest,
        Endpoint: {
          Address: `${rest.ServerlessCacheName}-abc123.serverless.${Region}.cache.amazonaws.com`,
          Port: 6379,
        },
      }));
    },
  }),
  /** API_ListTagsForResource.html */
  ListTagsForResource: listTags,
};
