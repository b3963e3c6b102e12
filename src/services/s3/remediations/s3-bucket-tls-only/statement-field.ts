import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { isPublic } from '../../../../aws/policy/public.ts';
import type { Target } from '../../../../core/model/target.ts';
import { statementOf } from '../../../../families/statement/document.ts';
import type { DenyFacts, PolicyFacts } from '../../../../families/statement/facts.ts';
import { isCloudFront } from '../../../cloudfront/facts/bucket-doors.ts';
import { guardedBucket, resourcesOf } from '../../facts/guarded-bucket.ts';
import { refusedAsPublic } from '../../facts/public-policy.ts';
import { owner, readPolicy } from './read.ts';

const refused = (text: string, error: unknown, { id, account }: Target): unknown =>
  refusedAsPublic(text, error, {
    isPublic,
    of: `bucket ${id}`,
    blockedBy: `the bucket, of account ${account} or of the organization`,
    seenBy: 's3:GetBucketPublicAccessBlock, s3:GetAccountPublicAccessBlock',
    put: 's3:PutBucketPolicy',
  });

/** The policy of a bucket: S3 takes it whole, without compare-and-set. */
export const bucketPolicy: PolicyFacts & DenyFacts = {
  type: 'bucket policy',
  thing: 'bucket',
  service: 'S3',
  absent: 'closed',
  needsStatements: true,
  get: async (target, aws) => ({ text: await readPolicy(target, aws) }),
  put: async (Policy, _revision, target, aws) => {
    const put = new PutBucketPolicyCommand({ ...owner(target), Policy });
    const putting = aws.use(S3Client).send(put);
    await putting.catch((error: unknown) => Promise.reject(refused(Policy, error, target)));
  },
  remove: async (_revision, target, aws) => {
    await aws.use(S3Client).send(new DeleteBucketPolicyCommand(owner(target)));
  },
  actions: ['s3:*'],
  resources: ({ partition, id: bucket }) => resourcesOf({ partition, bucket }),
  guards: ({ partition, id: bucket }) => guardedBucket({ partition, bucket }).resources,
  writes: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  reads: 's3:GetBucketPolicy',
  describes: 's3:GetBucketWebsite and s3:GetBucketPublicAccessBlock',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
  limits: { bytes: 20_480 },
  // CloudFront comes as its viewers do.
  forwards: isCloudFront,
  hasRule: true,
};

/** One statement of the policy, known by its Sid. */
export const statement = statementOf(bucketPolicy);
