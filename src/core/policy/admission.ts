import type { Limits } from './limits.ts';
import { fresh, type Tally } from './tally.ts';
import { nextOpening } from './windows.ts';

/** Whether a run may write now, decided from a tally that the journal keeps. Pure: no clock, no journal. */

/** What wants to write. */
export interface Candidate {
  /** Absent while it is only being decided about. */
  readonly run?: string;
  readonly account: string;
  readonly remediation: string;
  readonly changes: number;
  /** Begun before: counted already, and only what is dangerous now stops it. */
  readonly resumed?: boolean;
}

/** Why not now. `until`: ISO 8601, when it is worth asking again. */
export interface Stop {
  /** The breaker goes by its own name among the gate's reasons, because somebody is woken for it; absent: `limits`. */
  readonly check?: 'breaker';
  readonly says: string;
  readonly todo?: string;
  readonly until: string;
}

const minute = 60_000;
const hour = 60 * minute;
const iso = (time: number): string => new Date(time).toISOString();
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const own = (record: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** When the breaker of a remediation closes, if it is open. */
const breakerOpenUntil = (
  { failed }: Tally,
  remediation: string,
  { failures, withinMinutes, closesAfterMinutes }: Limits['breaker'],
  now: Date,
): string | undefined => {
  const times = failed.filter((one) => one.remediation === remediation).map(({ at }) => Date.parse(at));
  const opened = times.filter(
    (last) => times.filter((at) => at <= last && at > last - withinMinutes * minute).length >= failures,
  );
  const closes = Math.max(...opened) + closesAfterMinutes * minute;
  return opened.length > 0 && closes > now.getTime() ? iso(closes) : undefined;
};

/** When enough of the last hour is over for `wanted` more; the oldest go first. */
const roomAt = (begun: Tally['begun'], wanted: number, limit: number): string => {
  let inHour = sum(begun.map(({ changes }) => changes));
  for (const { at, changes } of begun.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    inHour -= changes;
    if (inHour + wanted <= limit) return iso(Date.parse(at) + hour);
  }
  return iso(Math.max(0, ...begun.map(({ at }) => Date.parse(at))) + hour);
};

/** What keeps a candidate from writing now; `undefined`: nothing. A plan that is larger than an hour's limit goes alone. */
export const stopping = (
  whole: Tally,
  { run, account, remediation, changes, resumed = false }: Candidate,
  limits: Limits,
  now: Date,
): Stop | undefined => {
  const tally = fresh(whole, limits, now);
  const opens = nextOpening(limits.windows, now);
  if (opens !== undefined)
    return { says: `Outside the maintenance windows; the next one opens at ${opens}.`, until: opens };
  const closes = breakerOpenUntil(tally, remediation, limits.breaker, now);
  if (closes !== undefined)
    return {
      check: 'breaker',
      says: `${limits.breaker.failures} runs of ${remediation} have failed; it is paused until ${closes}.`,
      todo: 'waxseal history shows what failed. Fix the cause; then it goes on by itself.',
      until: closes,
    };
  const others = tally.running.filter((one) => one.run !== run);
  if (others.length >= limits.concurrentRuns)
    return {
      says: `${others.length} runs are writing already; the policy allows ${limits.concurrentRuns} at a time.`,
      until: iso(now.getTime() + minute),
    };
  if (resumed || tally.begun.some((one) => one.run === run)) return undefined;

  const allowed = own(limits.raised, remediation) ?? limits.firstChanges;
  const made = own(tally.first, remediation) ?? 0;
  if (made + changes > allowed)
    return {
      says: `${remediation} has made ${made} changes; the policy lets it make ${allowed} until somebody has looked at them.`,
      todo: `Look at them in waxseal history, then raise it in the policy: limits: { raised: { ${remediation}: … } }.`,
      until: iso(now.getTime() + 6 * hour),
    };
  const hourly = [
    { begun: tally.begun, limit: limits.changesPerHour, where: '' },
    {
      begun: tally.begun.filter((one) => one.account === account),
      limit: limits.changesPerHourAndAccount,
      where: ` in account ${account}`,
    },
  ];
  for (const { begun, limit, where } of hourly) {
    const inHour = sum(begun.map((one) => one.changes));
    if (inHour === 0 || inHour + changes <= limit) continue;
    return {
      says: `${inHour} changes were made${where} in the last hour; the policy allows ${limit}.`,
      until: roomAt(begun, changes, limit),
    };
  }
  return undefined;
};

/** Lets a run in, or says why not. Asked twice for one run it counts once. */
export const admit = (
  whole: Tally,
  candidate: Candidate & { readonly run: string },
  limits: Limits,
  now: Date,
  placeMinutes: number,
): { readonly tally: Tally } | { readonly stop: Stop } => {
  const stop = stopping(whole, candidate, limits, now);
  if (stop) return { stop };
  const { run, account, remediation, changes, resumed = false } = candidate;
  const tally = fresh(whole, limits, now);
  const until = iso(now.getTime() + placeMinutes * minute);
  const running = [...tally.running.filter((one) => one.run !== run), { run, until }];
  if (resumed || tally.begun.some((one) => one.run === run)) return { tally: { ...tally, running } };
  return {
    tally: {
      ...tally,
      running,
      begun: [...tally.begun, { run, account, changes, at: iso(now.getTime()) }],
      first: { ...tally.first, [remediation]: (own(tally.first, remediation) ?? 0) + changes },
    },
  };
};
