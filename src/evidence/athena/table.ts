import { GetTablesCommand, GlueClient, type Table } from '@aws-sdk/client-glue';
import { allPages } from '../pages.ts';
import type { LogPlace } from '../s3-access-logs/place.ts';
import type { Asking } from '../source.ts';
import type { AthenaSetting } from './workgroup.ts';

/**
 * The columns of AWS's own table of these logs, as far as all versions of it agree, in order: the expression that reads a line
 * fills them by place. https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-s3-access-logs-to-identify-requests.html
 */
const columns =
  'bucketowner bucket_name requestdatetime remoteip requester requestid operation key request_uri httpstatus errorcode bytessent objectsize totaltime turnaroundtime referrer useragent versionid hostid sigv ciphersuite authtype endpoint tlsversion';
const count = columns.split(' ').length;
const serde = 'org.apache.hadoop.hive.serde2.RegexSerDe';

/** Whatever goes into the text of a query. */
const identifier = /^[a-z0-9_]{1,128}$/;
const isIdentifier = (name: string): boolean => identifier.test(name);

/** A table that a query can ask; `days`: the partition that names one, as `2026/11/07`. */
export interface LogTable {
  readonly database: string;
  readonly table: string;
  readonly days?: string;
}

const closed = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

/** Whether the table is of the logs at all: their place lies below its own, or is what its partitions lead to. */
const isOf = ({ StorageDescriptor, Parameters, PartitionKeys = [] }: Table, place: LogPlace): boolean => {
  const logs = `s3://${place.shelf.bucket}/${place.prefix}`;
  const [key] = PartitionKeys;
  const template = Parameters?.['storage.location.template'];
  if (key && template !== undefined) return closed(template) === `${logs}\${${key.Name ?? ''}}/`;
  const location = StorageDescriptor?.Location;
  return location !== undefined && logs.startsWith(closed(location));
};

/** As partitions name a day. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '/');

/** Why the partitions of a table cannot be asked by days. `undefined`: they can. */
const partitionsWrong = (
  { Parameters = {}, PartitionKeys = [] }: Table,
  place: LogPlace,
  { window }: Asking,
): string | undefined => {
  if (PartitionKeys.length === 0) return undefined;
  const [{ Name: name = '', Type: type } = {}] = PartitionKeys;
  const says = (what: string): string | undefined => Parameters[`projection.${name}.${what}`];
  const [begin = '', end] = (says('range') ?? '').split(',');
  const projected =
    PartitionKeys.length === 1 &&
    isIdentifier(name) &&
    type === 'string' &&
    place.partitioned &&
    Parameters['storage.location.template'] !== undefined &&
    Parameters['projection.enabled']?.toLowerCase() === 'true' &&
    says('type') === 'date' &&
    says('format') === 'yyyy/MM/dd' &&
    (says('interval') ?? '1') === '1' &&
    (says('interval.unit') ?? 'DAYS').toUpperCase() === 'DAYS';
  if (!projected) return 'its partitions are not projected by days, as in the table that AWS documents';
  const whole = /^\d{4}\/\d\d\/\d\d$/.test(begin) && begin <= dayOf(window.from) && end?.trim() === 'NOW';
  return whole ? undefined : 'its partitions do not reach from the beginning of the window until now';
};

const wrong = (table: Table, place: LogPlace, asking: Asking): string | undefined => {
  const { Name = '', StorageDescriptor: { Columns = [], SerdeInfo } = {} } = table;
  if (!isIdentifier(Name)) return 'its name has other characters than a-z, 0-9 and _';
  const names = Columns.slice(0, count).map(({ Name: name = '' }) => name.toLowerCase());
  const texts = Columns.slice(0, count).every(({ Type }) => Type === 'string');
  if (names.join(' ') !== columns || !texts || SerdeInfo?.SerializationLibrary !== serde)
    return 'its columns are not those of the table that AWS documents';
  return partitionsWrong(table, place, asking);
};

/** The table of the logs; or why there is none that can be asked. */
export const tableOf = async (
  { databases }: AthenaSetting,
  place: LogPlace,
  asking: Asking,
): Promise<LogTable | string> => {
  const reasons: string[] = [];
  for (const database of databases) {
    if (!isIdentifier(database)) return 'the name of a database has other characters than a-z, 0-9 and _';
    const tables = await allPages(async (NextToken) => {
      const answer = await asking
        .look(asking.target)
        .use(GlueClient)
        .send(new GetTablesCommand({ DatabaseName: database, NextToken }));
      return { items: answer.TableList, next: answer.NextToken };
    });
    for (const table of tables.filter((one) => isOf(one, place))) {
      const reason = wrong(table, place, asking);
      const [{ Name: days } = {}] = table.PartitionKeys ?? [];
      const name = table.Name ?? '';
      if (reason === undefined) return { database, table: name, ...(days !== undefined && { days }) };
      reasons.push(`${database}.${name}: ${reason}`);
    }
  }
  return reasons.length > 0 ? reasons.join('; ') : `no table in ${databases.join(', ')} lies where they do`;
};
