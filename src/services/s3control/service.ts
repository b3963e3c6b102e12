import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Access points of buckets, each with a policy. IAM calls S3 Control as S3 itself: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export default service({
  client: 'S3ControlClient',
  prefix: 's3',
  iam,
  reads: [
    'GetAccessPoint',
    'GetAccessPointPolicy',
    'GetPublicAccessBlock',
    'ListAccessPoints',
    'ListTagsForResource',
  ],
  writes: ['DeleteAccessPointPolicy', 'PutAccessPointPolicy'],
  // Of an account; that of a bucket is an operation of S3 with the same name.
  needs: { GetPublicAccessBlock: ['s3:GetAccountPublicAccessBlock'] },
  narrowed: {
    ListTagsForResource: {
      on: ['accesspoint'],
      because: 'Tags of buckets are read by the operation of buckets.',
    },
  },
});
