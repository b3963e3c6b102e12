import { isFixed, publicBy } from '../../../sandbox/kit/public-policy.ts';

/** Access points may be named by a pattern as long as their account is fixed. */
const hasAccount = (value: string): boolean => /^\d{12}$/.test(value.split(':')[4] ?? '');

/**
 * Whether S3 calls the policy of a bucket public.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublic = publicBy([
  ['s3:dataaccesspointaccount', isFixed],
  ['s3:dataaccesspointarn', hasAccount],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', isFixed],
]);
