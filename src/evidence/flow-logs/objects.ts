import type { FlowLog } from '@aws-sdk/client-ec2';
import { tallyOf, type Entry, type Parse, type Tally } from '../entries.ts';
import { tooLong } from '../lines.ts';
import { destinationIn, listed, readInto, regionOf, withSlash } from '../objects.ts';
import type { Asking } from '../source.ts';
import { latestOf } from '../since.ts';
import { allOfThem, type Found } from './found.ts';
import { recordOf } from './record.ts';
import type { Watched } from './servers.ts';

/** Flow logs that lie in a bucket, as compressed text. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html */

const hour = 3_600_000;

/** Where files of a day begin: by year, month and day, whatever follows. */
const folderOf = (log: FlowLog, { target }: Asking) => {
  const { account, region } = target;
  const hive = log.DestinationOptions?.HiveCompatiblePartitions === true;
  const folder = hive
    ? `AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/`
    : `AWSLogs/${account}/vpcflowlogs/${region}/`;
  const day = (at: Date): string => {
    const [year, month, date] = at.toISOString().slice(0, 10).split('-');
    return hive ? `year=${year}/month=${month}/day=${date}` : `${year}/${month}/${date}`;
  };
  return { folder, day };
};

/** The date that the name of a file carries: `111122223333_vpcflowlogs_eu-west-1_fl-1_20261110T0800Z_0a1b2c3d.log.gz`. */
const dateIn = (key: string): string | null => {
  const found = /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_[^/]*$/.exec(key);
  return found ? `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:00.000Z` : null;
};

/** Parsers of files, one for each: its first line names the fields, in their order. */
const flowLines =
  (
    watched: Watched,
    window: Asking['window'],
    hear: (of: string, entry: Entry | 'broken') => void,
  ): (() => Parse) =>
  () => {
    let names: readonly string[] | undefined;
    return (line) => {
      if (line === tooLong) return 'broken';
      const values = line.split(' ');
      if (!names) {
        if (!values.includes(watched.field) || !values.includes('log-status')) return 'broken';
        names = values;
        return undefined;
      }
      const heading = names;
      if (values.length !== heading.length) return 'broken';
      const record = recordOf((name) => values[heading.indexOf(name)], watched, window);
      if (record === undefined || record === 'broken') return record;
      hear(record.of, record.entry);
      return undefined;
    };
  };

export const readObjects = async (
  log: FlowLog,
  watched: Watched,
  until: Date,
  asking: Asking,
): Promise<Found> => {
  const { window, target } = asking;
  const { bucket, folder: given } = destinationIn(log.LogDestination ?? '') ?? { bucket: '', folder: '' };
  const shelf = { bucket, location: { ...target, region: await regionOf(bucket, asking) } };
  const { folder, day } = folderOf(log, asking);
  const prefix = `${withSlash(given)}${folder}`;
  const after = `${prefix}${day(new Date(window.from.getTime() - 24 * hour))}`;
  const { objects, cutOff } = await listed(shelf, { prefix, after }, asking);
  const own = objects.filter(({ key }) => key.includes(`_${log.FlowLogId}_`));
  const tallies = new Map([...watched.places.keys()].map((of) => [of, tallyOf(window)]));
  const common = tallyOf(window);
  const tally: Tally = {
    ...common,
    isEnough: () => [...tallies.values()].some((one) => one.isEnough()),
  };
  const lines = flowLines(watched, window, (of, entry) => tallies.get(of)?.add(entry));
  const left = await readInto(tally, own, shelf, lines, asking);
  const parts = [...tallies.values()].map((one) => ({ ...one.result(until), cutOff: cutOff || left }));
  const { unread } = common.result(until);
  const counts = allOfThem(parts);
  return {
    where: bucket,
    onSince: latestOf([log.CreationTime?.toISOString() ?? null, own[0] ? dateIn(own[0].key) : null]),
    ...counts,
    unread: counts.unread + unread,
  };
};
