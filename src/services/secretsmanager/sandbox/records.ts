import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const secret = z.strictObject({
  Name: z.string().check(z.regex(/^[\w/+=.@!-]{1,512}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Policy: z.optional(policyRecord),
  /** As DescribeSecret answers them. */
  OwningService: z.optional(z.string()),
  PrimaryRegion: z.optional(z.string()),
  ReplicationStatus: z.optional(z.array(z.strictObject({ Region: z.string() }))),
  DeletedDate: z.optional(z.string()),
  Tags: tagRecords,
});

/** Secrets as DescribeSecret and GetResourcePolicy tell of them. Their values are kept nowhere. */
export const secretsmanagerRecords = z.strictObject({ Secrets: z._default(z.array(secret), []) });

export interface Secret {
  readonly Name: string;
  readonly ARN: string;
  readonly Region: string;
  readonly Policy?: string;
  readonly OwningService?: string | undefined;
  readonly PrimaryRegion?: string | undefined;
  readonly ReplicationStatus?: readonly { readonly Region: string }[] | undefined;
  readonly DeletedDate?: string | undefined;
  readonly Tags: Tags;
}
export interface Secretsmanager {
  /** Every secret of the account. */
  readonly Secrets: readonly Secret[];
}

/** The records with AWS's defaults. What Secrets Manager puts behind a name is the same for all here. */
export const loadSecretsmanager = (
  { Secrets }: z.output<typeof secretsmanagerRecords>,
  { region, partition, account }: Where,
): Secretsmanager => ({
  Secrets: Secrets.map(({ Region = region, Policy, ...rest }) => ({
    ...rest,
    Region,
    ARN: `arn:${partition}:secretsmanager:${Region}:${account}:secret:${rest.Name}-a1B2c3`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
