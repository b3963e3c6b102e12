import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const cluster = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** `null`: MemoryDB does not say. */
  TLSEnabled: z._default(z.nullable(z.boolean()), true),
  Status: z._default(z.string(), 'available'),
  MultiRegionClusterName: z.optional(z.string()),
  Description: z.optional(z.string()),
  NodeType: z._default(z.string(), 'db.r7g.large'),
  Engine: z._default(z.string(), 'valkey'),
  EngineVersion: z._default(z.string(), '7.3'),
  ParameterGroupName: z._default(z.string(), 'default.memorydb-valkey7'),
  SubnetGroupName: z._default(z.string(), 'default'),
  ACLName: z._default(z.string(), 'open-access'),
  KmsKeyId: z.optional(z.string()),
  DataTiering: z._default(z.string(), 'false'),
  SnapshotRetentionLimit: z._default(z.number(), 0),
  SnapshotWindow: z._default(z.string(), '04:30-05:30'),
  MaintenanceWindow: z._default(z.string(), 'wed:03:00-wed:04:00'),
  SnsTopicArn: z.optional(z.string()),
  AutoMinorVersionUpgrade: z._default(z.boolean(), true),
  NetworkType: z._default(z.string(), 'ipv4'),
  IpDiscovery: z._default(z.string(), 'ipv4'),
  SecurityGroups: z._default(z.array(z.strictObject({ SecurityGroupId: z.string() })), []),
  /** Nodes of each shard. */
  Shards: z._default(z.array(z.strictObject({ Name: z.string(), NumberOfNodes: z.number() })), [
    { Name: '0001', NumberOfNodes: 2 },
  ]),
  Tags: tagRecords,
});

/** Clusters, as DescribeClusters tells of them. */
export const memorydbRecords = z.strictObject({ Clusters: z._default(z.array(cluster), []) });

type Record = z.output<typeof cluster>;
interface Cluster extends Omit<Record, 'Region' | 'Tags'> {
  readonly Region: string;
  readonly Tags: Tags;
}
export interface Memorydb {
  /** Every cluster of the account. */
  readonly Clusters: readonly Cluster[];
}

/** The records with AWS's defaults. */
export const loadMemorydb = (
  { Clusters }: z.output<typeof memorydbRecords>,
  { region }: Where,
): Memorydb => ({ Clusters: Clusters.map(({ Region = region, ...rest }) => ({ ...rest, Region })) });
