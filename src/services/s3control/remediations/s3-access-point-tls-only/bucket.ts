import { GetBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { GetAccessPointCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { unless } from '../../../../aws/error-names.ts';
import { parsePolicy } from '../../../../aws/policy/document.ts';
import { deniesPlaintext } from '../../../../aws/policy/transport.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { guardedBucket } from '../../../s3/facts/guarded-bucket.ts';

/** Where an access point leads, and from where. */
export interface Around {
  /** It takes requests from this VPC alone. */
  readonly vpc?: string;
  readonly bucket?: string;
  /** Whether the bucket's own policy refuses plain HTTP to everybody; or the account that has the bucket, which is not ours. */
  readonly refuses: boolean | 'unread' | { readonly owner: string };
}

const refusesPlaintext = async (
  Bucket: string,
  { account, partition }: Target,
  aws: Aws,
): Promise<boolean | 'unread'> => {
  const asked = new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: account });
  const asking = unless('NoSuchBucketPolicy', null, aws.use(S3Client).send(asked));
  const answer = await unless('AccessDenied', undefined, unless('NoSuchBucket', null, asking));
  if (answer === null) return false;
  if (answer?.Policy === undefined) return 'unread';
  const { document } = parsePolicy(answer.Policy);
  return document === undefined
    ? 'unread'
    : deniesPlaintext(document, guardedBucket({ partition, bucket: Bucket }));
};

/**
 * Both policies must let a request through an access point, so that a Deny in the bucket's meets it as well.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export const aroundOf = async (target: Target, aws: Aws): Promise<Around> => {
  const asked = new GetAccessPointCommand({ AccountId: target.account, Name: target.id });
  const asking = unless('NoSuchAccessPoint', undefined, aws.use(S3ControlClient).send(asked));
  const { Bucket: bucket, BucketAccountId: owner = target.account, VpcConfiguration } = (await asking) ?? {};
  const vpc = VpcConfiguration?.VpcId;
  const seen = { ...(vpc !== undefined && { vpc }), ...(bucket !== undefined && { bucket }) };
  // One of a file system has none.
  if (bucket === undefined) return { ...seen, refuses: false };
  if (owner !== target.account) return { ...seen, refuses: { owner } };
  return { ...seen, refuses: await refusesPlaintext(bucket, target, aws) };
};
