import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const key = z.strictObject({
  KeyId: z.string().check(z.regex(/^(mrk-[0-9a-f]{32}|[0-9a-f-]{36})$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Alias: z.optional(z.string().check(z.regex(/^alias\//))),
  /** Default: that of AWS. */
  Policy: z.optional(policyRecord),
  /** As DescribeKey answers them. */
  KeyManager: z._default(z.enum(['AWS', 'CUSTOMER']), 'CUSTOMER'),
  KeyState: z._default(z.string(), 'Enabled'),
  /** Regions of the keys that are related to it, the primary one first. */
  MultiRegion: z.optional(z.array(z.string())),
  Tags: tagRecords,
});

/** Keys as DescribeKey, GetKeyPolicy and ListResourceTags tell of them. Nothing is encrypted with them. */
export const kmsRecords = z.strictObject({ Keys: z._default(z.array(key), []) });

export interface Key {
  readonly KeyId: string;
  readonly Arn: string;
  readonly Region: string;
  readonly Alias?: string | undefined;
  readonly Policy: string;
  readonly KeyManager: 'AWS' | 'CUSTOMER';
  readonly KeyState: string;
  readonly MultiRegion?: readonly string[] | undefined;
  readonly Tags: Tags;
}
export interface Kms {
  /** Every key of the account. */
  readonly Keys: readonly Key[];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultPolicy = (partition: string, account: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });

/** The records with AWS's defaults. */
export const loadKms = (
  { Keys }: z.output<typeof kmsRecords>,
  { region, partition, account }: Where,
): Kms => ({
  Keys: Keys.map(({ Region = region, Policy, ...rest }) => ({
    ...rest,
    Region,
    Arn: `arn:${partition}:kms:${Region}:${account}:key/${rest.KeyId}`,
    Policy: storedPolicy(
      Policy === undefined ? defaultPolicy(partition, account) : policyText(Policy),
      partition,
    ),
  })),
});
