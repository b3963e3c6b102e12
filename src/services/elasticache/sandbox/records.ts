import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const region = z.optional(z.string());

const replicationGroup = z.strictObject({
  ReplicationGroupId: z.string(),
  /** Default: the account file's own. */
  Region: region,
  /** What AWS says in two members. `null`: it says nothing. */
  Tls: z._default(z.nullable(z.enum(['off', 'preferred', 'required'])), 'off'),
  Status: z._default(z.string(), 'available'),
  Engine: z._default(z.string(), 'valkey'),
  /** Of its nodes. */
  EngineVersion: z._default(z.string(), '7.2.6'),
  SnapshotWindow: z._default(z.string(), '05:00-06:00'),
  AuthTokenEnabled: z._default(z.boolean(), false),
  GlobalReplicationGroupInfo: z.optional(z.strictObject({ GlobalReplicationGroupId: z.string() })),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  Tags: tagRecords,
});
const cacheCluster = z.strictObject({
  CacheClusterId: z.string(),
  Region: region,
  Engine: z._default(z.string(), 'memcached'),
  EngineVersion: z._default(z.string(), '1.6.22'),
  CacheNodeType: z._default(z.string(), 'cache.t4g.small'),
  NumCacheNodes: z._default(z.number(), 2),
  /** `null`: AWS does not say. */
  TransitEncryptionEnabled: z._default(z.nullable(z.boolean()), false),
  ReplicationGroupId: z.optional(z.string()),
  CacheSubnetGroupName: z._default(z.string(), 'default'),
  CacheParameterGroup: z._default(z.strictObject({ CacheParameterGroupName: z.string() }), {
    CacheParameterGroupName: 'default.memcached1.6',
  }),
  SecurityGroups: z._default(z.array(z.strictObject({ SecurityGroupId: z.string() })), []),
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
export interface Elasticache {
  readonly ReplicationGroups: readonly ReplicationGroup[];
  readonly CacheClusters: readonly Placed<Records['CacheClusters'][number]>[];
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
