import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Budget, Question } from '../../../src/core/model/evidence.ts';
import { enablingOf } from '../../../src/evidence/enabling.ts';
import { connectionMetrics } from '../../../src/evidence/metrics/source.ts';
import { answering } from '../../kit/answering.ts';
import { asking, bucket as target, now, offered, plaintext, window } from '../kit.ts';

const hour = 3_600_000;
const proxy: Question = {
  ask: 'plaintext-connections',
  of: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0',
  clears: ['breaks-plaintext'],
  given: { proxy: 'orders' },
};
const balancer: Question = {
  ask: 'plaintext-connections',
  of: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/edge/0123456789abcdef',
  clears: ['breaks-plaintext'],
};
const cluster: Question = {
  ask: 'plaintext-connections',
  of: 'arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0123-4',
  clears: ['breaks-plaintext'],
};

/** What a metric tells in an hour that began so many hours before the end of the window. `undefined`: nothing. */
type Told = (hoursAgo: number) => number | undefined;
const always =
  (value: number): Told =>
  () =>
    value;
const never: Told = () => undefined;
const at =
  (hoursAgo: number, value: number, otherwise?: number): Told =>
  (ago) =>
    ago === hoursAgo ? value : otherwise;

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions: object };
    readonly Period: number;
    readonly Stat: string;
  };
}
interface Asked {
  readonly MetricDataQueries: readonly Query[];
  readonly StartTime: Date;
  readonly EndTime: Date;
  readonly NextToken?: string;
}
interface Given {
  readonly told?: Readonly<Record<string, Told>>;
  readonly budget?: Budget;
  /** Points of a page. */
  readonly page?: number;
  readonly status?: string;
}
const quiet: Readonly<Record<string, Told>> = {
  ClientConnections: always(7),
  ClientConnectionsNoTLS: always(0),
  ClientConnectionsTLS: always(7),
};

/** CloudWatch, the newest point first, by pages. */
const cloudWatch =
  ({ told = quiet, page = 1000, status = 'Complete' }: Given) =>
  (input: Readonly<Record<string, unknown>>) => {
    const { MetricDataQueries, StartTime, EndTime, NextToken }: Asked = Object(input);
    const skipped = Number(NextToken ?? 0);
    const all = MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
      const points: (readonly [Date, number])[] = [];
      for (let moment = EndTime.getTime() - hour; moment >= StartTime.getTime(); moment -= hour) {
        const value = told[Metric.MetricName]?.((now.getTime() - moment) / hour);
        if (value !== undefined) points.push([new Date(moment), value]);
      }
      return { Id, points };
    });
    const isMore = all.some(({ points }) => points.length > skipped + page);
    return {
      MetricDataResults: all.map(({ Id, points }) => ({
        Id,
        StatusCode: isMore ? 'PartialData' : status,
        Timestamps: points.slice(skipped, skipped + page).map(([moment]) => moment),
        Values: points.slice(skipped, skipped + page).map(([, value]) => value),
      })),
      ...(isMore && { NextToken: String(skipped + page) }),
    };
  };

const answerTo = async (given: Given, question = proxy) => {
  const { aws, asked } = answering({ GetMetricData: cloudWatch(given) });
  const found = await connectionMetrics.read(
    asking(aws, { question, ...(given.budget && { budget: given.budget }) }),
  );
  return { asked, evidence: found.is === 'read' ? verdictOf(question, found, window) : found };
};
const evidenceOf = async (told: Readonly<Record<string, Told>>, question = proxy) =>
  (await answerTo({ told: { ...quiet, ...told } }, question)).evidence;

