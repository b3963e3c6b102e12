import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { CacheCluster, ReplicationGroup } from './records.ts';

const api = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/';

const invalid = (page: string) => (message: string) =>
  refuse('InvalidParameterValueException', 400, message, `${api}${page}`);
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

const unavailable = (status: string, page: string): Refusal =>
  refuse(
    'InvalidReplicationGroupStateFault',
    400,
    `Replication group must be available, and is ${status}.`,
    `${api}${page}`,
  );

const nodeNames = ({ ReplicationGroupId: id, ClusterMode, Nodes }: ReplicationGroup): readonly string[] =>
  Nodes.map((_node, index) => {
    const place = String(index + 1).padStart(3, '0');
    return ClusterMode === 'enabled' ? `${id}-0001-${place}` : `${id}-${place}`;
  });

/** With TLS an endpoint has another name. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/enable-python-best-practices.html */
const endpointsOf = (id: string, region: string, isClustered: boolean, isTls: boolean) => {
  const at = (...parts: readonly string[]) => ({
    Address: [...parts, region, 'cache', 'amazonaws', 'com'].join('.'),
    Port: 6379,
  });
  const unique = 'abc123';
  if (isClustered)
    return {
      ConfigurationEndpoint: isTls ? at('clustercfg', id, unique) : at(id, unique, 'clustercfg'),
      NodeGroups: [{ NodeGroupId: '0001' }],
    };
  return {
    NodeGroups: [
      {
        NodeGroupId: '0001',
        PrimaryEndpoint: isTls ? at('master', id, unique) : at(id, unique, 'ng', '0001'),
        ReaderEndpoint: isTls ? at('replica', id, unique) : at(`${id}-ro`, unique, 'ng', '0001'),
      },
    ],
  };
};

const tlsMembers = (tls: NonNullable<ReplicationGroup['Tls']>) => ({
  TransitEncryptionEnabled: tls !== 'off',
  ...(tls !== 'off' && { TransitEncryptionMode: tls }),
});

/** Until AWS is done with a change of TLS, it is shown as pending. */
const described = (item: ReplicationGroup) => {
  const { Region, Tags: _tags, EngineVersion: _version, Nodes: _nodes, Tls, TlsBefore, ...rest } = item;
  const { ClusterMode, ClusterEnabled, AuthTokenEnabled, ...others } = rest;
  const shown = TlsBefore ?? Tls;
  const isClustered = ClusterEnabled ?? (ClusterMode === null ? undefined : ClusterMode !== 'disabled');
  return {
    ...others,
    ...(ClusterMode !== null && { ClusterMode }),
    ...(isClustered !== undefined && { ClusterEnabled: isClustered }),
    ...(AuthTokenEnabled !== null && { AuthTokenEnabled }),
    ...(shown !== null && tlsMembers(shown)),
    PendingModifiedValues: {
      ...others.PendingModifiedValues,
      ...(TlsBefore !== undefined && Tls !== null && tlsMembers(Tls)),
    },
    MemberClusters: nodeNames(item),
    ...endpointsOf(others.ReplicationGroupId, Region, isClustered === true, shown !== 'off'),
  };
};

