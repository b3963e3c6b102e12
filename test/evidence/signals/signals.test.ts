import { describe, expect, test } from 'vitest';
import { watchedOf } from '../../../src/core/canary/verdict.ts';

import type { Question } from '../../../src/core/model/evidence.ts';
import { signalsFrom } from '../../../src/evidence/signals/signals.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import {
  balancer,
  balancerArn,
  bucket,
  distribution,
  now,
  offered,
  oldViewers,
  plaintext,
  redirects,
  viewers,
} from '../kit.ts';

/** What clients show after a fix: recorded by CloudWatch and CloudTrail, with what both leave out or break. */

const minute = 60_000;
/** Half an hour since the fix: six periods. */
const [from, to] = [new Date(now.getTime() - 35 * minute), new Date(now.getTime() - 5 * minute)];

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly object[];
    };
    readonly Stat: string;
  };
}
const isQuery = (value: unknown): value is Query =>
  typeof value === 'object' && value !== null && 'MetricStat' in value;
interface Asked {
  readonly queries: readonly Query[];
  readonly from: Date;
  readonly to: Date;
  readonly token: unknown;
}
const askedOf = (input: Readonly<Record<string, unknown>>): Asked => {
  const { MetricDataQueries: all, StartTime, EndTime, NextToken } = input;
  if (!Array.isArray(all) || !(StartTime instanceof Date) || !(EndTime instanceof Date))
    throw new Error('no query');
  return { queries: all.filter(isQuery), from: StartTime, to: EndTime, token: NextToken };
};

/** The newest point first, as CloudWatch has them by default. */
const pointsOf = ({ from: start, to: end }: Asked, value: (at: number) => number | undefined) => {
  const points: (readonly [Date, number])[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += 5 * minute) {
    const one = value(at);
    if (one !== undefined) points.unshift([new Date(at), one]);
  }
  return { Timestamps: points.map(([at]) => at), Values: points.map(([, one]) => one) };
};

type Told = Readonly<Record<string, (at: number) => number | undefined>>;
/** Metrics by name; one that is not there has no points. */
const metrics = (told: Told): Answers => ({
  GetMetricData: (input) => {
    const asked = askedOf(input);
    return {
      MetricDataResults: asked.queries.map(({ Id, MetricStat: { Metric } }) => ({
        Id,
        StatusCode: 'Complete',
        ...pointsOf(asked, told[Metric.MetricName] ?? (() => undefined)),
      })),
    };
  },
});
const since = (before: number, after: number) => (at: number) => (at >= from.getTime() ? after : before);

const read = async (answers: Answers, questions: readonly Question[] = [offered], target = bucket) => {
  const { aws, asked } = answering(answers);
  const signals = await signalsFrom({ now: () => now, pause: async () => {}, look: () => aws })({
    target,
    questions,
    began: from,
    from,
    to,
  });
  return { signals, asked, is: watchedOf(signals).is };
};

