import { withSlash } from '../objects.ts';

/**
 * Where CloudFront's logs lie that are delivered into a bucket: below a prefix of the destination, by a path of variables.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html#send-logs-s3
 */

export interface Laid {
  /** Of the destination. */
  readonly folder: string;
  readonly suffix: string | undefined;
  readonly hive: boolean;
  readonly account: string;
  readonly distribution: string;
}

export interface Place {
  readonly prefix: string;
  /** What keys of a day begin with; absent: they do not sort by days. */
  readonly day?: (at: Date) => string;
}

/** What Hive calls a variable. */
const keys: Readonly<Record<string, string>> = {
  'account-id': 'aws-account-id',
  yyyy: 'year',
  MM: 'month',
  dd: 'day',
};

const partsOf = (at: Date): readonly string[] => at.toISOString().slice(0, 10).split('-');

export const placeOf = ({ folder, suffix, hive, account, distribution }: Laid): Place => {
  // Without a prefix of somebody's choice CloudFront puts one there.
  const path = suffix ?? (folder === '' ? 'AWSLogs/{account-id}/CloudFront' : '');
  const known: Readonly<Record<string, string>> = {
    'account-id': account,
    accountid: account,
    DistributionId: distribution,
    distributionid: distribution,
  };
  const segments = path.split('/').filter((segment) => segment !== '');
  const named = (segment: string, value: string): string => {
    const [, name = ''] = /^\{([\w-]+)\}$/.exec(segment) ?? [];
    return hive && name !== '' ? `${keys[name] ?? name}=${value}` : value;
  };
  const filled = (segment: string): string =>
    named(
      segment,
      segment.replaceAll(/\{([\w-]+)\}/g, (whole, name: string) => known[name] ?? whole),
    );
  const texts = segments.map(filled);
  const open = texts.findIndex((text) => text.includes('{'));
  const before = open < 0 ? texts : texts.slice(0, open);
  const prefix = `${withSlash(folder)}${before.map((text) => `${text}/`).join('')}`;
  // The names of files begin with the distribution and the hour.
  if (open < 0) return { prefix: `${prefix}${distribution}.`, day: (at) => at.toISOString().slice(0, 10) };
  const time = segments.slice(open, open + 3);
  if (time.join('/') !== '{yyyy}/{MM}/{dd}') return { prefix };
  const day = (at: Date): string =>
    partsOf(at)
      .map((value, index) => named(time[index] ?? '', value))
      .join('/');
  return { prefix, day };
};

/** When its requests began, by the name of a file: `E1ABCDEFGHIJKL.2026-11-10-08.0a1b2c3d.gz`; `null`: it is no file of this log. */
export const hourIn = (key: string, distribution: string): string | null => {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const found = name.startsWith(`${distribution}.`)
    ? /^(\d{4}-\d{2}-\d{2})-(\d{2})\./.exec(name.slice(distribution.length + 1))
    : null;
  return found ? `${found[1]}T${found[2]}:00:00.000Z` : null;
};
