import { GetBucketPolicyCommand, GetPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetAccessPointCommand,
  GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { unless } from '../../../../aws/error-names.ts';
import { parsePolicy, type PolicyDocument } from '../../../../aws/policy/document.ts';
import { deniesPlaintext } from '../../../../aws/policy/transport.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { isPublicOfPoint } from '../../facts/public.ts';
import { guardedBucket } from '../../../s3/facts/guarded-bucket.ts';

/** Where an access point leads, and from where. */
export interface Around {
  /** It takes requests from this VPC alone. */
  readonly vpc?: string;
  readonly bucket?: string;
  /** What it leads to instead of a bucket: a volume of FSx. */
  readonly source?: string;
  /** Whose Block Public Access refuses the policy that it has, which is public. */
  readonly blockedBy?: 'access point' | 'bucket' | 'account';
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

const none = 'NoSuchPublicAccessBlockConfiguration';

/**
 * Who refuses to have a public policy put: of an access point of a bucket in the same account, the bucket does as well. It cannot be changed of an
 * access point that is there, and is off of none of FSx. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
 */
const blocker = async (
  Bucket: string | undefined,
  { account }: Target,
  aws: Aws,
): Promise<'bucket' | 'account' | undefined> => {
  const ofAccount = new GetAccountPublicAccessBlockCommand({ AccountId: account });
  const blocks = await unless(none, undefined, aws.use(S3ControlClient).send(ofAccount));
  if (blocks?.PublicAccessBlockConfiguration?.BlockPublicPolicy === true) return 'account';
  if (Bucket === undefined) return undefined;
  const ofBucket = new GetPublicAccessBlockCommand({ Bucket, ExpectedBucketOwner: account });
  const asking = unless(none, undefined, aws.use(S3Client).send(ofBucket));
  const answer = await unless('NoSuchBucket', undefined, asking);
  return answer?.PublicAccessBlockConfiguration?.BlockPublicPolicy === true ? 'bucket' : undefined;
};

/**
 * Both policies must let a request through an access point, so that a Deny in the bucket's meets it as well. One of a volume of FSx has no bucket
 * (its name is empty), and its own policy decides: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-details.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export const aroundOf = async (
  policy: PolicyDocument | undefined,
  target: Target,
  aws: Aws,
): Promise<Around> => {
  const asked = new GetAccessPointCommand({ AccountId: target.account, Name: target.id });
  const asking = unless('NoSuchAccessPoint', undefined, aws.use(S3ControlClient).send(asked));
  const point = await asking;
  // Gone since its policy was read: what comes of it, the next look says.
  if (!point) return { refuses: false };
  const { BucketAccountId, VpcConfiguration, DataSourceId, DataSourceType } = point;
  const bucket = point.Bucket === '' ? undefined : point.Bucket;
  const owner = BucketAccountId ?? target.account;
  const vpc = VpcConfiguration?.VpcId;
  const source = bucket === undefined ? (DataSourceId ?? DataSourceType) : undefined;
  const isPublic = vpc === undefined && policy !== undefined && isPublicOfPoint(policy);
  const isOwn = point.PublicAccessBlockConfiguration?.BlockPublicPolicy === true;
  const mine = owner === target.account ? bucket : undefined;
  const other = isPublic && !isOwn ? await blocker(mine, target, aws) : undefined;
  const blockedBy = isPublic && isOwn ? 'access point' : other;
  const seen: Omit<Around, 'refuses'> = {
    ...(vpc !== undefined && { vpc }),
    ...(bucket !== undefined && { bucket }),
    ...(source !== undefined && { source }),
    ...(blockedBy !== undefined && { blockedBy }),
  };
  if (bucket === undefined) return { ...seen, refuses: false };
  if (owner !== target.account) return { ...seen, refuses: { owner } };
  return { ...seen, refuses: await refusesPlaintext(bucket, target, aws) };
};
