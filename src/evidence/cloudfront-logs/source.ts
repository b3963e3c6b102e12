import { CloudFrontClient, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { NotKnown } from '../../core/model/evidence.ts';
import { tallyOf } from '../entries.ts';
import { listed, readInto, regionOf } from '../objects.ts';
import type { Asking, Source } from '../source.ts';
import { viewerLines } from './line.ts';

/**
 * Mostly within an hour, some of it within a day, and not every record.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
export const lateHours = 24;
const hour = 3_600_000;

const off = (id: string): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says: `Standard logging of distribution ${id} into a bucket is off.`,
  enable: {
    how: 'Deliver its access logs to CloudWatch Logs (waxseal evidence enable plans it), or switch on standard logging into a bucket.',
    costs:
      'About 0.50 dollars for each GB of logs in CloudWatch Logs (a GB is about two million requests), or their storage in S3.',
  },
});

/** `E1ABCDEFGHIJKL` of an ARN. */
export const distributionIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export const isDistribution = (arn: string): boolean =>
  /^arn:[\w-]+:cloudfront::\d+:distribution\/\w+$/.test(arn);

/** CloudFront names the bucket by its domain: `all-logs.s3.amazonaws.com`. */
const bucketIn = (domain: string): string =>
  /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(domain)?.[1] ?? domain;

/** The date that a key carries: `prefix/ID.2026-11-10-08.abcdef12.gz`. */
const dateIn = (key: string, prefix: string): string | null => {
  const found = /^(\d{4}-\d{2}-\d{2})-(\d{2})\./.exec(key.slice(prefix.length));
  return found ? `${found[1]}T${found[2]}:00:00.000Z` : null;
};

const read = async (asking: Asking) => {
  const { question, target, look, window } = asking;
  const id = distributionIn(question.of);
  const { Distribution } = await look(target)
    .use(CloudFrontClient)
    .send(new GetDistributionCommand({ Id: id }));
  const {
    Enabled,
    Bucket: domain = '',
    Prefix: given = '',
  } = Distribution?.DistributionConfig?.Logging ?? {};
  if (!Enabled || domain === '') return off(id);
  const bucket = bucketIn(domain);
  const location = { ...target, region: await regionOf(bucket, asking) };
  const shelf = { bucket, location };
  const folder = given === '' || given.endsWith('/') ? given : `${given}/`;
  const prefix = `${folder}${id}.`;
  const [oldest] = (await listed(shelf, { prefix }, asking, 1)).objects;
  // Keys carry the hour of their requests: a file of the day before may still tell of the first hours.
  const begin = new Date(window.from.getTime() - 24 * hour);
  const { objects, cutOff } = await listed(
    shelf,
    { prefix, after: `${prefix}${begin.toISOString().slice(0, 10)}` },
    asking,
  );
  const tally = tallyOf(window);
  const left = await readInto(tally, objects, shelf, viewerLines(question), asking);
  const until = new Date(window.to.getTime() - lateHours * hour);
  return {
    is: 'read' as const,
    source: `CloudFront standard logs in ${bucket}`,
    complete: false,
    onSince: oldest ? dateIn(oldest.key, prefix) : null,
    until: until.toISOString(),
    ...tally.result(until),
    cutOff: cutOff || left,
  };
};

/** Standard logs that CloudFront puts into a bucket: requests of viewers at all edges. */
export const cloudFrontLogs: Source = {
  name: 'CloudFront standard logs',
  permissions: ['cloudfront:GetDistribution', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
  answers: ({ ask, of }) =>
    (ask === 'requests-without-redirect' || ask === 'tls-not-offered') && isDistribution(of),
  read,
};