describe('metrics', () => {
  const lively: Told = { NewConnectionCount: () => 90, RequestCount: () => 90 };
  test.each<[string, Told, string]>([
    ['failed handshakes jump', { ...lively, ClientTLSNegotiationErrorCount: since(1, 50) }, 'jump'],
    ['as many as ever', { ...lively, ClientTLSNegotiationErrorCount: () => 2 }, 'calm'],
    ['no errors, and connections', lively, 'calm'],
    ['nothing is told', {}, 'unknown'],
    ['errors are told, and no connections', { ClientTLSNegotiationErrorCount: since(1, 50) }, 'jump'],
    [
      'no errors, and requests that nobody sends any more',
      { ...lively, RequestCount: (at) => (at >= from.getTime() ? undefined : 90) },
      'jump',
    ],
    [
      'connections stop with the fix',
      { NewConnectionCount: (at) => (at >= from.getTime() ? undefined : 9) },
      'unknown',
    ],
    [
      'connections are told since the fix only',
      { NewConnectionCount: (at) => (at >= from.getTime() ? 9 : undefined) },
      'unknown',
    ],
    ['requests without new connections', { RequestCount: () => 90 }, 'unknown'],
  ])('%s', async (_, told, is) => {
    expect((await read(metrics(told))).is).toBe(is);
  });
  test('of the weeks before the same hours, in whole periods', async () => {
    const { asked, signals } = await read(
      metrics({ ...lively, ClientTLSNegotiationErrorCount: since(1, 50) }),
    );
    const windows = asked.map(({ input }) => askedOf({ ...input }));
    expect(windows.slice(0, 6).map((one) => [one.from.toISOString(), one.to.toISOString()])).toEqual([
      ['2026-11-21T11:25:00.000Z', '2026-11-21T11:55:00.000Z'],
      ['2026-11-14T11:25:00.000Z', '2026-11-14T11:55:00.000Z'],
      ['2026-11-07T11:25:00.000Z', '2026-11-07T11:55:00.000Z'],
      ['2026-10-31T11:25:00.000Z', '2026-10-31T11:55:00.000Z'],
      ['2026-10-24T11:25:00.000Z', '2026-10-24T11:55:00.000Z'],
      ['2026-11-21T10:25:00.000Z', '2026-11-21T11:25:00.000Z'],
    ]);
    expect(windows[0]?.queries.map(({ MetricStat }) => MetricStat)).toMatchObject(
      ['ClientTLSNegotiationErrorCount', 'NewConnectionCount', 'RequestCount'].map((MetricName) => ({
        Metric: {
          Namespace: 'AWS/ApplicationELB',
          MetricName,
          Dimensions: [{ Name: 'LoadBalancer', Value: balancer }],
        },
        Stat: 'Sum',
        Period: 300,
      })),
    );
    expect(signals).toHaveLength(2);
    expect(signals[0]).toMatchObject({
      name: `ClientTLSNegotiationErrorCount of ${balancer}`,
      now: [50, 50, 50, 50, 50, 50],
      before: [[1, 1, 1, 1, 1, 1], expect.anything(), expect.anything(), expect.anything()],
      lead: Array.from({ length: 12 }, () => 1),
      of: { name: 'NewConnectionCount', now: [90, 90, 90, 90, 90, 90] },
      byAnybody: true,
    });
  });
  test('pages are put together; what is partial is whole with the last', async () => {
    const paged: Answers = {
      GetMetricData: (input) => {
        const asked = askedOf(input);
        const [start] = [asked.from.getTime()];
        const first = asked.token === undefined;
        return {
          ...(first && { NextToken: '2' }),
          MetricDataResults: asked.queries.map(({ Id }) => ({
            Id,
            StatusCode: first ? 'PartialData' : 'Complete',
            ...pointsOf(asked, (at) => (at - start < 10 * minute === first ? 4 : undefined)),
          })),
        };
      },
    };
    expect((await read(paged)).signals[0]).toMatchObject({ now: [4, 4, 4, 4, 4, 4] });
  });
  test.each<[string, Answers, object]>([
    [
      'denied',
      {
        GetMetricData: () => {
          throw awsError('AccessDenied');
        },
      },
      { why: 'no-access' },
    ],
    [
      'throttled',
      {
        GetMetricData: () => {
          throw awsError('Throttling');
        },
      },
      { why: 'gaps', passing: true },
    ],
    [
      'of no such Region',
      {
        GetMetricData: () => {
          throw awsError('UnknownEndpoint');
        },
      },
      { why: 'region' },
    ],
    [
      'broken off inside',
      {
        GetMetricData: (input) => ({
          MetricDataResults: askedOf(input).queries.map(({ Id }) => ({ Id, StatusCode: 'InternalError' })),
        }),
      },
      { why: 'gaps', passing: true },
    ],
    [
      'forbidden inside',
      {
        GetMetricData: (input) => ({
          MetricDataResults: askedOf(input).queries.map(({ Id }) => ({ Id, StatusCode: 'Forbidden' })),
        }),
      },
      { why: 'gaps' },
    ],
    [
      'without an end',
      { GetMetricData: () => ({ MetricDataResults: [], NextToken: 'again' }) },
      { why: 'gaps' },
    ],
  ])('%s is unknown', async (_, answers, expected) => {
    const { signals, is } = await read(answers);
    expect(is).toBe('unknown');
    expect(signals).toMatchObject([
      { is: 'unknown', ...expected },
      { is: 'unknown', ...expected },
    ]);
  });
  test('an answer that leaves a metric out is no zero', async () => {
    expect((await read({ GetMetricData: () => ({}) })).is).toBe('unknown');
  });
  test('before a period is whole nothing is asked', async () => {
    const { aws, asked } = answering({});
    const signals = await signalsFrom({ now: () => now, pause: async () => {}, look: () => aws })({
      target: bucket,
      questions: [offered],
      began: now,
      from: now,
      to: now,
    });
    expect([signals, asked]).toEqual([[], []]);
  });
});

