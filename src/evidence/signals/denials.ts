import type { Signal } from '../../core/model/canary.ts';
import { trailFor } from '../cloudtrail-events/source.ts';
import { probeAgent } from '../entries.ts';
import { quoted } from '../logs-insights/kinds.ts';
import { ask, groupOf, type Row } from '../logs-insights/query.ts';
import { momentOf, present } from '../logs-insights/rows.ts';
import type { Asking } from '../source.ts';
import { seriesOf, toldIn, type Stretch } from './windows.ts';

/**
 * Requests that S3 refused and that came without TLS, as CloudTrail's data events tell: of a bucket whose policy denies plain HTTP,
 * whoever it was meant for.
 */

const query = (bucket: string): string =>
  `fields tlsDetails.tlsVersion as tls, additionalEventData.CipherSuite as cipher, userIdentity.type as kind, userIdentity.invokedBy as invoked, userIdentity.accountId as account, errorCode as code | filter eventSource = 's3.amazonaws.com' and eventCategory = 'Data' and requestParameters.bucketName = ${quoted(bucket)} and (not ispresent(userAgent) or userAgent not like /^\\[?${probeAgent}/) | stats count(*) as n by bin(5m), tls, cipher, kind, invoked, account, code`;

/** What AWS does by itself carries no TLS of a client. */
const isDenial = (row: Row): boolean =>
  row['code'] === 'AccessDenied' &&
  ['tls', 'cipher', 'invoked'].every((field) => present(row[field]) === undefined) &&
  row['kind'] !== 'AWSService';

/** Of one period. */
interface Counts {
  readonly all: number;
  readonly denied: number;
  /** Denied to principals of the account: nobody else can cause these. */
  readonly own: number;
}
const none: Counts = { all: 0, denied: 0, own: 0 };

/** By period. `undefined`: the answer is not whole. */
const countsOf = (rows: readonly Row[], account: string): ReadonlyMap<number, Counts> | undefined => {
  const counts = new Map<number, Counts>();
  for (const row of rows) {
    const [at, n] = [momentOf(row['bin(5m)']), Number(row['n'] ?? Number.NaN)];
    if (Number.isNaN(at) || Number.isNaN(n)) return undefined;
    const { all, denied, own } = counts.get(at) ?? none;
    const more = isDenial(row) ? n : 0;
    counts.set(at, {
      all: all + n,
      denied: denied + more,
      own: own + (row['account'] === account ? more : 0),
    });
  }
  return counts;
};

const name = (bucket: string): string => `Requests of ${bucket} denied without TLS, in CloudTrail`;

/** Those of the account's own principals, and those of anybody. Throws what AWS throws. */
export const denials = async (
  bucket: string,
  stretches: readonly Stretch[],
  asking: Asking,
): Promise<readonly Signal[]> => {
  const not = (why: 'off' | 'budget' | 'gaps', says: string): readonly Signal[] => [
    { is: 'unknown', name: name(bucket), why, says },
  ];
  const off = 'no trail records all data events of the bucket and sends them to CloudWatch Logs';
  const trail = await trailFor(asking);
  const group = trail && (await groupOf(trail.group, trail.location, asking));
  if (!trail || !group) return not('off', off);
  // The list price is for what is scanned: of a group that holds months, two hours are little.
  const age = asking.window.to.getTime() - Date.parse(group.onSince);
  const counted: { readonly stretch: Stretch; readonly counts: ReadonlyMap<number, Counts> }[] = [];
  for (const stretch of stretches) {
    const { from, to } = stretch;
    const share = Math.min(1, (2 * (to - from)) / Math.max(1, age));
    const { location } = trail;
    const place = { group: trail.group, location, storedBytes: group.storedBytes * share };
    // A query takes whole seconds, and its end with it.
    const window = { from: new Date(from), to: new Date(to - 1000) };
    const { rows, cutOff } = await ask(query(bucket), place, { ...asking, window });
    if (cutOff) return not('budget', 'the budget did not suffice');
    const counts = countsOf(rows, asking.target.account);
    if (!counts) return not('gaps', 'the answer to the query cannot be read');
    counted.push({ stretch, counts });
  }
  const told = (of: string, count: keyof Counts) =>
    toldIn(
      of,
      counted.map(({ stretch, counts }) => seriesOf(stretch, (moment) => counts.get(moment)?.[count])),
    );
  const of = told('events', 'all');
  const errors = { is: 'measured', counts: 'errors', of } as const;
  const own = `${name(bucket)}, of principals of this account`;
  return [
    { ...errors, ...told(own, 'own'), byAnybody: false },
    { ...errors, ...told(name(bucket), 'denied'), byAnybody: true },
  ];
};
