import type { Signal } from '../../core/model/canary.ts';
import { trailFor } from '../cloudtrail-events/source.ts';
import { probeAgent } from '../entries.ts';
import { quoted } from '../logs-insights/kinds.ts';
import { ask, groupOf, type Row } from '../logs-insights/query.ts';
import { momentOf, present } from '../logs-insights/rows.ts';
import type { Asking } from '../source.ts';
import { seriesOf, type Stretch } from './windows.ts';

/**
 * Requests that S3 refused and that came without TLS, as CloudTrail's data events tell: of a bucket whose policy denies plain HTTP,
 * whoever it was meant for.
 */

const query = (bucket: string): string =>
  `fields tlsDetails.tlsVersion as tls, additionalEventData.CipherSuite as cipher, userIdentity.type as kind, userIdentity.invokedBy as invoked, errorCode as code | filter eventSource = 's3.amazonaws.com' and eventCategory = 'Data' and requestParameters.bucketName = ${quoted(bucket)} and (not ispresent(userAgent) or userAgent not like /^${probeAgent}/) | stats count(*) as n by bin(5m), tls, cipher, kind, invoked, code`;

/** What AWS does by itself carries no TLS of a client. */
const isDenial = (row: Row): boolean =>
  row['code'] === 'AccessDenied' &&
  ['tls', 'cipher', 'invoked'].every((field) => present(row[field]) === undefined) &&
  row['kind'] !== 'AWSService';

/** By period: how many were denied, and 0 where there were others only. `undefined`: the answer is not whole. */
const countsOf = (rows: readonly Row[]): ReadonlyMap<number, number> | undefined => {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const [at, n] = [momentOf(row['bin(5m)']), Number(row['n'] ?? Number.NaN)];
    if (Number.isNaN(at) || Number.isNaN(n)) return undefined;
    counts.set(at, (counts.get(at) ?? 0) + (isDenial(row) ? n : 0));
  }
  return counts;
};

const name = (bucket: string): string => `Requests of ${bucket} denied without TLS, in CloudTrail`;

/** Throws what AWS throws. */
export const denials = async (
  bucket: string,
  stretches: readonly Stretch[],
  asking: Asking,
): Promise<Signal> => {
  const not = (why: 'off' | 'budget' | 'gaps', says: string): Signal => ({
    is: 'unknown',
    name: name(bucket),
    why,
    says,
  });
  const off = 'no trail records all data events of the bucket and sends them to CloudWatch Logs';
  const trail = await trailFor(asking);
  const group = trail && (await groupOf(trail.group, trail.location, asking));
  if (!trail || !group) return not('off', off);
  // The list price is for what is scanned: of a group that holds months, two hours are little.
  const age = asking.window.to.getTime() - Date.parse(group.onSince);
  const series = [];
  for (const { from, to } of stretches) {
    const share = Math.min(1, (2 * (to - from)) / Math.max(1, age));
    const { location } = trail;
    const place = { group: trail.group, location, storedBytes: group.storedBytes * share };
    // A query takes whole seconds, and its end with it.
    const window = { from: new Date(from), to: new Date(to - 1000) };
    const { rows, cutOff } = await ask(query(bucket), place, { ...asking, window });
    if (cutOff) return not('budget', 'the budget did not suffice');
    const counts = countsOf(rows);
    if (!counts) return not('gaps', 'the answer to the query cannot be read');
    series.push(seriesOf({ from, to }, (moment) => counts.get(moment)));
  }
  const [now = [], ...before] = series;
  return { is: 'measured', name: name(bucket), counts: 'errors', now, before };
};
