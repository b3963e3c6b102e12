import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { statementOf } from '../../../../families/statement/document.ts';
import type { DenyFacts, PolicyFacts } from '../../../../families/statement/facts.ts';
import { isCloudFront } from '../../../cloudfront/facts/bucket-doors.ts';
import { guardedBucket, resourcesOf } from '../../facts/guarded-bucket.ts';
import { owner, readPolicy } from './read.ts';

/** The policy of a bucket: S3 takes it whole, without compare-and-set. */
export const bucketPolicy: PolicyFacts & DenyFacts = {
  type: 'bucket policy',
  thing: 'bucket',
  service: 'S3',
  absent: 'closed',
  get: async (target, aws) => ({ text: await readPolicy(target, aws) }),
  put: async (Policy, _revision, target, aws) => {
    await aws.use(S3Client).send(new PutBucketPolicyCommand({ ...owner(target), Policy }));
  },
  remove: async (_revision, target, aws) => {
    await aws.use(S3Client).send(new DeleteBucketPolicyCommand(owner(target)));
  },
  actions: ['s3:*'],
  resources: ({ partition, id: bucket }) => resourcesOf({ partition, bucket }),
  guards: ({ partition, id: bucket }) => guardedBucket({ partition, bucket }).resources,
  writes: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  reads: 's3:GetBucketPolicy',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
  limits: { bytes: 20_480 },
  // CloudFront comes as its viewers do.
  forwards: isCloudFront,
  hasRule: true,
};

/** One statement of the policy, known by its Sid. */
export const statement = statementOf(bucketPolicy);
