import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import wrap from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Catalog } from '../core/model/catalog.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Ports } from '../core/model/ports.ts';
import type { Environment } from '../adapters/deployment/deployed-ports.ts';
import type { Reporting } from '../adapters/aws/config-evaluations.ts';
import type { ReadExecution } from '../adapters/approvals/executions-ssm.ts';
import type { SweepPart } from '../intake/sweep-part.ts';
import type { Delivery, EntryPoint } from './deliver.ts';
import type { EvaluatedAll } from './evaluate.ts';
import type { Missed } from './sweep-failures.ts';
import type { Unwatched } from './sweep-sightings.ts';
import { metricNames, namespace, service } from '../adapters/notify/metric-names.ts';

/** Ports, or how to make them: then they are made with the first event, and once. */
export type PortsSource = Ports | Promise<Ports> | (() => Promise<Ports>);

/**
 * Only what every start needs is imported above: the edge. The engine, intake and adapters are loaded with the first
 * event, SDK clients with the first resource of their service.
 */
const logger = new Logger({ serviceName: service });
const metrics = new Metrics({ namespace, serviceName: service });

/** Loads with the first event what is known of every remediation: it grows with them, and no start waits for it. */
export type LoadCatalog = () => Promise<Catalog>;

/** The ports that the function's environment names. */
export const fromEnvironment =
  (load: LoadCatalog): PortsSource =>
  async () => {
    const [catalog, { portsFromEnv }] = await Promise.all([
      load(),
      import('../adapters/deployment/deployed-ports.ts'),
    ]);
    return portsFromEnv(process.env, { catalog });
  };

/** Asks SSM about executions of the runbook that the function's environment names. */
export const executionsIn =
  (name: 'WAXSEAL_APPROVALS' | 'WAXSEAL_UNDO'): ReadExecution =>
  async (id) =>
    (await import('../adapters/approvals/executions-ssm.ts')).executionsFrom(process.env, name)(id);

/** Clients by which a custom rule's evaluations are put, as seen from the function's own account. */
export const reportingFrom =
  (env: Environment) =>
  (ownAccount: string): Reporting['client'] => {
    let clients: Reporting['client'] | undefined;
    return async (location) => {
      const { evaluationClients } = await import('../adapters/aws/config-evaluations.ts');
      clients ??= evaluationClients(env, ownAccount);
      return clients(location);
    };
  };

/** A failure to make them is not kept: the next event tries again. */
const portsOf = (source: PortsSource): (() => Promise<Ports>) => {
  let made: Promise<Ports> | undefined;
  return async () => {
    if (typeof source !== 'function') return source;
    made ??= source();
    return made.catch((error: unknown) => {
      made = undefined;
      throw error;
    });
  };
};

/** What stands in the log: names and codes. Never what is in a resource. */
const keysOf = (delivery: Delivery): Record<string, string | undefined> => {
  switch (delivery.is) {
    case 'looked': {
      const { remediation, target, outcome } = delivery;
      const run = 'run' in outcome ? outcome.run : undefined;
      const code = outcome.is === 'failed' ? outcome.failure.code : undefined;
      const { account, region } = target;
      return { remediation, outcome: outcome.is, account, region, run, code };
    }
    case 'dropped':
      return { why: delivery.why };
    case 'malformed':
      return { where: delivery.where };
    case 'failed':
      return { code: delivery.failure.code };
  }
};

const count = (name: string, times = 1): void => void metrics.addMetric(name, 'Count', times);

/** What a look ended in, and whether a breaker kept it from more. */
const countOutcome = (outcome: Outcome): void => {
  count(`outcome-${outcome.is}`);
  if ('because' in outcome && outcome.because.some(({ check }) => check === 'breaker'))
    count(metricNames.breakerOpen);
};

const tell = (delivery: Delivery, message: string | undefined): void => {
  const keys = { delivery: delivery.is, ...(message && { messageId: message }), ...keysOf(delivery) };
  if (delivery.is === 'looked') countOutcome(delivery.outcome);
  else count(`event-${delivery.is}`);
  const bad = delivery.is === 'failed' || (delivery.is === 'looked' && delivery.outcome.is === 'failed');
  if (bad) logger.error('event handled', keys);
  else if (delivery.is === 'malformed' || isForeign(delivery) || isUnknown(delivery))
    logger.warn('event handled', keys);
  else logger.info('event handled', keys);
};

