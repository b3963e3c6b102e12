import type { NotKnown, Question } from '../../core/model/evidence.ts';
import { tallyOf, type Parse } from '../entries.ts';
import { destinationsOf, type Destined } from '../logs-insights/deliveries.ts';
import { destinationIn, listed, readInto, regionOf } from '../objects.ts';
import type { Asking, Source } from '../source.ts';
import { missingFields, viewerLines, viewerObjects } from './line.ts';
import { hourIn, placeOf } from './path.ts';
import { cloudFrontLogs, distributionIn, lateHours } from './source.ts';

const hour = 3_600_000;

const off = (says: string): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says,
  enable: {
    how: 'Deliver its access logs to CloudWatch Logs (waxseal evidence enable plans it), or into a bucket as json, plain or w3c.',
    costs: 'About 0.50 dollars for each GB of logs in CloudWatch Logs; into S3 the storage only.',
  },
});

/** Why a delivery into a bucket is of no use; `undefined`: it can be read. */
const uselessAs = ({ resource, format, fields }: Destined, question: Question): string | undefined => {
  if (resource === undefined) return 'their bucket is known to another account only';
  if (!destinationIn(resource)) return `${resource} is no bucket`;
  if (format === 'parquet' || format === 'raw')
    return `they are written as ${format}, which Waxseal does not read`;
  // Without a heading nothing but the delivery says which value is which.
  if (!fields) return format === 'plain' ? 'nothing says which fields they have' : undefined;
  const missing = missingFields(fields, question);
  return missing.length > 0 ? `they lack ${missing.join(', ')}` : undefined;
};

const parserOf = ({ format, fields = [], delimiter }: Destined, question: Question): (() => Parse) => {
  if (format === 'json') return viewerObjects(question);
  const names = format === 'plain' ? fields : [];
  return viewerLines(question, {
    delimiter: delimiter === undefined || delimiter === '' ? '\t' : delimiter,
    names,
  });
};

const read = async (asking: Asking) => {
  const { question, target, look, window } = asking;
  const distribution = distributionIn(question.of);
  const deliveries = (await destinationsOf(question.of, 'ACCESS_LOGS', look(target))).filter(
    ({ type }) => type === 'S3',
  );
  const useful = deliveries.find((one) => uselessAs(one, question) === undefined);
  if (!useful) {
    const because = deliveries.flatMap((one) => uselessAs(one, question) ?? []);
    const what = `Access logs of distribution ${distribution}`;
    return off(
      because.length > 0
        ? `${what} in a bucket cannot be read: ${because.join('; ')}.`
        : `${what} are not delivered into a bucket.`,
    );
  }
  const { bucket, folder } = destinationIn(useful.resource ?? '') ?? { bucket: '', folder: '' };
  const { account } = target;
  const { suffix, hive } = useful;
  const { prefix, day } = placeOf({ folder, suffix, hive, account, distribution });
  const shelf = { bucket, location: { ...target, region: await regionOf(bucket, asking) } };
  // Names carry the hour of their requests: a file of the day before may still tell of the first hours.
  const begin = new Date(window.from.getTime() - 24 * hour);
  const { objects, cutOff } = await listed(
    shelf,
    { prefix, ...(day && { after: `${prefix}${day(begin)}` }) },
    asking,
  );
  const dated = objects.flatMap((one) => {
    const since = hourIn(one.key, distribution);
    return since !== null && since >= begin.toISOString() ? [{ ...one, since }] : [];
  });
  const tally = tallyOf(window);
  const left = await readInto(tally, dated, shelf, parserOf(useful, question), asking);
  const until = new Date(window.to.getTime() - lateHours * hour);
  return {
    is: 'read' as const,
    source: `CloudFront access logs delivered into ${bucket}`,
    complete: false,
    onSince: dated.map(({ since }) => since).toSorted()[0] ?? null,
    until: until.toISOString(),
    ...tally.result(until),
    cutOff: cutOff || left,
  };
};

/** Access logs that CloudFront has delivered into a bucket by CloudWatch Logs (standard logging v2). */
export const deliveredCloudFrontLogs: Source = {
  name: 'CloudFront access logs delivered into a bucket',
  permissions: [
    'logs:DescribeDeliveries',
    'logs:DescribeDeliveryDestinations',
    'logs:DescribeDeliverySources',
    's3:GetBucketLocation',
    's3:GetObject',
    's3:ListBucket',
  ],
  answers: cloudFrontLogs.answers,
  read,
};