describe('which metrics', () => {
  const networkArn = balancerArn.replace('/app/', '/net/');
  const names = async (question: Question) => {
    const { asked, signals } = await read(metrics({}), [question, question]);
    const [first] = asked;
    const metric = first && askedOf({ ...first.input }).queries[0]?.MetricStat.Metric;
    return [signals.map(({ name }) => name.split(' ')[0]), metric?.Namespace, metric?.Dimensions];
  };
  test.each<[string, Question, readonly unknown[]]>([
    [
      'redirects',
      redirects,
      [
        [
          'ClientTLSNegotiationErrorCount',
          'HTTPCode_ELB_4XX_Count',
          'HTTPCode_Target_4XX_Count',
          'RequestCount',
        ],
        'AWS/ApplicationELB',
        [{ Name: 'LoadBalancer', Value: balancer }],
      ],
    ],
    [
      'a TLS policy of a Network Load Balancer',
      { ...offered, of: networkArn },
      [
        ['ClientTLSNegotiationErrorCount', 'NewFlowCount_TLS'],
        'AWS/NetworkELB',
        [{ Name: 'LoadBalancer', Value: balancer.replace('app/', 'net/') }],
      ],
    ],
    [
      'a database',
      { ask: 'plaintext-connections', of: 'arn:aws:rds:eu-west-1:111122223333:db:orders', clears: [] },
      [['DatabaseConnections'], 'AWS/RDS', [{ Name: 'DBInstanceIdentifier', Value: 'orders' }]],
    ],
    [
      'a cluster',
      { ask: 'plaintext-connections', of: 'arn:aws:rds:eu-west-1:111122223333:cluster:orders', clears: [] },
      [['DatabaseConnections'], 'AWS/RDS', [{ Name: 'DBClusterIdentifier', Value: 'orders' }]],
    ],
    [
      'a proxy',
      {
        ask: 'plaintext-connections',
        of: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0',
        clears: [],
        given: { proxy: 'orders' },
      },
      [['ClientConnections'], 'AWS/RDS', [{ Name: 'ProxyName', Value: 'orders' }]],
    ],
  ])('%s', async (_, question, expected) => {
    expect(await names(question)).toEqual(expected);
  });
  test.each<[string, Question]>([
    [
      'a proxy',
      {
        ask: 'plaintext-connections',
        of: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0',
        clears: [],
        given: { proxy: 'orders' },
      },
    ],
    [
      'a cluster',
      { ask: 'plaintext-connections', of: 'arn:aws:rds:eu-west-1:111122223333:cluster:orders', clears: [] },
    ],
  ])('clients of %s are added up over its instances, of which each tells its own', async (_, question) => {
    const { asked } = await read(metrics({}), [question]);
    expect(askedOf({ ...asked[0]?.input }).queries.map(({ MetricStat: { Stat } }) => Stat)).toEqual(['Sum']);
  });
  test.each<[string, Question]>([
    ['a Gateway Load Balancer', { ...offered, of: balancerArn.replace('/app/', '/gwy/') }],
  ])('none of %s', async (_, question) => {
    expect((await read({}, [question])).signals).toEqual([]);
  });
  test('connections that fall are lost', async () => {
    const question: Question = {
      ask: 'plaintext-connections',
      of: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
      clears: [],
    };
    expect((await read(metrics({ DatabaseConnections: since(40, 3) }), [question])).is).toBe('jump');
    expect((await read(metrics({ DatabaseConnections: since(40, 38) }), [question])).is).toBe('calm');
    // A restart: nothing is told, and nothing is lost for good.
    const gone = (at: number) => (at >= from.getTime() ? undefined : 40);
    expect((await read(metrics({ DatabaseConnections: gone }), [question])).is).toBe('unknown');
  });
});

