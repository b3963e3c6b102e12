import { bucketArn } from '../../../aws/arn.ts';
import type { Guarded } from '../../../aws/policy/reach.ts';

/** The bucket that a policy belongs to. */
interface Bucket {
  readonly partition: string;
  readonly bucket: string;
}

/** The two kinds of things that a bucket's actions are about: the bucket, and all objects in it. */
export const resourcesOf = ({ partition, bucket }: Bucket): readonly [string, string] => {
  const arn = bucketArn(partition, bucket);
  return [arn, `${arn}/*`];
};

/** The key of an object has at least one character, so that `b/?*` is every object as well. */
export const guardedBucket = (bucket: Bucket): Guarded => {
  const [arn] = resourcesOf(bucket);
  return {
    actions: ['s3:?*'],
    resources: [arn, `${arn}/?*`],
    writes: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  };
};
