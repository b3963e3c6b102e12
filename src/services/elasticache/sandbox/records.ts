import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const region = z.optional(z.string());

/** A node of a replication group. What is left out is that of its group. */
const node = z.strictObject({
  /** `null`: AWS does not say. */
  EngineVersion: z.optional(z.nullable(z.string())),
  CacheClusterStatus: z._default(z.string(), 'available'),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  /** Its group still names it, and it is gone. */
  Gone: z._default(z.boolean(), false),
});
const twoNodes = ['available', 'available'].map((CacheClusterStatus) => ({
  CacheClusterStatus,
  PendingModifiedValues: {},
  Gone: false,
}));

const mode = z.enum(['off', 'preferred', 'required']);
const replicationGroup = z.strictObject({
  ReplicationGroupId: z.string(),
  /** Default: the account file's own. */
  Region: region,
  /** What AWS says in two members. `null`: it says nothing. */
  Tls: z._default(z.nullable(mode), 'off'),
  /** What it shows of TLS as long as it is at work on a change of it. */
  TlsBefore: z.optional(mode),
  Status: z._default(z.string(), 'available'),
  Engine: z._default(z.string(), 'valkey'),
  /** Of its nodes. */
  EngineVersion: z._default(z.string(), '7.2.6'),
  Nodes: z._default(z.array(node), twoNodes),
  /** `null`: AWS does not say. */
  ClusterMode: z._default(z.nullable(z.enum(['enabled', 'disabled', 'compatible'])), 'disabled'),
  /** Left out: what goes with the mode. */
  ClusterEnabled: z.optional(z.boolean()),
  SnapshotWindow: z._default(z.string(), '05:00-06:00'),
  /** `null`: AWS does not say. */
  AuthTokenEnabled: z._default(z.nullable(z.boolean()), false),
  UserGroupIds: z._default(z.array(z.string()), []),
  GlobalReplicationGroupInfo: z.optional(z.strictObject({ GlobalReplicationGroupId: z.string() })),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  Tags: tagRecords,
});
const cacheCluster = z.strictObject({
  CacheClusterId: z.string(),
  Region: region,
  CacheClusterStatus: z._default(z.string(), 'available'),
  Engine: z._default(z.string(), 'memcached'),
  EngineVersion: z._default(z.string(), '1.6.22'),
  CacheNodeType: z._default(z.string(), 'cache.t4g.small'),
  NumCacheNodes: z._default(z.number(), 2),
  /** `Multiple`: in several. */
  PreferredAvailabilityZone: z._default(z.string(), 'eu-west-1a'),
  /** Of each of its nodes: where it stands. Left out: AWS does not say. */
  Zones: z._default(z.array(z.string()), []),
  Port: z._default(z.number(), 11211),
  /** `null`: AWS does not say. */
  TransitEncryptionEnabled: z._default(z.nullable(z.boolean()), false),
  ReplicationGroupId: z.optional(z.string()),
  CacheSubnetGroupName: z._default(z.string(), 'default'),
  CacheParameterGroup: z._default(z.strictObject({ CacheParameterGroupName: z.string() }), {
    CacheParameterGroupName: 'default.memcached1.6',
  }),
  SecurityGroups: z._default(z.array(z.strictObject({ SecurityGroupId: z.string() })), []),
  PreferredMaintenanceWindow: z.optional(z.string()),
  NotificationConfiguration: z.optional(
    z.strictObject({ TopicArn: z.string(), TopicStatus: z.optional(z.string()) }),
  ),
  NetworkType: z.optional(z.string()),
  IpDiscovery: z.optional(z.string()),
  Tags: tagRecords,
});
const serverlessCache = z.strictObject({
  ServerlessCacheName: z.string(),
  Region: region,
  Status: z._default(z.string(), 'available'),
  Engine: z._default(z.string(), 'valkey'),
  Tags: tagRecords,
});

/** Caches, as ElastiCache tells of them. */
export const elasticacheRecords = z.strictObject({
  ReplicationGroups: z._default(z.array(replicationGroup), []),
  CacheClusters: z._default(z.array(cacheCluster), []),
  ServerlessCaches: z._default(z.array(serverlessCache), []),
});

type Records = z.output<typeof elasticacheRecords>;
type Placed<Some> = Omit<Some, 'Region'> & { readonly Region: string };
export type ReplicationGroup = Placed<Records['ReplicationGroups'][number]>;
export type CacheCluster = Placed<Records['CacheClusters'][number]>;
export interface Elasticache {
  readonly ReplicationGroups: readonly ReplicationGroup[];
  readonly CacheClusters: readonly CacheCluster[];
  readonly ServerlessCaches: readonly Placed<Records['ServerlessCaches'][number]>[];
}

/** The records with AWS's defaults. */
export const loadElasticache = (
  { ReplicationGroups, CacheClusters, ServerlessCaches }: Records,
  { region: home }: Where,
): Elasticache => ({
  ReplicationGroups: ReplicationGroups.map(({ Region = home, ...rest }) => ({ ...rest, Region })),
  CacheClusters: CacheClusters.map(({ Region = home, ...rest }) => ({ ...rest, Region })),
  ServerlessCaches: ServerlessCaches.map(({ Region = home, ...rest }) => ({ ...rest, Region })),
});