/** It speaks of another account than the one that sent it: a mistake, or a forgery. */
const isForeign = (delivery: Delivery): boolean =>
  delivery.is === 'dropped' && delivery.why === 'foreign-account';

/** Of a kind that nothing of ours sends for: a pattern that is too wide, or a kind that AWS has renamed. */
const isUnknown = (delivery: Delivery): boolean =>
  delivery.is === 'dropped' && delivery.why === 'not-a-compliance-event';

/** Counters of the journal, and what each counts. */
const remembered = {
  'malformed-events': (delivery: Delivery) => delivery.is === 'malformed',
  'foreign-events': isForeign,
  'unknown-events': isUnknown,
} as const;

/** Messages of a batch are counted at the same time; whoever comes second counts again. A flood is not waited for. */
const add = async (key: string, more: number, last: object, ports: Ports): Promise<void> => {
  const { journal } = ports;
  for (let tries = 0; tries < 10; tries += 1) {
    const row = await journal.read<{ count: number }>('counter', key);
    const value = { count: (row?.value.count ?? 0) + more, last: { at: ports.now().toISOString(), ...last } };
    if (await journal.write({ kind: 'counter', key, value }, row?.revision ?? 0)) return;
  }
  logger.warn('dropped event not counted');
};

/**
 * Messages that are dropped for good and should not have come: the journal remembers how many there were, and what was
 * wrong with the last.
 */
const remember = async (deliveries: readonly Delivery[], message: string, ports: Ports): Promise<void> => {
  for (const [key, counts] of Object.entries(remembered)) {
    const counted = deliveries.filter(counts);
    const [last] = counted;
    if (last?.is !== 'malformed' && last?.is !== 'dropped') continue;
    const wrong = { ...(last.is === 'malformed' && { where: last.where }), says: last.says };
    await add(key, counted.length, { message, ...wrong }, ports);
  }
};

/** The error by which SQS learns that a message is to be sent again. */
const again = (deliveries: readonly Delivery[]): Error =>
  new Error(`to be tried again: ${deliveries.map(({ is }) => is).join(', ')}`);

/** What a call came to. `missed`: parts of it that failed, by name; the rest went on. */
interface Came {
  readonly outcomes: readonly Outcome[];
  readonly missed?: readonly Missed[];
  /** Of what AWS Config sees nothing. Nobody is woken: it may be meant so. */
  readonly unwatched?: readonly Unwatched[];
  /** For the runbook that has called. */
  readonly status?: string;
  /** Approvals that have come to their last day. */
  readonly expiring?: number;
}

/** Somebody is woken for what is given up; what comes again is in the log, and at last in the dead letters. */
const tellCame = (
  { outcomes, missed = [], unwatched = [] }: Pick<Came, 'outcomes' | 'missed' | 'unwatched'>,
  later: readonly Missed[] = [],
): void => {
  for (const outcome of outcomes) countOutcome(outcome);
  for (const { where, failure } of [...missed, ...later])
    logger.error('part missed', { where, code: failure.code });
  for (const { where, why, remediations } of unwatched)
    logger.warn('not watched', { where, why, remediations });
  if (missed.length > 0) count(metricNames.partMissed);
};

/** Where a call is, and how much time it has. */
type Here = Pick<Context, 'getRemainingTimeInMillis'> & { readonly env: Environment };

/** A part of a sweep, which Waxseal sent to itself. */
const takePart = async (part: SweepPart, { catalog, ports }: EntryPoint, here: Here): Promise<void> => {
  const { lookAtPart } = await import('./sweep-message.ts');
  const { outcomes, missed, unwatched, again: later } = await lookAtPart(part, { catalog, ports }, here);
  tellCame({ outcomes, missed, ...(unwatched && { unwatched }) }, later);
  const { account, region } = part.location;
  logger.info('location looked at', { account, region, turn: part.turn, looks: outcomes.length });
  if (later.length > 0) throw new Error(`to be tried again: ${later.length} of ${account}/${region}`);
};