describe('distributions', () => {
  const dimensions = [
    { Name: 'DistributionId', Value: distribution },
    { Name: 'Region', Value: 'Global' },
  ];
  const rates = (rate: (at: number) => number | undefined, all: (at: number) => number | undefined) =>
    metrics({ '4xxErrorRate': rate, Requests: all, BytesDownloaded: () => 1e6 });
  test.each<[string, Answers, string]>([
    [
      'as many as ever',
      rates(
        () => 1,
        () => 200,
      ),
      'calm',
    ],
    ['a larger share', rates(since(1, 20), () => 200), 'jump'],
    ['the same share of many more', rates(() => 1, since(200, 20_000)), 'calm'],
    ['a large share of nothing', rates(since(1, 100), since(200, 1)), 'unknown'],
    [
      'a redirect that nobody follows',
      metrics({ '4xxErrorRate': () => 1, Requests: () => 200, BytesDownloaded: since(1e6, 1e4) }),
      'jump',
    ],
    [
      'no share told',
      rates(
        () => undefined,
        () => 200,
      ),
      'unknown',
    ],
    ['a share of what is not told', rates(since(1, 20), () => undefined), 'unknown'],
  ])('%s', async (_, answers, is) => {
    const { asked, is: found } = await read(answers, [viewers]);
    expect(found).toBe(is);
    const stats = askedOf({ ...asked[0]?.input }).queries.map(({ MetricStat: { Metric, Stat } }) => [
      Metric.MetricName,
      Stat,
      Metric.Dimensions,
    ]);
    expect(stats).toEqual([
      ['4xxErrorRate', 'Average', dimensions],
      ['Requests', 'Sum', dimensions],
    ]);
  });
});

describe('distributions that take no old TLS any more', () => {
  const told = (requests: Told['']): Answers => metrics({ Requests: requests, BytesDownloaded: () => 1e6 });
  test.each<[string, Answers, string]>([
    ['viewers fail the handshake, and ask for nothing', told(since(200, 40)), 'jump'],
    ['as many requests as ever', told(() => 200), 'calm'],
    ['a few fewer', told(since(200, 120)), 'unknown'],
    ['no requests at all any more', told((at) => (at >= from.getTime() ? undefined : 200)), 'jump'],
    ['nothing is told', metrics({}), 'unknown'],
  ])('%s', async (_, answers, is) => {
    const { asked, is: found } = await read(answers, [oldViewers]);
    expect(found).toBe(is);
    const names = askedOf({ ...asked[0]?.input }).queries.map(
      ({ MetricStat: { Metric, Stat } }) => [Metric.Namespace, Metric.MetricName, Stat] as const,
    );
    expect(names).toEqual([
      ['AWS/CloudFront', 'Requests', 'Sum'],
      ['AWS/CloudFront', 'BytesDownloaded', 'Sum'],
    ]);
  });
  // Whoever fails a handshake sends no request: shares of requests tell nothing of them.
  test('of these alone', async () => {
    const { signals } = await read(
      told(() => 200),
      [oldViewers],
    );
    expect(signals).toHaveLength(1);
    expect(signals[0]).toMatchObject({ counts: 'traffic', name: `Requests of ${distribution}, Global` });
  });
});

describe('few, of whom strangers may be most', () => {
  // Scanners ask port 80 for ever and follow no redirect: what is left is the few who are clients.
  test.each<[string, Told, Question, string]>([
    [
      'requests of a balancer',
      { RequestCount: since(40, 4), NewConnectionCount: () => 60 },
      redirects,
      'unknown',
    ],
    ['more of them', { RequestCount: since(60, 6), NewConnectionCount: () => 60 }, redirects, 'jump'],
    [
      'connections of a network balancer',
      { NewFlowCount_TLS: since(40, 4), NewFlowCount: () => 60 },
      { ...offered, of: balancerArn.replace('/app/', '/net/') },
      'unknown',
    ],
    [
      'a few large downloads',
      { '4xxErrorRate': () => 1, Requests: () => 40, BytesDownloaded: since(5e9, 1e4) },
      viewers,
      'unknown',
    ],
    [
      'requests of old viewers',
      { Requests: since(40, 4), BytesDownloaded: () => 1e6 },
      oldViewers,
      'unknown',
    ],
  ])('%s', async (_, told, question, is) => {
    expect((await read(metrics(told), [question])).is).toBe(is);
  });
});

describe('where distributions are asked about', () => {
  test.each<[string, string, string]>([
    ['aws', 'us-east-1', 'us-east-1'],
    ['aws', 'eu-west-1', 'us-east-1'],
    ['aws-cn', 'cn-north-1', 'cn-northwest-1'],
  ])('a distribution of %s, found in %s: metrics in %s', async (partition, region, expected) => {
    const { aws } = answering(metrics({}));
    const regions: string[] = [];
    const look = (place: { readonly region: string }) => {
      regions.push(place.region);
      return aws;
    };
    const of = viewers.of.replace('arn:aws:', `arn:${partition}:`);
    await signalsFrom({ now: () => now, pause: async () => {}, look })({
      target: {
        ...bucket,
        partition,
        region,
        type: 'AWS::CloudFront::Distribution',
        id: distribution,
        arn: of,
      },
      questions: [{ ...viewers, of }],
      began: from,
      from,
      to,
    });
    expect([...new Set(regions)]).toEqual([expected]);
  });
});