describe('a proxy of RDS', () => {
  test('TLS alone, told in every hour: clean, but of a source that may miss somebody', async () => {
    const { evidence, asked } = await answerTo({});
    expect(evidence).toEqual({
      is: 'clean',
      since: '2026-11-07T12:00:00.000Z',
      until: '2026-11-21T11:00:00.000Z',
      source: 'metrics: client connections of proxy orders; they name nobody',
      records: 7,
      complete: false,
      clears: ['breaks-plaintext'],
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.input).toMatchObject({
      StartTime: new Date('2026-10-31T12:00:00.000Z'),
      EndTime: now,
      MetricDataQueries: ['ClientConnections', 'ClientConnectionsNoTLS', 'ClientConnectionsTLS'].map(
        (MetricName, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/RDS',
              MetricName,
              Dimensions: [{ Name: 'ProxyName', Value: 'orders' }],
            },
            Period: 3600,
            Stat: 'Maximum',
          },
        }),
      ),
    });
  });
  test('somebody without TLS: how many at once and when, but never who', async () => {
    const evidence = await evidenceOf({
      ClientConnectionsNoTLS: (ago) => (ago === 100 ? 3 : ago === 30 ? 2 : 0),
    });
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 3,
      atLeast: true,
      callers: [{ count: 3, first: '2026-11-17T08:00:00.000Z', last: '2026-11-20T07:00:00.000Z' }],
      cleanAfter: '2026-12-04T07:00:00.000Z',
    });
  });
  test('whoever came before the window is nobody in it', async () => {
    expect(await evidenceOf({ ClientConnectionsNoTLS: at(14 * 24 + 1, 5, 0) })).toMatchObject({
      is: 'clean',
    });
  });
  test('whoever comes in the hour that is not over yet is seen', async () => {
    expect(await evidenceOf({ ClientConnectionsNoTLS: at(1, 1, 0) })).toMatchObject({
      is: 'seen',
      callers: [{ last: now.toISOString() }],
    });
  });
  test('one page after the other: an offender on the last is seen', async () => {
    const told = { ...quiet, ClientConnectionsNoTLS: at(300, 1, 0) };
    const { asked, evidence } = await answerTo({ told, page: 100 });
    expect(asked.length).toBeGreaterThan(3);
    expect(evidence).toMatchObject({ is: 'seen', count: 1 });
  });
  test('a metric that is not there is not zero', async () => {
    expect(await evidenceOf({ ClientConnectionsNoTLS: never })).toMatchObject({
      is: 'unknown',
      why: 'gaps',
      says: expect.stringContaining('335 records could not be read or are missing'),
    });
    expect(await evidenceOf({ ClientConnectionsNoTLS: (ago) => (ago === 50 ? undefined : 0) })).toMatchObject(
      { is: 'unknown', why: 'gaps' },
    );
  });
  test('a proxy of yesterday is too young', async () => {
    const young: Told = (ago) => (ago < 24 ? 1 : undefined);
    expect(
      await evidenceOf({
        ClientConnections: young,
        ClientConnectionsNoTLS: (ago) => (ago < 24 ? 0 : undefined),
        ClientConnectionsTLS: young,
      }),
    ).toMatchObject({ is: 'unknown', why: 'too-young' });
  });
  test('nothing at all is told: nothing is known', async () => {
    const { evidence } = await answerTo({ told: {} });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'too-young' });
  });
  test('days of silence look like a metric that was off', async () => {
    const silent = (value: number) => (ago: number) => (ago > 100 && ago < 180 ? undefined : value);
    expect(
      await evidenceOf({
        ClientConnections: silent(7),
        ClientConnectionsNoTLS: silent(0),
        ClientConnectionsTLS: silent(7),
      }),
    ).toMatchObject({
      is: 'unknown',
      why: 'gaps',
      says: expect.stringContaining('hours without any record'),
    });
  });
  test('no client over TLS either: it may wait for a disaster', async () => {
    expect(await evidenceOf({ ClientConnectionsTLS: always(0) })).toMatchObject({
      is: 'unknown',
      why: 'no-traffic',
    });
  });
  test('what costs more than is left is not asked', async () => {
    const budget = { megabytes: 100, objects: 100, seconds: 60, dollars: 0.00002 };
    const { evidence, asked } = await answerTo({ budget });
    expect(asked).toEqual([]);
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
  });
  test('an answer that is not whole is none', async () => {
    await expect(answerTo({ status: 'InternalError' })).rejects.toThrow('CloudWatch answers InternalError');
  });
  test('by its id alone it is not found: the question must name it', async () => {
    const { given: _, ...nameless } = proxy;
    const { evidence, asked } = await answerTo({}, nameless);
    expect(asked).toEqual([]);
    expect(evidence).toMatchObject({ is: 'unknown', why: 'not-observable' });
  });
});

describe('a Network Load Balancer', () => {
  const flows = { ActiveFlowCount: always(9), NewFlowCount_TLS: always(4), ActiveFlowCount_TLS: always(9) };
  test('counts that are left out are zero where the balancer is at work', async () => {
    const { evidence, asked } = await answerTo({ told: flows }, balancer);
    expect(evidence).toMatchObject({ is: 'clean', records: expect.any(Number), complete: false });
    expect(JSON.stringify(asked[0]?.input)).toContain(
      '"Dimensions":[{"Name":"LoadBalancer","Value":"net/edge/0123456789abcdef"}]',
    );
  });
  test('flows over TCP are seen: all that came, and those that never went', async () => {
    expect(
      (await answerTo({ told: { ...flows, NewFlowCount_TCP: always(2) } }, balancer)).evidence,
    ).toMatchObject({
      is: 'seen',
      count: 672,
      source: expect.stringContaining('passes through counts as TCP'),
    });
    expect(
      (await answerTo({ told: { ...flows, ActiveFlowCount_TCP: always(1) } }, balancer)).evidence,
    ).toMatchObject({ is: 'seen', count: 1 });
  });
  test('without any flow over TLS nothing shows that it is used', async () => {
    expect((await answerTo({ told: { ActiveFlowCount: always(0) } }, balancer)).evidence).toMatchObject({
      is: 'unknown',
      why: 'no-traffic',
    });
  });
  test('handshakes that fail today tell nothing of those that a policy would fail', () => {
    expect(connectionMetrics.answers({ ...offered, of: balancer.of })).toBe(false);
    expect(connectionMetrics.answers(offered)).toBe(false);
  });
});

test('no metric tells listeners of a cluster of MSK apart: nothing is asked', async () => {
  const { evidence, asked } = await answerTo({}, cluster);
  expect(connectionMetrics.answers(cluster)).toBe(true);
  expect(asked).toEqual([]);
  expect(evidence).toMatchObject({
    is: 'unknown',
    why: 'not-observable',
    says: expect.stringContaining('port 9092'),
  });
});

test('of nothing else are metrics evidence', () => {
  expect(connectionMetrics.answers(plaintext)).toBe(false);
  expect(connectionMetrics.answers({ ...proxy, of: 'arn:aws:rds:eu-west-1:111122223333:db:shop' })).toBe(
    false,
  );
});

test.each([
  ['a proxy', proxy, 'on'],
  ['a Network Load Balancer', balancer, 'on'],
  ['a cluster of MSK', cluster, 'by-hand'],
])('switching on, of %s: %3$s', async (_, question, is) => {
  const { aws, asked } = answering({});
  expect(await enablingOf(question, target, 14, aws)).toMatchObject({ is, of: question.of });
  expect(asked).toEqual([]);
});
