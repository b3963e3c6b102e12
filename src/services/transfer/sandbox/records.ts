import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const server = z.strictObject({
  ServerId: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Domain: z._default(z.string(), 'S3'),
  State: z._default(z.string(), 'ONLINE'),
  Protocols: z._default(z.array(z.string()), ['SFTP']),
  SecurityPolicyName: z._default(z.string(), 'TransferSecurityPolicy-2024-01'),
  EndpointType: z._default(z.string(), 'VPC'),
  EndpointDetails: z._default(
    z.strictObject({
      VpcId: z.optional(z.string()),
      SubnetIds: z.optional(z.array(z.string())),
      AddressAllocationIds: z.optional(z.array(z.string())),
    }),
    {},
  ),
  IdentityProviderType: z._default(z.string(), 'AWS_LAMBDA'),
  Certificate: z.optional(z.string()),
  ProtocolDetails: z.optional(z.looseObject({ PassiveIp: z.optional(z.string()) })),
  LoggingRole: z.optional(z.string()),
  StructuredLogDestinations: z.optional(z.array(z.string())),
  PreAuthenticationLoginBanner: z.optional(z.string()),
  /** Whether EC2 says that its VPC endpoint is available. */
  EndpointAvailable: z._default(z.boolean(), true),
  Tags: tagRecords,
});

/** Servers of the account, as DescribeServer answers each. */
export const transferRecords = z.strictObject({ Servers: z._default(z.array(server), []) });

export type Server = z.output<typeof server> & { readonly Region: string };
export interface Transfer {
  /** Every server of the account. */
  readonly Servers: readonly Server[];
}

/** The records with AWS's defaults. */
export const loadTransfer = ({ Servers }: z.output<typeof transferRecords>, { region }: Where): Transfer => ({
  // A set: it has no order that anybody gave it.
  Servers: Servers.map(({ Region = region, Protocols, ...rest }) => ({
    ...rest,
    Protocols: Protocols.toSorted(),
    Region,
  })),
});