describe('buckets', () => {
  const configured = (...all: readonly object[]): Answers => ({
    ListBucketMetricsConfigurations: () => ({ IsTruncated: false, MetricsConfigurationList: all }),
  });
  const noTrail: Answers = { DescribeTrails: () => ({ trailList: [] }) };
  const whole = configured({ Id: 'some', Filter: { Prefix: 'a/' } }, { Id: 'all' });
  test('request metrics of the whole bucket', async () => {
    const { is, asked, signals } = await read(
      { ...noTrail, ...whole, ...metrics({ AllRequests: () => 90, '4xxErrors': since(0, 30) }) },
      [plaintext],
    );
    expect(is).toBe('jump');
    const query = askedOf({ ...asked.find(({ operation }) => operation === 'GetMetricData')?.input })
      .queries[0];
    expect(query?.MetricStat.Metric).toMatchObject({
      Namespace: 'AWS/S3',
      MetricName: '4xxErrors',
      Dimensions: [
        { Name: 'BucketName', Value: 'orders' },
        { Name: 'FilterId', Value: 'all' },
      ],
    });
    expect(signals.map(({ name }) => name)).toEqual([
      '4xxErrors of orders, all',
      'Requests of orders denied without TLS, in CloudTrail',
    ]);
  });
  test('on a later page', async () => {
    const paged: Answers = {
      ListBucketMetricsConfigurations: ({ ContinuationToken: token }) =>
        token === undefined
          ? {
              IsTruncated: true,
              NextContinuationToken: '2',
              MetricsConfigurationList: [{ Id: 'x', Filter: {} }],
            }
          : { MetricsConfigurationList: [{ Id: 'all' }] },
    };
    expect(
      (await read({ ...noTrail, ...paged, ...metrics({ AllRequests: () => 90 }) }, [plaintext])).is,
    ).toBe('calm');
  });
  test.each<[string, Answers]>([
    ['no configuration', configured()],
    ['one of a part of it', configured({ Id: 'some', Filter: { Prefix: 'a/' } })],
  ])('%s, and no trail: off', async (_, answers) => {
    const { signals, is } = await read({ ...answers, ...noTrail }, [plaintext]);
    expect(is).toBe('unknown');
    expect(signals).toMatchObject([{ why: 'off' }, { why: 'off' }]);
  });

  const trail = {
    TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/data',
    CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
    HomeRegion: 'eu-west-1',
  };
  /** A row of each period of a query's window, by its beginning. */
  const denials = (
    rows: (at: number) => readonly Readonly<Record<string, string>>[],
    more: Answers = {},
    stored = 1e9,
    queries: object[] = [],
  ): Answers => {
    let window = { from: 0, to: 0 };
    return {
      ...configured(),
      DescribeTrails: () => ({ trailList: [trail] }),
      GetEventSelectors: () => ({
        EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
      }),
      GetTrailStatus: () => ({ IsLogging: true, StartLoggingTime: new Date('2026-01-01') }),
      LookupEvents: () => ({ Events: [] }),
      DescribeLogGroups: () => ({
        logGroups: [{ logGroupName: 'trail', creationTime: Date.parse('2026-01-01'), storedBytes: stored }],
      }),
      StartQuery: (input) => {
        queries.push(input);
        window = { from: Number(input['startTime']) * 1000, to: Number(input['endTime']) * 1000 };
        return { queryId: 'q' };
      },
      GetQueryResults: () => {
        const results: { field: string; value: string }[][] = [];
        for (let at = window.from; at <= window.to; at += 5 * minute)
          for (const row of rows(at))
            results.push(
              Object.entries({
                'bin(5m)': new Date(at).toISOString().replace('T', ' ').replace('Z', ''),
                ...row,
              }).map(([field, value]) => ({ field, value })),
            );
        return { status: 'Complete', results, statistics: { bytesScanned: 1000 } };
      },
      ...more,
    };
  };
  const served = { n: '90', tls: 'TLSv1.3', cipher: 'X', kind: 'AssumedRole' };
  const denied = { n: '12', code: 'AccessDenied', kind: 'AssumedRole' };
  const own = { ...denied, account: bucket.account };
  const after = (at: number, row: Readonly<Record<string, string>>) =>
    at >= from.getTime() ? [served, row] : [served];
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['denied without TLS', denied, 'jump'],
    ['denied over TLS', { ...denied, tls: 'TLSv1.2' }, 'calm'],
    ['without TLS, for another reason', { ...denied, code: 'NoSuchKey' }, 'calm'],
    ['without TLS, and served', { n: '12', kind: 'AssumedRole' }, 'calm'],
    ['denied to AWS itself', { ...denied, kind: 'AWSService' }, 'calm'],
    ['denied to AWS for somebody', { ...denied, invoked: 'athena.amazonaws.com' }, 'calm'],
    ['a row that cannot be read', { ...denied, n: 'many' }, 'unknown'],
  ])('%s', async (_, row, is) => {
    expect(
      (
        await read(
          denials((at) => after(at, row)),
          [plaintext],
        )
      ).is,
    ).toBe(is);
  });
  test('periods without any event are not told', async () => {
    expect(
      (
        await read(
          denials((at) => (at === from.getTime() ? [] : [served])),
          [plaintext],
        )
      ).is,
    ).toBe('unknown');
  });
  test.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['of the account', own, true],
    ['of another account', { ...own, account: '999999999999' }, false],
    ['of nobody', { ...denied, account: 'ANONYMOUS_PRINCIPAL' }, false],
    ['of whom is not known', denied, false],
  ])('what denials undo: %s', async (_, row, undoes) => {
    const { signals } = await read(
      denials((at) => after(at, row)),
      [plaintext],
    );
    expect(watchedOf(signals)).toMatchObject({ is: 'jump', undoes });
  });
  test('the exact signal beats the vague one, unless nothing is told of it', async () => {
    const loud = { ...whole, ...metrics({ AllRequests: () => 90, '4xxErrors': since(0, 30) }) };
    const calm = await read({ ...denials(() => [served]), ...loud }, [plaintext]);
    expect(calm.is).toBe('calm');
    expect(calm.signals).toHaveLength(2);
    const silent = await read({ ...denials(() => []), ...loud }, [plaintext]);
    expect(silent.is).toBe('jump');
    expect(silent.signals).toHaveLength(3);
    const empty = await read({ ...denials((at) => after(at, own)), ...whole, ...metrics({}) }, [plaintext]);
    expect(empty.is).toBe('jump');
  });
  test('of each window no more than it holds, and only this bucket’s', async () => {
    const queries: object[] = [];
    await read(
      denials(() => [served], {}, 1e9, queries),
      [plaintext],
    );
    expect(queries).toHaveLength(6);
    expect(queries[0]).toMatchObject({
      logGroupName: 'trail',
      startTime: from.getTime() / 1000,
      endTime: to.getTime() / 1000 - 1,
      queryString: expect.stringContaining("requestParameters.bucketName = 'orders'"),
    });
  });
  test('probes of ours are left out as S3 writes agents: in brackets, or without', async () => {
    const queries: { readonly queryString?: string }[] = [];
    await read(
      denials(() => [served], {}, 1e9, queries),
      [plaintext],
    );
    const [, pattern = ''] = /userAgent not like \/(.+?)\/\)/.exec(queries[0]?.queryString ?? '') ?? [];
    const leftOut = ['[waxseal-probe]', 'waxseal-probe', '[aws-cli/2.15]', 'not waxseal-probe'];
    expect(leftOut.map((agent) => new RegExp(pattern).test(agent))).toEqual([true, true, false, false]);
  });
  test('a group that is too large for the budget is not asked', async () => {
    const queries: object[] = [];
    const { signals } = await read(
      denials(() => [served], {}, 1e16, queries),
      [plaintext],
    );
    expect(signals.at(-1)).toMatchObject({ is: 'unknown', why: 'budget' });
    expect(queries).toEqual([]);
  });
  test('where metrics fail, the log may tell; where it may not be read, that is said', async () => {
    const failing: Answers = {
      ListBucketMetricsConfigurations: () => {
        throw awsError('AccessDenied');
      },
    };
    const { signals, is } = await read({ ...denials((at) => after(at, denied)), ...failing }, [plaintext]);
    expect(is).toBe('jump');
    // The exact signal tells: the vague one is not asked.
    expect(signals.map((one) => one.is)).toEqual(['measured', 'measured']);
    const silent = await read(
      {
        ...denials(() => []),
        DescribeTrails: () => {
          throw awsError('AccessDeniedException');
        },
      },
      [plaintext],
    );
    expect(silent.signals.at(-1)).toMatchObject({ is: 'unknown', why: 'no-access' });
  });
});