const nodesIn = (group: ReplicationGroup) =>
  nodeNames(group).flatMap((CacheClusterId, index) => {
    const { Gone, EngineVersion = group.EngineVersion, ...rest } = group.Nodes[index] ?? {};
    if (Gone) return [];
    return [
      {
        ...rest,
        CacheClusterId,
        ...(EngineVersion !== null && { EngineVersion }),
        Engine: group.Engine,
        ReplicationGroupId: group.ReplicationGroupId,
      },
    ];
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
  readonly AuthToken?: string;
  readonly UserGroupIdsToAdd?: readonly string[];
  readonly UserGroupIdsToRemove?: readonly string[];
  readonly SnapshotWindow?: string;
  readonly ApplyImmediately?: boolean;
}
const combination = (message: string): Refusal =>
  refuse('InvalidParameterCombinationException', 400, message, `${api}API_ModifyReplicationGroup.html`);
const value = invalid('API_ModifyReplicationGroup.html');

/** What AWS was seen to refuse before 7.0.5 of Redis OSS; of Valkey it takes all that it has. */
const isTooOld = ({ Engine, EngineVersion, Nodes }: ReplicationGroup): boolean =>
  Nodes.some((node) => {
    const [major = 0, minor = 0, patch = 0] = (node.EngineVersion ?? EngineVersion).split('.').map(Number);
    return Engine === 'redis' && (major < 7 || (major === 7 && minor === 0 && patch < 5));
  });

/** In the words of AWS, as far as people have shown them: https://github.com/hashicorp/terraform-provider-aws/pull/30403 */
const refusedTls = (item: ReplicationGroup, input: Modify, wanted: ReplicationGroup['Tls']) => {
  if (input.TransitEncryptionEnabled === undefined && item.Tls === 'off')
    return combination('To modify transit encryption mode, set encryption-in-transit as enabled.');
  // https://github.com/aws-controllers-k8s/community/issues/2536
  if (item.AuthTokenEnabled === true || item.UserGroupIds.length > 0)
    return combination(
      'Modification of transit encryption is not supported for access control enabled clusters.',
    );
  if (item.GlobalReplicationGroupInfo)
    return combination(
      'Members of a global datastore cannot be modified to transit-encryption-mode preferred.',
    );
  if (item.ClusterMode === 'compatible')
    return combination('Cluster mode is compatible: no other modification is allowed.');
  if (isTooOld(item))
    return combination(
      `Transit encryption mode is not supported for engine version ${item.EngineVersion}. Please use engine version 7.0.5 or higher.`,
    );
  if (wanted === item.Tls) return combination('No modifications were requested.');
  if (wanted !== 'preferred' && item.Tls !== 'preferred')
    return combination(
      'Direct transition is not allowed. Update the cluster to transit-encryption-mode preferred first.',
    );
  return input.ApplyImmediately === true
    ? undefined
    : value('Transit encryption modification should be called with applied immediately option.');
};

/** AUTH and user groups need `required`: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html */
const refusedAccess = ({ Tls }: ReplicationGroup, { AuthToken, UserGroupIdsToAdd = [] }: Modify) => {
  if (Tls === 'required') return undefined;
  if (AuthToken !== undefined)
    return value('The AUTH token modification is only supported when encryption-in-transit is enabled.');
  return UserGroupIdsToAdd.length > 0
    ? combination(
        'User group based access control requires encryption-in-transit to be enabled on the replication group.',
      )
    : undefined;
};

/** Everything else is kept. With ApplyImmediately whatever is queued takes effect as well. */
const modified = (item: ReplicationGroup, input: Modify) => {
  const { TransitEncryptionEnabled: enabled, TransitEncryptionMode: mode, SnapshotWindow } = input;
  const { AuthToken, UserGroupIdsToAdd = [], UserGroupIdsToRemove = [] } = input;
  const isTls = enabled !== undefined || mode !== undefined;
  if (isTls && item.Status !== 'available')
    return unavailable(item.Status, 'API_ModifyReplicationGroup.html');
  const wanted = enabled === false ? 'off' : (mode ?? 'required');
  const refusal = refusedAccess(item, input) ?? (isTls ? refusedTls(item, input, wanted) : undefined);
  if (refusal) return refusal;
  const kept = {
    ...item,
    ...(SnapshotWindow !== undefined && { SnapshotWindow }),
    ...(AuthToken !== undefined && { AuthTokenEnabled: true }),
    UserGroupIds: [...item.UserGroupIds, ...UserGroupIdsToAdd].filter(
      (one) => !UserGroupIdsToRemove.includes(one),
    ),
  };
  if (!isTls) return { item: kept };
  const busy: ReplicationGroup = {
    ...kept,
    Tls: wanted,
    ...(item.Tls !== null && { TlsBefore: item.Tls }),
    Status: 'modifying',
    PendingModifiedValues: {},
    Nodes: item.Nodes.map((node) => ({ ...node, PendingModifiedValues: {} })),
  };
  return {
    item: busy,
    output: { ReplicationGroup: described(busy) },
    later: [
      {
        seconds: 600,
        becomes: ({ TlsBefore: _before, ...one }: ReplicationGroup) => ({ ...one, Status: 'available' }),
      },
    ],
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
  if (!found)
    return (
      missing?.() ?? refuse('InvalidARNFault', 400, 'Invalid ARN.', `${api}API_ListTagsForResource.html`)
    );
  // AWS tells tags of a group only while it is available.
  return 'ReplicationGroupId' in found && 'Status' in found && found.Status !== 'available'
    ? unavailable(found.Status, 'API_ListTagsForResource.html')
    : { world, output: { TagList: tagList(found.Tags) } };
};

interface DescribeClusters {
  readonly CacheClusterId?: string;
  readonly ShowCacheNodeInfo?: boolean;
}

const describedCluster = (item: CacheCluster, isWhole: boolean) => {
  const { Region, Tags: _tags, TransitEncryptionEnabled: tls, Zones, Port, ...rest } = item;
  return {
    ...rest,
    ...(tls !== null && { TransitEncryptionEnabled: tls }),
    ...(rest.Engine === 'memcached' && {
      ConfigurationEndpoint: {
        Address: `${rest.CacheClusterId}.abc123.cfg.${Region}.cache.amazonaws.com`,
        Port,
      },
    }),
    ...(isWhole && {
      CacheNodes: Array.from({ length: rest.NumCacheNodes }, (_none, index) => ({
        CacheNodeId: String(index + 1).padStart(4, '0'),
        Endpoint: {
          Address: `${rest.CacheClusterId}.abc123.${String(index + 1).padStart(4, '0')}.${Region}.cache.amazonaws.com`,
          Port,
        },
        ...(Zones[index] !== undefined && { CustomerAvailabilityZone: Zones[index] }),
      })),
    }),
  };
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
    items: (world, { CacheClusterId: name, ShowCacheNodeInfo: isWhole }: DescribeClusters, { region }) => {
      const { CacheClusters, ReplicationGroups } = world.elasticache;
      const all = [
        ...CacheClusters.filter(({ Region }) => Region === region).map((one) =>
          describedCluster(one, isWhole === true),
        ),
        ...ReplicationGroups.filter(({ Region }) => Region === region).flatMap(nodesIn),
      ];
      const found = all.filter((one) => name === undefined || one.CacheClusterId === name);
      return name !== undefined && found.length === 0 ? noCluster() : found;
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
