import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from 'aws-lambda';
import { unitsOf } from '../../infra/units.ts';
import { withPorts as remediateWith } from '../../handlers/remediate.ts';
import { withPorts as sweepWith } from '../../handlers/sweep.ts';
import { generousLimits } from '../../src/core/policy/limits.ts';
import { emptyTally, type Tally } from '../../src/core/policy/tally.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { ApprovalRecord } from '../../src/core/journal/records.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import { outcomesFor } from '../../src/entry-points/lambda.ts';
import { catalog } from '../../src/services/index.ts';
import { account, auto, enter, eventAbout } from '../kit/deliveries.ts';
import { context, record } from '../kit/context.ts';
import { emitted, keepLog, logged } from '../kit/infra/logged.ts';
import { ofType, synthesise } from '../kit/infra/synthesised.ts';

/** What the functions count reaches the alarms: both ends, name, namespace and dimension. */
const units = await unitsOf(catalog);
const { templates } = synthesise(units, { mode: 'write' });

/** An alarm on a metric that the functions write themselves, by its name. */
const watched = (name: string) => {
  const found = ofType(templates['waxseal-hub'], 'AWS::CloudWatch::Alarm')
    .map(([, alarm]) => alarm)
    .find(({ AlarmName }) => AlarmName === `waxseal-${name}`);
  const { Namespace, MetricName, Dimensions, Statistic } = found ?? {};
  return { Namespace, MetricName, Dimensions, Statistic };
};

beforeEach(keepLog);

/** A plan that somebody was asked about, and that ask. */
const waiting = async () => {
  const { host, ports, entryPoint } = enter({
    policy: {
      ...auto,
      mode: 'ask',
      approvals: { ...auto.approvals, approvers: ['arn:aws:iam::111122223333:role/approver'] },
    },
    account,
  });
  const approvals = {
    ...ports.approvals,
    open: async () => 'execution-1',
    decision: async () => ({ is: 'waiting' }) as const,
  };
  const asking = { ...ports, approvals };
  const [delivery] = await deliver(eventAbout('invoices'), { ...entryPoint, ports: asking });
  if (delivery?.is !== 'looked' || delivery.outcome.is !== 'approval-requested')
    throw new Error('nothing was asked');
  return { host, ports: asking, plan: delivery.outcome.plan };
};

const ended = (outcomes: readonly Outcome[], ports: Awaited<ReturnType<typeof waiting>>['ports']) =>
  outcomesFor(ports, async () => ({ outcomes }))({}, context);

describe('breaker', () => {
  test('an outcome that a breaker decided is what the alarm watches', async () => {
    const { ports, plan } = await waiting();
    const because = [{ check: 'breaker', says: 'Open.' }];
    await ended([{ is: 'reported', plan, because }], ports);
    expect(emitted('breaker-open')).toEqual([{ metric: watched('breaker'), value: 1 }]);
  });

  test('a fix that an open breaker keeps waiting is counted, from the event on', async () => {
    const { host, ports, entryPoint } = enter({ policy: { ...auto, limits: generousLimits }, account });
    const at = host.now().toISOString();
    const failed = Array.from({ length: generousLimits.breaker.failures }, () => ({
      remediation: 's3-bucket-tls-only',
      at,
    }));
    const tally: Tally = { ...emptyTally, failed };
    await ports.journal.write({ kind: 'counter', key: 'limits', value: tally }, 0);
    const [delivery] = await deliver(eventAbout('invoices'), entryPoint);
    if (delivery?.is !== 'looked') throw new Error('nobody looked');
    expect(host.writes()).toEqual([]);
    await outcomesFor(ports, async () => ({ outcomes: [delivery.outcome] }))({}, context);
    expect(emitted('breaker-open')).toEqual([{ metric: watched('breaker'), value: 1 }]);
  });

  test('no other reason is', async () => {
    const { ports, plan } = await waiting();
    const because = [{ check: 'kill-switch', says: 'On.' }];
    await ended([{ is: 'reported', plan, because }, { is: 'gone' }], ports);
    expect(emitted('breaker-open')).toEqual([]);
    expect(emitted('outcome-gone')).toHaveLength(1);
  });
});

