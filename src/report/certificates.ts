import type { CertificateSeen } from '../core/model/certificate-seen.ts';
import type { Target } from '../core/model/target.ts';

/** How soon. `unknown`: AWS does not say when it ends. */
export const spans = ['ended', 'in 30 days', 'in 90 days', 'later', 'unknown'] as const;
type SpanName = (typeof spans)[number];

export interface Expiry extends CertificateSeen {
  readonly account: string;
  readonly region: string;
  readonly when: SpanName;
  /** Whole ones; negative: it is over. */
  readonly daysLeft?: number;
  /** By tag, of what has it. */
  readonly owners: readonly string[];
  /** Tags of some that have it could not be read: there may be another owner. */
  readonly ownerUnread?: true;
}

/** What ends when: the first comes first. */
export interface Calendar {
  readonly at: string;
  readonly certificates: readonly Expiry[];
  readonly counts: Readonly<Record<SpanName, number>>;
  /** What could not be read: there may be more certificates. */
  readonly unread: readonly { readonly id: string; readonly says: string }[];
}

/** What was read of one resource. */
export interface Holder {
  readonly target: Target;
  readonly owner?: string;
  readonly ownerUnread?: true;
  readonly certificates: readonly CertificateSeen[];
  readonly unread?: string;
}

const aDay = 24 * 60 * 60 * 1000;

const spanOf = (left: number | undefined): SpanName => {
  if (left === undefined) return 'unknown';
  if (left <= 0) return 'ended';
  if (left < 30 * aDay) return 'in 30 days';
  return left < 90 * aDay ? 'in 90 days' : 'later';
};

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)].toSorted();

/** What has no end that is known comes last. */
const order = ({ ends, account, region, id }: Expiry): string => [ends ?? '~', account, region, id].join(' ');

/** One certificate once, however many have it. */
const merged = (all: readonly (readonly [Holder, CertificateSeen])[], now: number): readonly Expiry[] => {
  const [first] = all;
  if (!first) return [];
  const [{ target }, seen] = first;
  const left = seen.ends === undefined ? undefined : Date.parse(seen.ends) - now;
  // Who only sees it has no say in whose it is.
  const having = all.filter(
    ([
      {
        target: { arn },
      },
      { id, serves = [] },
    ]) => id === arn || serves.includes(arn),
  );
  const serves = all.flatMap(([, one]) => one.serves ?? []);
  return [
    {
      ...seen,
      account: target.account,
      region: target.region,
      when: spanOf(left),
      ...(left !== undefined && { daysLeft: Math.floor(left / aDay) }),
      ...(having.some(([{ ownerUnread }]) => ownerUnread) && { ownerUnread: true }),
      owners: unique(having.flatMap(([{ owner }]) => owner ?? [])),
      ...(all.some(([, one]) => one.serves) && { serves: unique(serves) }),
    },
  ];
};

/** Pure; the order of what was read does not matter. */
export const calendarOf = (at: string, holders: readonly Holder[]): Calendar => {
  const now = Date.parse(at);
  const seen = holders
    .flatMap((holder) => holder.certificates.map((one) => [holder, one] as const))
    .toSorted(([a], [b]) => (a.target.arn < b.target.arn ? -1 : 1));
  // ARNs of some kinds name no account.
  const each = Map.groupBy(seen, ([{ target }, { id }]) => `${target.account} ${target.region} ${id}`);
  const certificates = [...each.values()]
    .flatMap((all) => merged(all, now))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  const count = (name: SpanName) => certificates.filter(({ when }) => when === name).length;
  return {
    at,
    certificates,
    counts: {
      ended: count('ended'),
      'in 30 days': count('in 30 days'),
      'in 90 days': count('in 90 days'),
      later: count('later'),
      unknown: count('unknown'),
    },
    unread: holders
      .flatMap(({ target: { arn: id }, unread: says }) => (says === undefined ? [] : [{ id, says }]))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
};
