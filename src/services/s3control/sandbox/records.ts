import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import { isPublic } from './public.ts';
import type { Where } from '../../../sandbox/world.ts';

const publicAccessBlock = z.strictObject({
  BlockPublicAcls: z._default(z.boolean(), false),
  IgnorePublicAcls: z._default(z.boolean(), false),
  BlockPublicPolicy: z._default(z.boolean(), false),
  RestrictPublicBuckets: z._default(z.boolean(), false),
});
type PublicAccessBlock = z.output<typeof publicAccessBlock>;

const accessPoint = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** Empty where it leads to a volume of FSx. */
  Bucket: z._default(z.string(), ''),
  DataSourceId: z.optional(z.string()),
  DataSourceType: z.optional(z.string()),
  /** Default: the account of the access point. */
  BucketAccountId: z.optional(z.string()),
  /** Of one that takes requests from a VPC alone. */
  VpcConfiguration: z.optional(z.strictObject({ VpcId: z.string() })),
  /** All of it, unless the access point was made without; one with a public policy must have been. */
  PublicAccessBlockConfiguration: z.optional(publicAccessBlock),
  Policy: z.optional(policyRecord),
  Tags: tagRecords,
});

/** Access points as GetAccessPoint, GetAccessPointPolicy and ListTagsForResource tell of them. Buckets are those of S3. */
export const s3controlRecords = z.strictObject({
  AccessPoints: z._default(z.array(accessPoint), []),
  /** Of the account; left out: none. */
  PublicAccessBlockConfiguration: z.optional(publicAccessBlock),
});

export interface AccessPoint {
  readonly Name: string;
  readonly AccessPointArn: string;
  readonly Region: string;
  readonly Account: string;
  readonly Bucket: string;
  readonly BucketAccountId: string;
  readonly DataSourceId?: string | undefined;
  readonly DataSourceType?: string | undefined;
  readonly PublicAccessBlockConfiguration: PublicAccessBlock;
  readonly VpcConfiguration?: { readonly VpcId: string } | undefined;
  readonly Policy?: string;
  readonly Tags: Tags;
}
export interface S3control {
  /** Every access point of the account. */
  readonly AccessPoints: readonly AccessPoint[];
  readonly PublicAccessBlockConfiguration?: PublicAccessBlock | undefined;
}

/** Block Public Access of a new access point is on, all of it. */
const blockOf = (given: PublicAccessBlock | undefined, policy: string | undefined): PublicAccessBlock => {
  const all = !isPublic(policy);
  return (
    given ?? {
      BlockPublicAcls: all,
      IgnorePublicAcls: all,
      BlockPublicPolicy: all,
      RestrictPublicBuckets: all,
    }
  );
};

/** The records with AWS's defaults. */
export const loadS3control = (
  { AccessPoints, PublicAccessBlockConfiguration: ofAccount }: z.output<typeof s3controlRecords>,
  { region, partition, account }: Where,
): S3control => ({
  ...(ofAccount && { PublicAccessBlockConfiguration: ofAccount }),
  AccessPoints: AccessPoints.map(
    ({ Region = region, BucketAccountId = account, Policy, PublicAccessBlockConfiguration, ...rest }) => {
      const text = Policy === undefined ? undefined : storedPolicy(policyText(Policy), partition);
      return {
        ...rest,
        Region,
        Account: account,
        BucketAccountId,
        AccessPointArn: `arn:${partition}:s3:${Region}:${account}:accesspoint/${rest.Name}`,
        PublicAccessBlockConfiguration: blockOf(PublicAccessBlockConfiguration, text),
        ...(text !== undefined && { Policy: text }),
      };
    },
  ),
});
