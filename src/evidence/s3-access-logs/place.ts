import { GetBucketLoggingCommand, S3Client } from '@aws-sdk/client-s3';
import type { NotKnown } from '../../core/model/evidence.ts';
import { listed } from '../objects.ts';
import type { Asking } from '../source.ts';

const off = (bucket: string): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says: `Server access logging of ${bucket} is off.`,
  enable: {
    how: 'Deliver server access logs of the bucket to CloudWatch Logs (waxseal evidence enable plans it) or to a bucket. They come on a best-effort basis: they show who would break, and alone clear nothing unless the policy says evidence.bestEffort: apply.',
    costs:
      'About 0.50 dollars for each GB of logs in CloudWatch Logs (a GB is about two million requests), or their storage in S3.',
  },
});

/** The date that a key carries. */
const dateIn = (key: string, prefix: string): string | null => {
  const found = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(key.slice(prefix.length));
  return found ? `${found[1]}-${found[2]}-${found[3]}T00:00:00.000Z` : null;
};

/** Where S3 puts the logs of a bucket. */
export const placeOf = async ({ target, look }: Asking) => {
  const bucket = target.id;
  const { LoggingEnabled: logging } = await look(target)
    .use(S3Client)
    .send(new GetBucketLoggingCommand({ Bucket: bucket, ExpectedBucketOwner: target.account }));
  if (!logging?.TargetBucket) return off(bucket);
  const partitioned = logging.TargetObjectKeyFormat?.PartitionedPrefix !== undefined;
  const under = partitioned ? `${target.account}/${target.region}/${bucket}/` : '';
  return {
    is: 'place' as const,
    partitioned,
    prefix: `${logging.TargetPrefix ?? ''}${under}`,
    // Logs lie in the same account and Region as the bucket that they are of.
    shelf: { bucket: logging.TargetBucket, owner: target.account, location: target },
  };
};

export type LogPlace = Exclude<Awaited<ReturnType<typeof placeOf>>, NotKnown>;

/** Since when there are logs: S3 keeps no date, the oldest key does. */
export const onSinceOf = async ({ shelf, prefix }: LogPlace, asking: Asking): Promise<string | null> => {
  const [oldest] = (await listed(shelf, { prefix }, asking, 1)).objects;
  return oldest ? dateIn(oldest.key, prefix) : null;
};

/** "Within a few hours", and not every record. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html */
const lateHours = 6;
const hour = 3_600_000;

/** The newest moment that logs tell of. */
export const untilOf = ({ window }: Asking): Date => new Date(window.to.getTime() - lateHours * hour);
