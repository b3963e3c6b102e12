import { isFixed, publicBy } from '../../../sandbox/kit/public-policy.ts';

/**
 * Whether S3 calls the policy of an access point public: as of a bucket, but that names of access points hold nobody.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublic = publicBy([
  ['s3:dataaccesspointaccount', isFixed],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', isFixed],
]);
