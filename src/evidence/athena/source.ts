import type { NotKnown } from '../../core/model/evidence.ts';
import { onSinceOf, placeOf, untilOf } from '../s3-access-logs/place.ts';
import { s3AccessLogs } from '../s3-access-logs/source.ts';
import type { Asking, Source } from '../source.ts';
import { counted, countsOf } from './counts.ts';
import { answerOf } from './query.ts';
import { tableOf } from './table.ts';
import { workgroupOf, type AthenaSetting } from './workgroup.ts';

/** What the role needs beside what the reader of objects does, only where a workgroup is named. */
export const athenaPermissions = {
  /** Of the workgroup. */
  workgroup: [
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:GetWorkGroup',
    'athena:StartQueryExecution',
    'athena:StopQueryExecution',
  ],
  /** Of the catalog, the databases and their tables. Athena reads them as whoever asks. */
  catalog: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables'],
} as const;

const name = 'S3 server access logs by Athena';

/** Names of buckets, and nothing that could end a text in SQL. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const unknown = (why: 'budget' | 'gaps' | 'off', says: string): NotKnown => ({
  is: 'unknown',
  why,
  says: `${name}: ${says}.`,
});

const readWith = (setting: AthenaSetting) => async (asking: Asking) => {
  const { target, window } = asking;
  const bucket = target.id;
  if (!bucketName.test(bucket)) return unknown('gaps', 'the name of the bucket cannot be asked about');
  const place = await placeOf(asking);
  if (place.is !== 'place') return place;
  const usable = await workgroupOf(setting, asking);
  if (usable.is !== 'usable') return usable;
  const table = await tableOf(setting, place, asking);
  if (typeof table === 'string') return unknown('off', table);
  const onSince = await onSinceOf(place, asking);
  const { workgroup } = setting;
  const { database } = table;
  const text = countsOf(table, window);
  const { most } = usable;
  const answer = await answerOf({ text, parameters: [`'${bucket}'`], workgroup, database, most }, asking);
  if (answer.is === 'over') return unknown('budget', 'the budget did not suffice for the query');
  if (answer.is === 'failed') return unknown('gaps', answer.says);
  const until = untilOf(asking);
  return {
    is: 'read' as const,
    source: `${name} (${database}.${table.table})`,
    complete: false,
    onSince,
    until: until.toISOString(),
    ...counted(answer.rows, bucket, window, until),
  };
};

/** The same logs as objects are read of, where a table of them exists: for more than can be read one by one. */
export const athenaLogs = (setting: AthenaSetting): Source => ({
  name,
  permissions: [...s3AccessLogs.permissions, ...athenaPermissions.workgroup, ...athenaPermissions.catalog],
  answers: s3AccessLogs.answers,
  read: readWith(setting),
});