const takeRecord = async (record: SQSRecord, entryPoint: EntryPoint, here: Here): Promise<void> => {
  const { sweepPartOf } = await import('../intake/sweep-part.ts');
  const part = sweepPartOf(record.body);
  if (part) return takePart(part, entryPoint, here);
  const { deliver, worthAnotherTry } = await import('./deliver.ts');
  const deliveries = await deliver(record, entryPoint);
  for (const delivery of deliveries) tell(delivery, record.messageId);
  await remember(deliveries, record.messageId, entryPoint.ports).catch(() =>
    logger.warn('dropped event not counted'),
  );
  if (worthAnotherTry(deliveries)) throw again(deliveries);
};

/**
 * SQS messages with events of AWS Config or with parts of a sweep, each by itself: only those that may fare better
 * later are reported as failed, and SQS sends only those again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const batchHandler = (load: LoadCatalog, source: PortsSource, env: Environment = process.env) => {
  const ports = portsOf(source);
  /** Rules are asked for once in a batch: the next one may find them changed. */
  const enter = async (): Promise<EntryPoint> => {
    const [catalog, open, { describeConfigRules }, { rememberRules }] = await Promise.all([
      load(),
      ports(),
      import('../adapters/aws/config-rules.ts'),
      import('../intake/rules.ts'),
    ]);
    return { catalog, ports: open, describeRule: rememberRules(describeConfigRules(open.clouds)) };
  };
  return edge(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const entryPoint = await enter();
    const processor = new BatchProcessor(EventType.SQS);
    const getRemainingTimeInMillis = () => context.getRemainingTimeInMillis();
    const here: Here = { env, getRemainingTimeInMillis };
    const take = (record: SQSRecord): Promise<void> => takeRecord(record, entryPoint, here);
    return processPartialResponse(event, take, processor, { context, throwOnFullBatchFailure: false });
  });
};

interface Answered {
  readonly status?: string;
  readonly outcomes: readonly Outcome['is'][];
}

/** One call, zero or more outcomes: the sweep, the runbooks. */
export const outcomesFor = (
  source: PortsSource,
  work: (event: unknown, ports: Ports, context: Context) => Promise<Came>,
) => {
  const ports = portsOf(source);
  return edge(async (event: unknown, context): Promise<Answered> => {
    const came = await work(event, await ports(), context);
    const { status, outcomes, expiring = 0 } = came;
    tellCame(came);
    if (expiring > 0) count(metricNames.approvalExpiring, expiring);
    logger.info('looked again', { outcomes: outcomes.map(({ is }) => is) });
    return { ...(status !== undefined && { status }), outcomes: outcomes.map(({ is }) => is) };
  });
};

/**
 * One call of AWS Config for a custom rule. What is not evaluated is in the log with its reason; somebody is woken only for
 * what failed, not for a resource that cannot be evaluated.
 */
export const evaluationsHandler = (
  source: PortsSource,
  work: (event: unknown, ports: Ports, context: Context) => Promise<EvaluatedAll>,
) => {
  const ports = portsOf(source);
  return edge(async (event: unknown, context): Promise<{ readonly evaluations: number }> => {
    const { evaluations, unsaid } = await work(event, await ports(), context);
    for (const { compliance } of evaluations)
      count(`evaluation-${compliance.toLowerCase().replaceAll('_', '-')}`);
    for (const { where, failure } of unsaid) logger.warn('not evaluated', { where, code: failure.code });
    if (unsaid.length > 0) count('evaluation-none', unsaid.length);
    if (unsaid.some(({ failure }) => failure.code !== 'evaluation-unknown')) count(metricNames.partMissed);
    logger.info('evaluated', { evaluations: evaluations.length, unsaid: unsaid.length });
    return { evaluations: evaluations.length };
  });
};

/** What every function has around it: one request id in each line, metrics sent at the end. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each function has its own kind of event
const edge = <Event, Answer>(work: (event: Event, context: Context) => Promise<Answer>) =>
  wrap<Event, Answer>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler((event, context) => work(event, context));
