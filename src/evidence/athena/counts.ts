import type { Window } from '../../core/evidence/verdict.ts';
import { tallyOf } from '../entries.ts';
import { meaningOf } from '../s3-access-logs/line.ts';
import type { Row } from './query.ts';
import { dayOf, type LogTable } from './table.ts';

/** More rows than this are not answered: then not all was read. */
const mostRows = 10_000;

const sql = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
const day = 86_400_000;

/**
 * Counts, never lines: those over TLS by hours (of whatever cipher, or a busy bucket has too many rows), plain ones by people. What each row means is said by the reader of lines. Lines that
 * the table cannot take apart have no name of a bucket: they are counted, too. The one parameter is the bucket.
 */
export const countsOf = ({ database, table, days }: LogTable, { from, to }: Window): string => {
  // A record is filed by its own day or by that of its delivery, hours later.
  const among = days
    ? ` AND "${days}" BETWEEN '${dayOf(new Date(from.getTime() - day))}' AND '${dayOf(to)}'`
    : '';
  return `WITH records AS (
  SELECT try(date_parse(requestdatetime, '%d/%b/%Y:%H:%i:%s +0000')) AS moment,
    coalesce(ciphersuite = '-' AND tlsversion = '-', false) AS plain,
    bucket_name, requester, remoteip, useragent, operation, httpstatus, endpoint, ciphersuite, tlsversion
  FROM "${database}"."${table}"
  WHERE (bucket_name = ? OR bucket_name IS NULL)${among}
)
SELECT bucket_name,
  split_part(operation, '.', 1) AS operation,
  CASE WHEN NOT plain THEN date_trunc('hour', moment) END AS hour,
  CASE WHEN plain THEN requester END AS requester,
  CASE WHEN plain THEN remoteip END AS remoteip,
  CASE WHEN plain OR useragent LIKE '"waxseal-probe%' THEN useragent ELSE '-' END AS useragent,
  CASE WHEN plain THEN httpstatus END AS httpstatus,
  CASE WHEN plain THEN if(endpoint = '-', '-', 'named') END AS endpoint,
  if(regexp_like(ciphersuite, '^[A-Z0-9_-]{4,}$'), 'SOME', ciphersuite) AS ciphersuite, tlsversion,
  count(*) AS n, min(moment) AS earliest, max(moment) AS latest
FROM records
WHERE moment IS NULL OR moment BETWEEN timestamp '${sql(from)}' AND timestamp '${sql(to)}'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
ORDER BY CASE WHEN tlsversion = '-' THEN 0 ELSE 1 END, n DESC
LIMIT ${mostRows}`;
};

/** `2026-11-07 12:00:00.000`, in UTC. */
const momentOf = (text = ''): number => Date.parse(`${text.replace(' ', 'T')}Z`);

const unquoted = (text: string): string => /^"(.*)"$/.exec(text)?.[1] ?? text;

/** A quotation mark within a user agent moves what follows it: then these are no cipher and no version. */
const isTls = (cipher: string, tls: string): boolean =>
  /^(?:-|[A-Z0-9_-]{4,})$/.test(cipher) && /^(?:-|TLSv[\d.]+)$/i.test(tls);

const meaning = (row: Row, bucket: string) => {
  const { ciphersuite: cipher, tlsversion: tls, useragent: agent, operation } = row;
  const at = momentOf(row['latest']);
  if (row['bucket_name'] !== bucket || Number.isNaN(at)) return 'broken';
  // The service's own work needs neither.
  const [whose = '', said = '-', version = '-'] = [operation, cipher, tls];
  if (
    whose !== 'S3' &&
    whose !== 'BATCH' &&
    (cipher === undefined || tls === undefined || agent === undefined)
  )
    return 'broken';
  if (!isTls(said, version)) return 'broken';
  return meaningOf({
    at,
    operation: `${whose}.`,
    requester: row['requester'] ?? '-',
    address: row['remoteip'] ?? '-',
    status: row['httpstatus'] ?? '-',
    agent: unquoted(agent ?? '-'),
    cipher: said,
    host: row['endpoint'] ?? '-',
    tls: version,
  });
};

/** What rows of counts come to. */
export const counted = (rows: readonly Row[], bucket: string, window: Window, until: Date) => {
  const tally = tallyOf(window);
  for (const row of rows) {
    const count = Number(row['n']);
    const first = momentOf(row['earliest']);
    if (Number.isSafeInteger(count) && count > 0) tally.add(meaning(row, bucket), { count, first });
    else tally.add('broken');
  }
  return { ...tally.result(until), cutOff: rows.length >= mostRows };
};
