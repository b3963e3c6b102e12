import { GetTablesCommand, GlueClient, type Table } from '@aws-sdk/client-glue';
import { unless } from '../../aws/error-names.ts';
import { allPages } from '../pages.ts';
import type { LogPlace } from '../s3-access-logs/place.ts';
import type { Asking } from '../source.ts';
import { shapeWrong } from './shape.ts';
import type { AthenaSetting } from './workgroup.ts';

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
  if (!isIdentifier(table.Name ?? '')) return 'its name has other characters than a-z, 0-9 and _';
  return shapeWrong(table) ?? partitionsWrong(table, place, asking);
};

/** `undefined`: the database is not there. */
const tablesIn = (database: string, { look, target }: Asking): Promise<readonly Table[] | undefined> =>
  unless(
    'EntityNotFoundException',
    undefined,
    allPages(async (NextToken) => {
      const answer = await look(target)
        .use(GlueClient)
        .send(new GetTablesCommand({ DatabaseName: database, NextToken }));
      return { items: answer.TableList, next: answer.NextToken };
    }),
  );

/** The table of the logs; or why there is none that can be asked. */
export const tableOf = async (
  { databases }: AthenaSetting,
  place: LogPlace,
  asking: Asking,
): Promise<LogTable | string> => {
  const reasons: string[] = [];
  for (const database of databases) {
    if (!isIdentifier(database)) return 'the name of a database has other characters than a-z, 0-9 and _';
    const tables = await tablesIn(database, asking);
    if (!tables) reasons.push(`there is no database ${database}`);
    for (const table of (tables ?? []).filter((one) => isOf(one, place))) {
      const reason = wrong(table, place, asking);
      const [{ Name: days } = {}] = table.PartitionKeys ?? [];
      const name = table.Name ?? '';
      if (reason === undefined) return { database, table: name, ...(days !== undefined && { days }) };
      reasons.push(`${database}.${name}: ${reason}`);
    }
  }
  return reasons.length > 0 ? reasons.join('; ') : `no table in ${databases.join(', ')} lies where they do`;
};
