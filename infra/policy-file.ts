import { aws_s3 as s3, RemovalPolicy } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The bucket of `waxseal.yaml`: every version is kept, and our own rule about TLS holds for it. Outlives its stack. */
export const policyBucket = (scope: Construct, key: kms.IKey | undefined): s3.Bucket =>
  new s3.Bucket(scope, 'Policy', {
    versioned: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(key
      ? { encryption: s3.BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
      : { encryption: s3.BucketEncryption.S3_MANAGED }),
  });
