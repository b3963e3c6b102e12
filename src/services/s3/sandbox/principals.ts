import { isPrincipal } from '../../../sandbox/kit/principals.ts';

/**
 * Which principals S3 takes in a bucket policy: also the identities of CloudFront, whose account is a word.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3-oai.html
 */
export const isBucketPrincipal = (value: unknown, partition: string): boolean =>
  isPrincipal(value, partition, {
    arns: ['iam::cloudfront:user/CloudFront Origin Access Identity E[A-Z0-9]+'],
    kinds: { CanonicalUser: /^[0-9a-f]{64}$/ },
  });
