import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const accessPoint = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Bucket: z.string(),
  /** Default: the account of the access point. */
  BucketAccountId: z.optional(z.string()),
  /** Of one that takes requests from a VPC alone. */
  VpcConfiguration: z.optional(z.strictObject({ VpcId: z.string() })),
  Policy: z.optional(policyRecord),
  Tags: tagRecords,
});

/** Access points as GetAccessPoint, GetAccessPointPolicy and ListTagsForResource tell of them. Buckets are those of S3. */
export const s3controlRecords = z.strictObject({ AccessPoints: z._default(z.array(accessPoint), []) });

export interface AccessPoint {
  readonly Name: string;
  readonly AccessPointArn: string;
  readonly Region: string;
  readonly Account: string;
  readonly Bucket: string;
  readonly BucketAccountId: string;
  readonly VpcConfiguration?: { readonly VpcId: string } | undefined;
  readonly Policy?: string;
  readonly Tags: Tags;
}
export interface S3control {
  /** Every access point of the account. */
  readonly AccessPoints: readonly AccessPoint[];
}

/** The records with AWS's defaults. */
export const loadS3control = (
  { AccessPoints }: z.output<typeof s3controlRecords>,
  { region, partition, account }: Where,
): S3control => ({
  AccessPoints: AccessPoints.map(({ Region = region, BucketAccountId = account, Policy, ...rest }) => ({
    ...rest,
    Region,
    Account: account,
    BucketAccountId,
    AccessPointArn: `arn:${partition}:s3:${Region}:${account}:accesspoint/${rest.Name}`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
