import * as z from 'zod/mini';
import { policyRecord } from '../../../sandbox/kit/policy.ts';

const publicAccessBlock = z.strictObject({
  BlockPublicAcls: z._default(z.boolean(), false),
  IgnorePublicAcls: z._default(z.boolean(), false),
  BlockPublicPolicy: z._default(z.boolean(), false),
  RestrictPublicBuckets: z._default(z.boolean(), false),
});

const bucketRecord = z.strictObject({
  Name: z.string(),
  BucketRegion: z.optional(z.string()),
  /** The account that owns it, when that is not the file's own. */
  Owner: z.optional(z.string()),
  CreationDate: z._default(z.string(), '2024-01-01T00:00:00.000Z'),
  Policy: z.optional(policyRecord),
  WebsiteConfiguration: z.optional(z.record(z.string(), z.unknown())),
  /** Of request metrics; without `Filter` it is of the whole bucket. */
  MetricsConfigurations: z.optional(
    z.array(z.strictObject({ Id: z.string(), Filter: z.optional(z.record(z.string(), z.unknown())) })),
  ),
  TagSet: z.optional(z.array(z.strictObject({ Key: z.string(), Value: z.string() }))),
  /** `null`: none at all, as in buckets made before April 2023. */
  PublicAccessBlockConfiguration: z.optional(z.nullable(publicAccessBlock)),
});

/** S3 of the account, as account files carry it. */
export const s3Records = z.strictObject({ Buckets: z._default(z.array(bucketRecord), []) });
export type S3Records = z.output<typeof s3Records>;

export interface Bucket {
  readonly Name: string;
  readonly BucketRegion: string;
  readonly Owner: string;
  readonly CreationDate: string;
  /** As S3 gives it back. */
  readonly Policy?: string;
  readonly WebsiteConfiguration?: Readonly<Record<string, unknown>>;
  readonly MetricsConfigurations?: readonly {
    readonly Id: string;
    readonly Filter?: Readonly<Record<string, unknown>> | undefined;
  }[];
  readonly TagSet?: readonly { readonly Key: string; readonly Value: string }[];
  readonly PublicAccessBlockConfiguration?: z.output<typeof publicAccessBlock>;
}
export interface S3 {
  /** In the order of their names. */
  readonly Buckets: readonly Bucket[];
}
