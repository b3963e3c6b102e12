import {
  GetBucketPolicyCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isDenied, isNamed, unless } from '../../../../aws/error-names.ts';
import { doorsToCloudFront } from '../../../cloudfront/facts/bucket-doors.ts';
import { emptyPolicy, parsePolicy, type PolicyDocument } from '../../../../aws/policy/document.ts';
import { isPublic } from '../../../../aws/policy/public.ts';
import { deniesPlaintext } from '../../../../aws/policy/transport.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { guardedBucket } from '../../facts/guarded-bucket.ts';
import { cloudFrontOf, noCloudFront, type CloudFront } from './read-cloudfront.ts';

/** What surrounds the decision. `policy` is the text as S3 gave it; `null`: there is none. */
export type State =
  | { readonly is: 'hidden'; readonly what: 'policy' | 'description' }
  | {
      readonly is: 'seen';
      readonly policy: string | null;
      /** Of a bucket that takes plain HTTP, which is all that a website's visitors speak. */
      readonly website: boolean;
      readonly publicPolicyBlocked: boolean;
      /** Of a bucket that takes plain HTTP; `null`: we may not see it. */
      readonly cloudFront: CloudFront | null;
    };

/** Every call names who must own the bucket: a name taken over by somebody else is refused by S3. */
export const owner = ({ id, account }: Target) => ({ Bucket: id, ExpectedBucketOwner: account });

/**
 * The text of the policy; `null`: there is none, and S3 has said so. Policies are put whole: an answer without a text
 * taken for "none" would let us write over the policy that is there.
 */
export const readPolicy = async (target: Target, aws: Aws): Promise<string | null> => {
  const asking = aws.use(S3Client).send(new GetBucketPolicyCommand(owner(target)));
  const answer = await unless('NoSuchBucketPolicy', null, asking);
  if (answer === null) return null;
  if (typeof answer.Policy === 'string') return answer.Policy;
  throw new WaxsealError({
    code: 'answer-incomplete',
    says: `S3 answered for the policy of bucket ${target.id}, but without the policy.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });
};

const hasWebsite = async (target: Target, aws: Aws): Promise<boolean> => {
  const asking = aws.use(S3Client).send(new GetBucketWebsiteCommand(owner(target)));
  return (await unless('NoSuchWebsiteConfiguration', null, asking)) !== null;
};

/**
 * Block Public Access of the bucket. The account has one of its own, and an organization may too: reading those is
 * S3 Control's, so a put that they refuse fails, and the failure names them.
 */
const blocksPublicPolicies = async (target: Target, aws: Aws): Promise<boolean> => {
  const asking = aws.use(S3Client).send(new GetPublicAccessBlockCommand(owner(target)));
  const answer = await unless('NoSuchPublicAccessBlockConfiguration', null, asking);
  return answer?.PublicAccessBlockConfiguration?.BlockPublicPolicy === true;
};

const see = async (target: Target, aws: Aws): Promise<State> => {
  const policy = await unless('AccessDenied', undefined, readPolicy(target, aws));
  if (policy === undefined) return { is: 'hidden', what: 'policy' };
  const document: PolicyDocument =
    (policy === null ? undefined : parsePolicy(policy).document) ?? emptyPolicy;
  // Who comes over HTTP is no matter where nobody does any more.
  const deniesAll = deniesPlaintext(
    document,
    guardedBucket({ partition: target.partition, bucket: target.id }),
  );
  const [website, publicPolicyBlocked, cloudFront] = await Promise.all([
    deniesAll ? false : hasWebsite(target, aws),
    isPublic(document) && blocksPublicPolicies(target, aws),
    deniesAll ? noCloudFront : cloudFrontOf(doorsToCloudFront(document), target, aws),
  ]);
  return { is: 'seen', policy, website, publicPolicyBlocked, cloudFront };
};

/** Everything that the decision needs; `undefined`: the bucket is gone. */
export const read = async (target: Target, aws: Aws): Promise<State | undefined> => {
  try {
    return await see(target, aws);
  } catch (error) {
    if (isNamed(error, 'NoSuchBucket')) return undefined;
    if (isDenied(error)) return { is: 'hidden', what: 'description' };
    throw error;
  }
};
