import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Buckets. https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
export default service({
  client: 'S3Client',
  prefix: 's3',
  iam,
  reads: [
    'GetBucketAcl',
    'GetBucketCors',
    'GetBucketEncryption',
    'GetBucketLifecycleConfiguration',
    'GetBucketLocation',
    'GetBucketLogging',
    'GetBucketNotificationConfiguration',
    'GetBucketOwnershipControls',
    'GetBucketPolicy',
    'GetBucketPolicyStatus',
    'GetBucketReplication',
    'GetBucketTagging',
    'GetBucketVersioning',
    'GetBucketWebsite',
    // Of logs, for evidence: who would break.
    'GetObject',
    'GetPublicAccessBlock',
    'HeadBucket',
    // Whether metrics of requests are on, to see who breaks after a fix.
    'ListBucketMetricsConfigurations',
    'ListBuckets',
    'ListObjectsV2',
  ],
  writes: [
    'DeleteBucketPolicy',
    'DeleteBucketTagging',
    'DeletePublicAccessBlock',
    'PutBucketPolicy',
    'PutBucketTagging',
    'PutBucketWebsite',
    'PutPublicAccessBlock',
  ],
  needs: {
    ListBuckets: ['s3:ListAllMyBuckets'],
    HeadBucket: ['s3:ListBucket'],
    ListObjectsV2: ['s3:ListBucket'],
    ListBucketMetricsConfigurations: ['s3:GetMetricsConfiguration'],
    GetBucketCors: ['s3:GetBucketCORS'],
    GetBucketEncryption: ['s3:GetEncryptionConfiguration'],
    GetBucketLifecycleConfiguration: ['s3:GetLifecycleConfiguration'],
    GetBucketNotificationConfiguration: ['s3:GetBucketNotification'],
    GetBucketReplication: ['s3:GetReplicationConfiguration'],
    GetPublicAccessBlock: ['s3:GetBucketPublicAccessBlock'],
    DeleteBucketTagging: ['s3:PutBucketTagging'],
    PutPublicAccessBlock: ['s3:PutBucketPublicAccessBlock'],
    DeletePublicAccessBlock: ['s3:PutBucketPublicAccessBlock'],
  },
  narrowed: Object.fromEntries(
    // Access points have policies and lists of their own, and none of ours.
    [
      'GetBucketAcl',
      'GetBucketCORS',
      'GetBucketLocation',
      'GetBucketNotification',
      'GetBucketPolicy',
      'ListBucket',
    ].map((action) => [
      action,
      { on: ['bucket'], because: 'Access points are not looked at through their bucket.' },
    ]),
  ),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
  rate: 'thousands a second',
});
