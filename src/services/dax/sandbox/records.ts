import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const cluster = z.strictObject({
  ClusterName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** `null`: DAX does not say. */
  ClusterEndpointEncryptionType: z._default(z.nullable(z.string()), 'TLS'),
  Status: z._default(z.string(), 'available'),
  Description: z.optional(z.string()),
  NodeType: z._default(z.string(), 'dax.r5.large'),
  TotalNodes: z._default(z.number(), 3),
  IamRoleArn: z._default(z.string(), 'arn:aws:iam::111122223333:role/dax'),
  SubnetGroup: z._default(z.string(), 'default'),
  SecurityGroups: z._default(
    z.array(
      z.strictObject({ SecurityGroupIdentifier: z.string(), Status: z._default(z.string(), 'active') }),
    ),
    [],
  ),
  ParameterGroup: z._default(z.strictObject({ ParameterGroupName: z.string() }), {
    ParameterGroupName: 'default.dax1.0',
  }),
  PreferredMaintenanceWindow: z._default(z.string(), 'sun:23:00-mon:00:00'),
  NotificationConfiguration: z.optional(z.strictObject({ TopicArn: z.string() })),
  NetworkType: z._default(z.string(), 'ipv4'),
  SSEDescription: z._default(z.strictObject({ Status: z.string() }), { Status: 'DISABLED' }),
  Tags: tagRecords,
});

/** Clusters, as DescribeClusters tells of them. */
export const daxRecords = z.strictObject({ Clusters: z._default(z.array(cluster), []) });

type Record = z.output<typeof cluster>;
interface Cluster extends Omit<Record, 'Region' | 'Tags'> {
  readonly Region: string;
  readonly Tags: Tags;
}
export interface Dax {
  /** Every cluster of the account. */
  readonly Clusters: readonly Cluster[];
}

/** The records with AWS's defaults. */
export const loadDax = ({ Clusters }: z.output<typeof daxRecords>, { region }: Where): Dax => ({
  Clusters: Clusters.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
});
