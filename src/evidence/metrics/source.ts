import type { Reading, Window } from '../../core/evidence/verdict.ts';
import type { Caller, NotKnown } from '../../core/model/evidence.ts';
import { metricPermissions, pointsOf, type Points } from '../data-points.ts';
import { silenceIn } from '../entries.ts';
import type { Asking, Source } from '../source.ts';
import { countersOf, type Counter } from './counters.ts';

/** An hour: CloudWatch keeps periods of an hour for 15 months, of five minutes for 63 days, of a minute for 15 days. */
const seconds = 3600;
const hour = seconds * 1000;

/** Points come within minutes; an hour is read when the next one is over. */
const lateHours = 1;

/** How long before the window is looked for the first sign of life. */
const leadHours = 7 * 24;

/** List price of us-east-1 for a metric that is asked for: https://aws.amazon.com/cloudwatch/pricing/ */
const dollarsPerMetric = 0.01 / 1000;

/**
 * Each listener of a cluster has a port of its own, but no metric tells listeners apart: ClientConnectionCount counts who has
 * authenticated, which nobody does without TLS. https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
 */
const ofBrokers: NotKnown = {
  is: 'unknown',
  why: 'not-observable',
  says: 'No metric of Amazon MSK tells listeners apart: ClientConnectionCount counts clients that have authenticated, and those of the plaintext listener do not. VPC flow logs of the brokers show who comes to port 9092 (20092 by IPv6): that is another question.',
};

const unnamed: NotKnown = {
  is: 'unknown',
  why: 'not-observable',
  says: 'No metric counts the connections that are asked about.',
};

/** Hours of the window that are over, by when they begin. */
const hoursOf = ({ from }: Window, until: number): readonly number[] => {
  const first = Math.ceil(from.getTime() / hour) * hour;
  return Array.from({ length: Math.max(0, (until - first) / hour) }, (_, at) => first + at * hour);
};

/** The most of what the counters say: what they count overlaps. */
const largestOf = (counters: readonly Counter[], told: readonly Points[]): number =>
  counters.reduce((largest, { statistic }, at) => {
    const values = [...(told[at]?.values() ?? [])];
    const own = statistic === 'Sum' ? values.reduce((sum, one) => sum + one, 0) : Math.max(0, ...values);
    return Math.max(largest, Math.ceil(own));
  }, 0);

/** Somebody of whom nothing is known but when. */
const somebody = (count: number, told: readonly Points[], { from, to }: Window): readonly Caller[] => {
  const moments = told.flatMap((points) => [...points].flatMap(([at, value]) => (value > 0 ? [at] : [])));
  if (moments.length === 0) return [];
  const first = new Date(Math.max(from.getTime(), Math.min(...moments))).toISOString();
  const last = new Date(Math.min(to.getTime(), Math.max(...moments) + hour)).toISOString();
  return [{ count, first, last }];
};

const read = async (asking: Asking): Promise<Reading | NotKnown> => {
  const { question, target, window, spending, look } = asking;
  if (question.of.includes(':kafka:')) return ofBrokers;
  const counters = countersOf(question);
  if (!counters) return unnamed;
  const { of, offending, secure, alive } = counters;
  const asked = [alive, ...offending, ...secure];
  const from = Math.floor(window.from.getTime() / hour) * hour;
  const until = Math.floor(window.to.getTime() / hour - lateHours) * hour;
  const known = {
    is: 'read',
    source: `metrics: ${of}; they name nobody`,
    // A connection that is shorter than a minute may lie between two points, and no page promises each point.
    complete: false,
    until: new Date(until).toISOString(),
  } as const;
  if (spending.left().dollars < asked.length * dollarsPerMetric || spending.isOver())
    return {
      ...known,
      onSince: null,
      secure: 0,
      offending: 0,
      callers: [],
      silentHours: 0,
      unread: 0,
      cutOff: true,
    };
  spending.dollars(asked.length * dollarsPerMetric);
  const [lived = new Map<number, number>(), ...all] = await pointsOf(
    asked,
    { from: from - leadHours * hour, to: window.to.getTime(), seconds },
    look(target),
  );
  // What was before the window shows since when something is told, and nothing else.
  const inWindow = all.map((points) => new Map([...points].filter(([at]) => at >= from)));
  const [harmed, kept] = [inWindow.slice(0, offending.length), inWindow.slice(offending.length)];
  const hours = hoursOf(window, until);
  // A counter that is missing where there is life is not zero, unless AWS says so.
  const isMissing = (at: number): boolean =>
    lived.has(at) && offending.some(({ isToldAtZero }, index) => isToldAtZero && !harmed[index]?.has(at));
  const count = largestOf(offending, harmed);
  const since = Math.min(...lived.keys());
  const heard = new Set([...lived.keys()].map((at) => at / hour));
  return {
    ...known,
    onSince: Number.isFinite(since) ? new Date(since).toISOString() : null,
    secure: largestOf(secure, kept),
    offending: count,
    callers: somebody(count, harmed, window),
    silentHours: silenceIn(heard, window, new Date(until)),
    unread: hours.filter(isMissing).length,
    cutOff: false,
  };
};

/** Metrics of CloudWatch that count connections with and without TLS: of proxies of RDS, and flows of Network Load Balancers. */
export const connectionMetrics: Source = {
  name: 'CloudWatch metrics',
  permissions: metricPermissions,
  answers: ({ ask, of }) =>
    ask === 'plaintext-connections' && /:db-proxy:|:loadbalancer\/net\/|:kafka:[^:]*:\d+:cluster\//.test(of),
  read,
};
