import { GetBucketLoggingCommand, S3Client } from '@aws-sdk/client-s3';
import type { NotKnown } from '../../core/model/evidence.ts';
import { tallyOf } from '../entries.ts';
import { listed, readInto } from '../objects.ts';
import type { Asking, Source } from '../source.ts';
import { lineOf } from './line.ts';

/** "Within a few hours", and not every record. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html */
const lateHours = 6;
const hour = 3_600_000;

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

/** `2026-11-07`, or `2026/11/07` where keys are partitioned. */
const dayOf = (at: Date, separator: string): string =>
  at.toISOString().slice(0, 10).replaceAll('-', separator);

/** The date that a key carries. */
const dateIn = (key: string, prefix: string): string | null => {
  const found = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(key.slice(prefix.length));
  return found ? `${found[1]}-${found[2]}-${found[3]}T00:00:00.000Z` : null;
};

const read = async (asking: Asking) => {
  const { target, look, window } = asking;
  const bucket = target.id;
  const { LoggingEnabled: logging } = await look(target)
    .use(S3Client)
    .send(new GetBucketLoggingCommand({ Bucket: bucket, ExpectedBucketOwner: target.account }));
  if (!logging?.TargetBucket) return off(bucket);
  const partitioned = logging.TargetObjectKeyFormat?.PartitionedPrefix !== undefined;
  const under = partitioned ? `${target.account}/${target.region}/${bucket}/` : '';
  const prefix = `${logging.TargetPrefix ?? ''}${under}`;
  // Logs lie in the same account and Region as the bucket that they are of.
  const shelf = { bucket: logging.TargetBucket, owner: target.account, location: target };
  const [oldest] = (await listed(shelf, { prefix }, asking, 1)).objects;
  const begin = new Date(window.from.getTime() - 24 * hour);
  const after = `${prefix}${dayOf(begin, partitioned ? '/' : '-')}`;
  const { objects, cutOff } = await listed(shelf, { prefix, after }, asking);
  const tally = tallyOf(window);
  const line = lineOf(bucket);
  const left = await readInto(tally, objects, shelf, () => line, asking);
  const until = new Date(window.to.getTime() - lateHours * hour);
  return {
    is: 'read' as const,
    source: `S3 server access logs in ${logging.TargetBucket}`,
    complete: false,
    onSince: oldest ? dateIn(oldest.key, prefix) : null,
    until: until.toISOString(),
    ...tally.result(until),
    cutOff: cutOff || left,
  };
};

/** Server access logs that S3 puts into a bucket. */
export const s3AccessLogs: Source = {
  name: 'S3 server access logs',
  permissions: ['s3:GetBucketLogging', 's3:GetObject', 's3:ListBucket'],
  answers: ({ ask, of }) => ask === 'plaintext-requests' && /^arn:[\w-]+:s3:::/.test(of),
  read,
};