describe('approvals that expire', () => {
  const sweeping = async () => {
    const { host, ports } = await waiting();
    const long: Context = { ...context, getRemainingTimeInMillis: () => 600_000 };
    const sweep = () => sweepWith(ports)({}, long);
    let left = 0;
    for await (const { value } of ports.journal.list<ApprovalRecord>('approval-request'))
      left = Date.parse(value.expires) - host.now().getTime();
    return { host, sweep, left };
  };

  test('the last day is told once, by the sweep, as the alarm watches it', async () => {
    const { host, sweep, left } = await sweeping();
    await sweep();
    expect(emitted('approval-expiring')).toEqual([]);
    host.advance(left - 24 * 3_600_000);
    await sweep();
    expect(emitted('approval-expiring')).toEqual([{ metric: watched('approvals-expiring'), value: 1 }]);
    host.advance(2 * 3_600_000);
    await sweep();
    expect(emitted('approval-expiring')).toHaveLength(1);
  });
});

describe('parts of a sweep that were missed', () => {
  /** A message with a part of a sweep, where every call to AWS fails. */
  const taken = async (name: string) => {
    const { ports } = enter({ account });
    const look = () => {
      throw Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
    };
    const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
    const started = '2026-01-05T09:00:00.000Z';
    const part = JSON.stringify({ waxseal: 'sweep/v1', location, started, turn: 1 });
    const handler = remediateWith({ ...ports, clouds: { ...ports.clouds, look } }, {});
    return handler({ Records: [record('m0', part)] }, context);
  };

  test('an account that lets nobody in is what the alarm watches', async () => {
    expect(await taken('AccessDeniedException')).toEqual({ batchItemFailures: [] });
    expect(emitted('part-missed')).toEqual([{ metric: watched('part-missed'), value: 1 }]);
  });

  test('what SQS brings again is logged and wakes nobody', async () => {
    expect(await taken('ThrottlingException')).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    // Its rules, and each list of what has none.
    expect(logged().filter(({ message }) => message === 'part missed')).not.toEqual([]);
    expect(emitted('part-missed')).toEqual([]);
  });

  test('what the sweep could not ask or send is counted once in a call, however much it was', async () => {
    const { ports } = await waiting();
    const failure = { code: 'access-denied', says: 'x', todo: 'x', retry: false };
    const missed = ['aggregator', 'queue: 111122223333/eu-west-1'].map((where) => ({ where, failure }));
    await outcomesFor(ports, async () => ({ outcomes: [], missed }))({}, context);
    expect(emitted('part-missed')).toEqual([{ metric: watched('part-missed'), value: 1 }]);
  });

  test('what lasts stays one alarm: the next sweep counts before the last count is forgotten', () => {
    const found = ofType(templates['waxseal-hub'], 'AWS::CloudWatch::Alarm').find(
      ([, { AlarmName }]) => AlarmName === 'waxseal-part-missed',
    );
    expect(found?.[1]).toMatchObject({ Period: 12 * 3600, EvaluationPeriods: 1, Threshold: 1 });
  });
});

test('every alarm on a metric of ours is on one that a function counts', async () => {
  const names = ofType(templates['waxseal-hub'], 'AWS::CloudWatch::Alarm')
    .filter(([, { Namespace }]) => Namespace === 'Waxseal')
    .map(([, { MetricName }]) => String(MetricName));
  const { ports, plan } = await waiting();
  const failure = { code: 'x', says: 'x', todo: 'x', retry: false };
  const because = [{ check: 'breaker', says: 'Open.' }];
  const outcomes: readonly Outcome[] = [
    { is: 'failed', failure },
    { is: 'halted', plan, run: 'run-1', done: 0, because },
    { is: 'regressed', plan, run: 'run-1', because },
  ];
  const missed = [{ where: 'aggregator', failure }];
  await outcomesFor(ports, async () => ({ outcomes, missed, expiring: 1 }))({}, context);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => emitted(name).length === 0)).toEqual([]);
});
