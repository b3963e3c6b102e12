import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const endpointOptions = z.strictObject({
  EnforceHTTPS: z.optional(z.boolean()),
  TLSSecurityPolicy: z.optional(z.string()),
  CustomEndpointEnabled: z.optional(z.boolean()),
  CustomEndpoint: z.optional(z.string()),
  CustomEndpointCertificateArn: z.optional(z.string()),
});
export type EndpointOptions = z.output<typeof endpointOptions>;

const switched = z.strictObject({ Enabled: z.optional(z.boolean()) });

const domain = z.strictObject({
  DomainName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  EngineVersion: z._default(z.string(), 'OpenSearch_2.19'),
  /** What it is when nobody chose. */
  DomainEndpointOptions: z._default(endpointOptions, {
    EnforceHTTPS: false,
    TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07',
    CustomEndpointEnabled: false,
  }),
  NodeToNodeEncryptionOptions: z._default(switched, { Enabled: false }),
  AdvancedSecurityOptions: z._default(switched, { Enabled: false }),
  AccessPolicies: z._default(z.string(), ''),
  SnapshotHour: z._default(z.number(), 0),
  ClusterConfig: z._default(z.looseObject({ MultiAZWithStandbyEnabled: z.optional(z.boolean()) }), {
    InstanceCount: 3,
  }),
  VPCOptions: z.optional(
    z.strictObject({
      VPCId: z.string(),
      SubnetIds: z._default(z.array(z.string()), []),
      AvailabilityZones: z._default(z.array(z.string()), []),
      SecurityGroupIds: z._default(z.array(z.string()), []),
    }),
  ),
  /** Left out: what AWS makes, in a VPC in `Endpoints`. `null`: none is shown yet. */
  Endpoint: z.optional(z.nullable(z.string())),
  Endpoints: z.optional(z.record(z.string(), z.string())),
  Created: z._default(z.boolean(), true),
  Deleted: z._default(z.boolean(), false),
  Processing: z._default(z.boolean(), false),
  UpgradeProcessing: z._default(z.boolean(), false),
  /** Null: it is not told. */
  DomainProcessingStatus: z._default(z.nullable(z.string()), 'Active'),
  /** Of the last change. Null: there was none. */
  ConfigChangeStatus: z._default(z.nullable(z.string()), 'Completed'),
  /** Of all options, as DescribeDomainConfig has it. Null: it is not told. */
  State: z._default(z.nullable(z.string()), 'Active'),
  /** Null: it is not told of such a domain. */
  ClusterHealth: z._default(z.nullable(z.string()), 'Green'),
  /** What of its answer the SDK would have dropped, by path. */
  Dropped: z.optional(z.array(z.string())),
  Tags: tagRecords,
});

/** Domains of the account, as DescribeDomain and DescribeDomainConfig answer each. */
export const opensearchRecords = z.strictObject({
  Domains: z._default(z.array(domain), []),
  /** Security policies that AWS takes no more. */
  EndedPolicies: z._default(z.array(z.string()), []),
});

export type Domain = z.output<typeof domain> & { readonly Region: string };
export interface Opensearch {
  /** Every domain of the account. */
  readonly Domains: readonly Domain[];
  readonly EndedPolicies: readonly string[];
}

/** The records with AWS's defaults. */
export const loadOpensearch = (
  { Domains, EndedPolicies }: z.output<typeof opensearchRecords>,
  { region }: Where,
): Opensearch => ({
  Domains: Domains.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
  EndedPolicies,
});
