import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const attached = z.strictObject({
  ParameterGroupName: z.string(),
  ParameterApplyStatus: z._default(z.string(), 'in-sync'),
  ClusterParameterStatusList: z.optional(
    z.array(z.strictObject({ ParameterName: z.string(), ParameterApplyStatus: z.string() })),
  ),
});

const cluster = z.strictObject({
  ClusterIdentifier: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  ClusterStatus: z._default(z.string(), 'available'),
  ClusterAvailabilityStatus: z._default(z.string(), 'Available'),
  ClusterVersion: z._default(z.string(), '1.0'),
  NumberOfNodes: z._default(z.number(), 2),
  AutomatedSnapshotRetentionPeriod: z._default(z.number(), 1),
  /** Default: AWS's own group, as clusters had it before January 2025. */
  ClusterParameterGroups: z._default(z.array(attached), [
    { ParameterGroupName: 'default.redshift-1.0', ParameterApplyStatus: 'in-sync' },
  ]),
  Endpoint: z.optional(z.strictObject({ Address: z.string(), Port: z._default(z.number(), 5439) })),
  CustomDomainName: z.optional(z.string()),
  VpcId: z.optional(z.string()),
  PubliclyAccessible: z._default(z.boolean(), false),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  Tags: tagRecords,
});

const group = z.strictObject({
  ParameterGroupName: z.string(),
  ParameterGroupFamily: z._default(z.string(), 'redshift-1.0'),
  Region: z.optional(z.string()),
  Description: z._default(z.string(), 'by hand'),
  /** What people have set. */
  Set: z._default(z.record(z.string(), z.string()), {}),
  /** What Redshift lets nobody set, and what it does not list. */
  Fixed: z._default(z.array(z.string()), []),
  Unlisted: z._default(z.array(z.string()), []),
  Tags: tagRecords,
});

/** Clusters and parameter groups of the account, as their Describe operations answer each. */
export const redshiftRecords = z.strictObject({
  Clusters: z._default(z.array(cluster), []),
  ParameterGroups: z._default(z.array(group), []),
});

export type Cluster = z.output<typeof cluster> & { readonly Region: string };
export type Group = z.output<typeof group> & { readonly Region: string };
export interface Redshift {
  readonly Clusters: readonly Cluster[];
  /** Those of AWS are everywhere. */
  readonly ParameterGroups: readonly Group[];
}

/** AWS's own groups, of each family. */
const defaults = (Region: string): readonly Group[] =>
  ['redshift-1.0', 'redshift-2.0'].map((family) => ({
    ParameterGroupName: `default.${family}`,
    ParameterGroupFamily: family,
    Region,
    Description: `Default parameter group for ${family}`,
    Set: {},
    Fixed: [],
    Unlisted: [],
    Tags: {},
  }));

/** The records with AWS's defaults. */
export const loadRedshift = (
  { Clusters, ParameterGroups }: z.output<typeof redshiftRecords>,
  { region }: Where,
): Redshift => {
  const regions = new Set([region, ...Clusters.map(({ Region = region }) => Region)]);
  return {
    Clusters: Clusters.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
    ParameterGroups: [
      ...[...regions].flatMap(defaults),
      ...ParameterGroups.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
    ],
  };
};
