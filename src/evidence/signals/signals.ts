import type { Signal } from '../../core/model/canary.ts';
import type { Budget, Question } from '../../core/model/evidence.ts';
import type { Ports } from '../../core/model/ports.ts';
import { trailPermissions } from '../cloudtrail-events/source.ts';
import { metricPermissions } from '../data-points.ts';
import type { Asking } from '../source.ts';
import { spendingOf } from '../spending.ts';
import { unreadBy } from '../unread.ts';
import { balancerMetrics } from './balancers.ts';
import { bucketMetric, bucketOf, bucketPermissions } from './buckets.ts';
import { databaseMetrics } from './databases.ts';
import { denials } from './denials.ts';
import { distributionMetrics, homeOfDistributions } from './distributions.ts';
import { measured } from './metrics.ts';
import { stretchesOf, type Stretch } from './windows.ts';

/** What reading signals needs. */
export const signalPermissions: readonly string[] = [
  ...new Set([...metricPermissions, ...bucketPermissions, ...trailPermissions]),
];

/** The most that one look at the signals of a fix may take; there are some ten looks in two hours. */
const budget: Budget = { megabytes: 256, objects: 2_000, seconds: 60, dollars: 0.1 };

/** What may not be read, or fails, tells nothing; it never keeps another signal from telling. */
const failed = (name: string, error: unknown): Signal => {
  const unread = unreadBy(error);
  if (unread.why === 'no-access')
    return { is: 'unknown', name, why: 'no-access', says: 'it may not be read' };
  const { why, what } = unread;
  const says = `it could not be read (${what})`;
  return { is: 'unknown', name, why, says, ...(why === 'gaps' && { passing: true }) };
};

const guarded = async (name: string, reading: () => Promise<readonly Signal[]>): Promise<readonly Signal[]> =>
  reading().catch((error: unknown) => [failed(name, error)]);

/** A series of which nothing is told since the fix replaces no other. */
const tells = (signal: Signal): boolean =>
  signal.is === 'measured' && signal.now.some((value) => value !== null);

/** The log of denials without TLS, which tells just this; else all refusals, which tell of much besides. */
const ofBucket = async (
  bucket: string,
  stretches: readonly Stretch[],
  asking: Asking,
  aws: () => ReturnType<Asking['look']>,
): Promise<readonly Signal[]> => {
  const exact = await guarded(`Denials in CloudTrail of ${bucket}`, () => denials(bucket, stretches, asking));
  if (exact.some(tells)) return exact;
  const name = `4xxErrors of ${bucket}`;
  const off: Signal = {
    is: 'unknown',
    name,
    why: 'off',
    says: 'no request metrics of the whole bucket are switched on',
  };
  const vague = await guarded(name, async () => {
    const metric = await bucketMetric(bucket, aws);
    return [metric ? await measured(metric, stretches, aws) : off];
  });
  return [...vague, ...exact];
};

/** Whether anything that AWS counts is read after a fix for the clients that a question is about. */
export const hasSignal = (question: Question): boolean =>
  bucketOf(question) !== undefined ||
  [balancerMetrics, databaseMetrics, distributionMetrics].some((metrics) => metrics(question).length > 0);

/** What tells after a fix whether the clients of a question break. */
const signalsOf = async (
  question: Question,
  stretches: readonly Stretch[],
  asking: Asking,
): Promise<readonly Signal[]> => {
  const { target, look } = asking;
  const aws = () => look(target);
  const bucket = bucketOf(question);
  if (bucket !== undefined) return ofBucket(bucket, stretches, asking, aws);
  const metrics = [...balancerMetrics(question), ...databaseMetrics(question)];
  const signals: Signal[] = [];
  for (const metric of metrics)
    signals.push(...(await guarded(metric.name, async () => [await measured(metric, stretches, aws)])));
  const atHome = () => look(homeOfDistributions(target));
  for (const metric of distributionMetrics(question))
    signals.push(...(await guarded(metric.name, async () => [await measured(metric, stretches, atHome)])));
  return signals;
};

/** The same fact is asked for once, whatever it was asked about before the fix. */
const distinct = (questions: readonly Question[]): readonly Question[] =>
  questions.filter(
    ({ ask, of }, index) => questions.findIndex((other) => other.ask === ask && other.of === of) === index,
  );

/** What clients show since a fix, and at the same hours of the weeks before. Reads only; never throws. */
export const signalsFrom =
  ({
    now,
    pause,
    look,
  }: Pick<Asking, 'pause' | 'look'> & Pick<Ports, 'now'>): NonNullable<Ports['signals']> =>
  async ({ target, questions, began, from, to }) => {
    const stretches = stretchesOf({ began, from, to });
    if (stretches.length === 0) return [];
    const spending = spendingOf(budget, now);
    const signals: Signal[] = [];
    for (const question of distinct(questions)) {
      const asking: Asking = { question, target, window: { from, to }, spending, look, pause };
      signals.push(...(await signalsOf(question, stretches, asking)));
    }
    return signals;
  };
