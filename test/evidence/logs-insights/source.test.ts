import { describe, expect, test } from 'vitest';
import { verdictOf, windowBefore } from '../../../src/core/evidence/verdict.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import { cloudTrailEvents } from '../../../src/evidence/cloudtrail-events/source.ts';
import { quoted } from '../../../src/evidence/logs-insights/kinds.ts';
import { deliveredLogs } from '../../../src/evidence/logs-insights/source.ts';
import type { Source } from '../../../src/evidence/source.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import {
  asking,
  balancer,
  browser,
  bucket,
  distribution,
  hours,
  now,
  offered,
  plaintext,
  redirects,
  oldViewers,
  viewers,
  window,
} from '../kit.ts';

type Fields = Readonly<Record<string, string>>;
const rowOf = (fields: Fields) => Object.entries(fields).map(([field, value]) => ({ field, value }));
const moment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');
const span = { first: '2026-11-12 03:00:00.000', last: '2026-11-13 03:00:00.000' };

interface Given {
  readonly byHour?: readonly Fields[];
  readonly byPeople?: readonly Fields[];
  readonly group?: object;
  readonly more?: Answers;
}
const named = 'arn:aws:logs:eu-west-1:111122223333:log-group:/waxseal/orders:*';
const logs = (
  logType: string,
  of: string,
  { byHour = [], byPeople = [], group = {}, more = {} }: Given,
): Answers => ({
  DescribeDeliverySources: ({ nextToken }) =>
    nextToken === undefined
      ? {
          deliverySources: [{ name: 'other', logType, resourceArns: ['arn:aws:s3:::other'] }],
          nextToken: '2',
        }
      : { deliverySources: [{ name: 'own', logType, resourceArns: [of] }] },
  DescribeDeliveries: () => ({
    deliveries: [{ deliverySourceName: 'own', deliveryDestinationType: 'CWL', deliveryDestinationArn: 'd' }],
  }),
  DescribeDeliveryDestinations: () => ({
    deliveryDestinations: [{ arn: 'd', deliveryDestinationConfiguration: { destinationResourceArn: named } }],
  }),
  DescribeLogGroups: () => ({
    logGroups: [
      { logGroupName: '/waxseal/orders-old' },
      {
        logGroupName: '/waxseal/orders',
        creationTime: Date.parse('2026-10-01'),
        storedBytes: 5_000_000,
        ...group,
      },
    ],
  }),
  StartQuery: ({ queryString }) => ({
    queryId: String(queryString).includes('bin(1h)') ? 'hours' : 'people',
  }),
  GetQueryResults: ({ queryId }) => ({
    status: 'Complete',
    statistics: { bytesScanned: 1000 },
    results: (queryId === 'hours' ? byHour : byPeople).map(rowOf),
  }),
  ...more,
});

const answerTo = async (answers: Answers, question: Question = plaintext, source: Source = deliveredLogs) => {
  const { aws, asked } = answering(answers);
  const found = await source.read(asking(aws, { question }));
  return { asked, evidence: found.is === 'read' ? verdictOf(question, found, window) : found };
};

const s3 = (given: Given): Answers => logs('S3_SERVER_ACCESS_LOGS', bucket.arn, given);
const overTls = hours(6).map((at) => ({
  'bin(1h)': moment(at),
  tls_version: 'TLSv1.3',
  cipher_suite: 'TLS_AES',
  n: '5',
}));
const plain = { 'bin(1h)': moment(new Date('2026-11-12T03:00:00Z')), n: '3' };
const importer = {
  requester: 'arn:aws:iam::1:role/importer',
  user_agent: 'curl',
  remote_ip: '10.0.0.7',
  host_header: 'h',
  http_status: '200',
  n: '3',
  ...span,
};

describe('S3 access logs in CloudWatch Logs', () => {
  test('clean', async () => {
    expect((await answerTo(s3({ byHour: overTls }))).evidence).toMatchObject({
      is: 'clean',
      records: 280,
      complete: false,
    });
  });
  test('seen, however a record says that there is no TLS', async () => {
    const ways: readonly Fields[] = [
      {},
      { tls_version: '-', cipher_suite: '-' },
      { tls_version: '', cipher_suite: 'null' },
    ];
    for (const none of ways) {
      const { evidence } = await answerTo(
        s3({ byHour: [...overTls, { ...plain, ...none }], byPeople: [importer] }),
      );
      expect(evidence).toMatchObject({
        is: 'seen',
        count: 3,
        callers: [{ principal: importer.requester, agent: 'curl', address: '10.0.0.7', count: 3 }],
        cleanAfter: '2026-11-27T03:00:00.000Z',
      });
    }
  });
  test('scanners and our own probes are nobody', async () => {
    const noise = [
      { ...importer, requester: '-', http_status: '403', n: '2' },
      { ...importer, user_agent: 'waxseal-probe', n: '1' },
    ];
    expect((await answerTo(s3({ byHour: [...overTls, plain], byPeople: noise }))).evidence.is).toBe('clean');
  });
  test('what the second query does not explain was not read', async () => {
    expect((await answerTo(s3({ byHour: [...overTls, plain], byPeople: [] }))).evidence).toMatchObject({
      is: 'unknown',
      why: 'gaps',
    });
  });
  test.each<[string, Given, string]>([
    [
      'a young log group',
      { byHour: overTls, group: { creationTime: Date.parse('2026-11-15') } },
      'too-young',
    ],
    ['kept for a week', { byHour: overTls, group: { retentionInDays: 7 } }, 'too-young'],
    ['more than the budget may scan', { byHour: overTls, group: { storedBytes: 1e12 } }, 'budget'],
    [
      'as many rows as a query can answer',
      { byHour: Array.from({ length: 10_000 }, () => overTls[0] ?? {}) },
      'budget',
    ],
    ['a query that failed', { more: { GetQueryResults: () => ({ status: 'Failed' }) } }, 'budget'],
    ['off for days', { byHour: overTls.slice(20) }, 'gaps'],
    ['no traffic', { byHour: [] }, 'no-traffic'],
    ['a group that is gone', { more: { DescribeLogGroups: () => ({}) } }, 'off'],
    ['nothing delivered', { more: { DescribeDeliverySources: () => ({}) } }, 'off'],
    [
      'delivered to a bucket',
      {
        more: {
          DescribeDeliveries: () => ({
            deliveries: [{ deliverySourceName: 'own', deliveryDestinationType: 'S3' }],
          }),
        },
      },
      'off',
    ],
    [
      'fields that somebody left out',
      {
        more: {
          DescribeDeliveries: () => ({
            deliveries: [
              {
                deliverySourceName: 'own',
                deliveryDestinationType: 'CWL',
                deliveryDestinationArn: 'd',
                recordFields: ['operation'],
              },
            ],
          }),
        },
      },
      'off',
    ],
  ])('unknown: %s', async (_, given, why) => {
    expect((await answerTo(s3(given))).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('windows of more than two weeks are counted by fewer bins', async () => {
    const queries: string[] = [];
    const StartQuery = ({ queryString }: Readonly<Record<string, unknown>>) => ({
      queryId: String(queries.push(String(queryString))),
    });
    const { aws } = answering({ ...s3({}), StartQuery });
    await deliveredLogs.read(asking(aws, { window: windowBefore(now, 35) }));
    await deliveredLogs.read(asking(aws));
    expect(queries.filter((query) => query.includes('by bin(6h)'))).toHaveLength(1);
    expect(queries.filter((query) => query.includes('by bin(1h)'))).toHaveLength(1);
  });
  test('names go into queries as text', () => {
    expect(quoted(String.raw`a'b\c`)).toBe(String.raw`'a\'b\\c'`);
  });
});

describe('ALB access logs in CloudWatch Logs', () => {
  const byHour = hours(6).map((at) => ({
    'bin(1h)': moment(at),
    type: 'h2',
    ssl_protocol: 'TLSv1.2',
    ssl_cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
    n: '2',
  }));
  const alb = (given: Given, question: Question): Answers => logs('ALB_ACCESS_LOGS', question.of, given);
  test('clean of old TLS', async () => {
    expect((await answerTo(alb({ byHour }, offered), offered)).evidence).toMatchObject({
      is: 'clean',
      records: 112,
    });
  });
  test('old TLS is seen', async () => {
    const old = { type: 'https', ssl_protocol: 'TLSv1', ssl_cipher: 'ECDHE-RSA-AES128-GCM-SHA256', n: '4' };
    const given = {
      byHour: [...byHour, { ...old, 'bin(1h)': plain['bin(1h)'] }],
      byPeople: [{ ...old, user_agent: 'java/7', client_ip: '10.0.0.9', ...span }],
    };
    expect((await answerTo(alb(given, offered), offered)).evidence).toMatchObject({
      is: 'seen',
      count: 4,
      callers: [{ agent: 'java/7', tls: 'TLSv1' }],
    });
  });
  test('browsers follow a redirect, programs do not', async () => {
    const http = { type: 'http', n: '4' };
    const people = [
      { ...http, n: '3', request_verb: 'GET', user_agent: browser, client_ip: '1', ...span },
      { ...http, n: '1', request_verb: 'POST', user_agent: 'cron', client_ip: '2', ...span },
    ];
    const given = { byHour: [...byHour, { ...http, 'bin(1h)': plain['bin(1h)'] }], byPeople: people };
    expect((await answerTo(alb(given, redirects), redirects)).evidence).toMatchObject({
      is: 'seen',
      count: 1,
      callers: [{ agent: 'cron' }],
    });
  });
  test('where redirects may stay on HTTP, one of them is no end of plain HTTP', async () => {
    const http = { type: 'http', n: '1' };
    const given = {
      byHour: [...byHour, { ...http, 'bin(1h)': plain['bin(1h)'] }],
      byPeople: [
        {
          ...http,
          request_verb: 'POST',
          user_agent: 'cron',
          client_ip: '2',
          actions_executed: 'redirect',
          ...span,
        },
      ],
    };
    expect((await answerTo(alb(given, redirects), redirects)).evidence).toMatchObject({ is: 'clean' });
    const also = { ...redirects, given: { redirects: 'also to HTTP' } };
    expect((await answerTo(alb(given, also), also)).evidence).toMatchObject({ is: 'seen', count: 1 });
  });
  const shared: Answers = {
    DescribeDeliverySources: () => ({
      deliverySources: ['own', 'other'].map((name) => ({
        name,
        logType: 'ALB_ACCESS_LOGS',
        resourceArns: [name === 'own' ? offered.of : offered.of.replace('shop', 'other')],
      })),
    }),
    DescribeDeliveries: () => ({
      deliveries: ['own', 'other'].map((name) => ({
        deliverySourceName: name,
        deliveryDestinationType: 'CWL',
        deliveryDestinationArn: 'd',
      })),
    }),
  };
  test('of several balancers in one log group only this one counts', async () => {
    const queries: string[] = [];
    const ofThis = byHour.map((row) => ({ ...row, elb: balancer }));
    const more: Answers = {
      ...shared,
      StartQuery: ({ queryString }) => {
        queries.push(String(queryString));
        return { queryId: String(queryString).includes('bin(') ? 'hours' : 'people' };
      },
    };
    const { evidence } = await answerTo(alb({ byHour: ofThis, more }, offered), offered);
    expect(evidence).toMatchObject({ is: 'clean', records: 112 });
    expect(queries).toHaveLength(2);
    for (const query of queries) expect(query).toContain(`elb = '${balancer}'`);
  });
  test('records that do not say of which of them they are show nothing', async () => {
    const { evidence } = await answerTo(alb({ byHour, more: shared }, offered), offered);
    expect(evidence).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
  test('records without the field that tells what they are show nothing', async () => {
    const { evidence } = await answerTo(
      alb({ byHour: byHour.map(({ type: _type, ...rest }) => rest) }, redirects),
      redirects,
    );
    expect(evidence).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
});

describe('CloudTrail data events', () => {
  const trail = {
    TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t',
    CloudWatchLogsLogGroupArn: named,
    HomeRegion: 'eu-west-1',
    IsMultiRegionTrail: true,
  };
  const events = (given: Given, status: object = {}, one: object = trail): Answers => ({
    LookupEvents: () => ({ Events: [] }),
    ...logs('', '', given),
    DescribeTrails: () => ({ trailList: [one] }),
    GetEventSelectors: () => ({
      EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
    }),
    GetTrailStatus: () => ({
      IsLogging: true,
      StartLoggingTime: new Date('2026-01-01'),
      LatestCloudWatchLogsDeliveryTime: new Date('2026-11-21T11:55:00Z'),
      ...status,
    }),
  });
  const changed = (name: string, at: string, parameters: object, more: object = {}) => ({
    EventName: name,
    EventTime: new Date(at),
    CloudTrailEvent: JSON.stringify({ eventName: name, requestParameters: parameters, ...more }),
  });
  const lookedUp = (...changes: readonly ReturnType<typeof changed>[]): Answers => ({
    LookupEvents: ({ LookupAttributes, NextToken }) => {
      const asksFor = JSON.stringify(LookupAttributes);
      // The last page alone has them.
      if (NextToken === undefined) return { Events: [], NextToken: '2' };
      return { Events: changes.filter(({ EventName }) => asksFor.includes(EventName)) };
    },
  });
  const byHour = hours(6).map((at) => ({ 'bin(1h)': moment(at), tls: 'TLSv1.3', cipher: 'X', n: '2' }));
  const answer = async (answers: Answers) => (await answerTo(answers, plaintext, cloudTrailEvents)).evidence;
  test('clean, and complete', async () => {
    expect(await answer(events({ byHour }))).toMatchObject({ is: 'clean', records: 112, complete: true });
  });
  test('tells up to an hour ago, or up to what arrived', async () => {
    expect(await answer(events({ byHour }))).toMatchObject({ until: '2026-11-21T11:00:00.000Z' });
    const earlier = { LatestCloudWatchLogsDeliveryTime: new Date('2026-11-21T07:00:00Z') };
    expect(await answer(events({ byHour }, earlier))).toMatchObject({ until: '2026-11-21T07:00:00.000Z' });
  });
  test.each<[string, Fields, string]>([
    [
      'of another account, known by its principal id',
      { kind: 'AWSAccount', id: 'AIDAEXAMPLE:etl', account: '999999999999' },
      'AIDAEXAMPLE:etl of account 999999999999',
    ],
    ['of another account, known by that alone', { account: '999999999999' }, 'account 999999999999'],
    [
      'of another account, refused this time',
      { account: '999999999999', code: 'AccessDenied' },
      'account 999999999999',
    ],
    ['that found no key', { account: 'ANONYMOUS_PRINCIPAL', code: 'NoSuchKey' }, ''],
  ])('a caller without ARN %s is seen', async (_, row, principal) => {
    const none = { 'bin(1h)': plain['bin(1h)'], n: '2' };
    const byPeople = [{ ...row, address: '203.0.113.7', n: '2', ...span }];
    const evidence = await answer(events({ byHour: [...byHour, none], byPeople }));
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 2,
      callers: [{ address: '203.0.113.7', ...(principal !== '' && { principal }) }],
    });
  });
  test.each(['AccessDenied', 'SignatureDoesNotMatch'])(
    'nobody known, and refused (%s): a scanner',
    async (code) => {
      const none = { 'bin(1h)': plain['bin(1h)'], n: '2' };
      const byPeople = [{ account: 'ANONYMOUS_PRINCIPAL', address: '203.0.113.7', code, n: '2', ...span }];
      const evidence = await answer(events({ byHour: [...byHour, none], byPeople }));
      expect(evidence).toMatchObject({ is: 'clean' });
    },
  );
  test('changes of other trails, and refused ones, change nothing', async () => {
    const more = lookedUp(
      changed('PutEventSelectors', '2026-11-15', { trailName: 'other' }),
      changed('PutEventSelectors', '2026-11-16', { trailName: 't' }, { errorCode: 'AccessDenied' }),
    );
    expect(await answer(events({ byHour, more }))).toMatchObject({ is: 'clean', complete: true });
  });
  test('whose changes cannot be looked up: clean, but never complete', async () => {
    const refused: Answers = {
      LookupEvents: () => {
        throw awsError('AccessDeniedException');
      },
    };
    expect(await answer(events({ byHour, more: refused }))).toMatchObject({ is: 'clean', complete: false });
    // The trail of an organization is changed in another account, which keeps those events to itself.
    const others = { ...trail, TrailARN: 'arn:aws:cloudtrail:eu-west-1:999999999999:trail/org' };
    expect(await answer(events({ byHour }, {}, others))).toMatchObject({ is: 'clean', complete: false });
  });
  test('a principal without TLS is seen; services that act by themselves are not', async () => {
    const none = { 'bin(1h)': plain['bin(1h)'], n: '5' };
    const byPeople = [
      {
        principal: 'arn:aws:sts::1:assumed-role/etl/x',
        kind: 'AssumedRole',
        address: '10.0.0.7',
        agent: 'boto',
        n: '2',
        ...span,
      },
      {
        kind: 'AWSService',
        invoked: 'config.amazonaws.com',
        address: 'config.amazonaws.com',
        n: '3',
        ...span,
      },
    ];
    expect(await answer(events({ byHour: [...byHour, none], byPeople }))).toMatchObject({
      is: 'seen',
      count: 2,
      atLeast: false,
      callers: [{ principal: 'arn:aws:sts::1:assumed-role/etl/x', agent: 'boto' }],
    });
  });
  test.each<[string, Answers, string]>([
    ['started anew last week', events({ byHour }, { StartLoggingTime: new Date('2026-11-15') }), 'too-young'],
    ['stopped', events({ byHour }, { IsLogging: false }), 'off'],
    ['with a start that AWS does not say', events({ byHour }, { StartLoggingTime: undefined }), 'too-young'],
    [
      'whose events do not arrive in the log group',
      events({ byHour }, { LatestCloudWatchLogsDeliveryError: 'AccessDenied' }),
      'gaps',
    ],
    [
      'whose newest events arrived two days ago',
      events({ byHour }, { LatestCloudWatchLogsDeliveryTime: new Date('2026-11-19T11:00:00Z') }),
      'gaps',
    ],
    [
      'of which nothing has ever arrived',
      events({ byHour }, { LatestCloudWatchLogsDeliveryTime: undefined }),
      'gaps',
    ],
    [
      'whose selectors were changed last week',
      events({
        byHour,
        more: lookedUp(changed('PutEventSelectors', '2026-11-15', { trailName: trail.TrailARN })),
      }),
      'too-young',
    ],
    [
      'that was updated last week, called by its name',
      events({ byHour, more: lookedUp(changed('UpdateTrail', '2026-11-15', { name: 't' })) }),
      'too-young',
    ],
    [
      'changed by an event that says little',
      events({
        byHour,
        more: lookedUp({ ...changed('UpdateTrail', '2026-11-15', {}), CloudTrailEvent: 'no JSON' }),
      }),
      'too-young',
    ],
    [
      'of another Region',
      events({ byHour }, undefined, { ...trail, IsMultiRegionTrail: false, HomeRegion: 'us-east-1' }),
      'off',
    ],
    [
      'with its log group in another account',
      events({ byHour }, undefined, {
        ...trail,
        CloudWatchLogsLogGroupArn: named.replace('111122223333', '999999999999'),
      }),
      'off',
    ],
  ])('unknown: a trail %s', async (_, answers, why) => {
    expect(await answer(answers)).toMatchObject({ is: 'unknown', why });
  });
});

describe('CloudFront logs in CloudWatch Logs', () => {
  const tls = { protocol: 'https', tls: 'TLSv1.3', distribution };
  const byHour = hours(6).map((at) => ({ 'bin(1h)': moment(at), ...tls, n: '2' }));
  const cdn = (given: Given): Answers => logs('ACCESS_LOGS', viewers.of, given);
  const http = { protocol: 'http', distribution, redirected: '0', n: '4' };
  const withHttp = (row: Fields) => [...byHour, { 'bin(1h)': plain['bin(1h)'], ...row }];
  const evidenceOf = async (given: Given) => (await answerTo(cdn(given), viewers)).evidence;

  test('clean of plain HTTP', async () => {
    expect(await evidenceOf({ byHour })).toMatchObject({
      is: 'clean',
      records: 112,
      complete: false,
      source: 'CloudFront access logs in log group /waxseal/orders',
    });
  });
  test('what is redirected already breaks nobody', async () => {
    expect((await evidenceOf({ byHour: withHttp({ ...http, redirected: '1' }) })).is).toBe('clean');
    expect((await evidenceOf({ byHour: withHttp({ ...http, answered: '1' }) })).is).toBe('clean');
  });
  test('what is refused already breaks nobody', async () => {
    const who = { ...http, method: 'GET', address: '198.51.100.7', agent: 'export', host: 'shop', ...span };
    const told = async (more: Fields) =>
      (await evidenceOf({ byHour: withHttp(http), byPeople: [{ ...who, n: '4', ...more }] })).is;
    expect(await told({ status: '403', result: 'Error' })).toBe('clean');
    expect(await told({ status: '403', result: 'Hit' })).toBe('seen');
    expect(await told({ status: '403' })).toBe('seen');
    expect(await told({ status: '404', result: 'Error' })).toBe('seen');
  });
  test('programs are seen, browsers follow', async () => {
    const who = { ...http, method: 'GET', address: '198.51.100.7', status: '200', host: 'shop', ...span };
    const byPeople = [
      { ...who, agent: 'nightly%20export', n: '1' },
      { ...who, agent: encodeURI(browser), n: '3' },
    ];
    expect(await evidenceOf({ byHour: withHttp(http), byPeople })).toMatchObject({
      is: 'seen',
      count: 1,
      callers: [{ agent: 'nightly export', address: '198.51.100.7' }],
    });
  });
  test.each<[string, Given, string]>([
    ['plain requests that nobody explains', { byHour: withHttp(http) }, 'gaps'],
    [
      'plain requests of which nobody knows whether they are redirected',
      { byHour: withHttp({ protocol: 'http', n: '4' }) },
      'gaps',
    ],
    ['HTTPS without a version', { byHour: withHttp({ protocol: 'https', n: '1' }) }, 'gaps'],
    ['HTTP with a version', { byHour: withHttp({ ...http, tls: 'TLSv1.2' }) }, 'gaps'],
    ['a protocol that is not known', { byHour: withHttp({ protocol: 'gopher', n: '1' }) }, 'gaps'],
    ['a young log group', { byHour, group: { creationTime: Date.parse('2026-11-15') } }, 'too-young'],
    ['a silent week', { byHour: byHour.slice(0, 20) }, 'gaps'],
    ['nothing', {}, 'no-traffic'],
  ])('%s is unknown', async (_, given, why) => {
    expect(await evidenceOf(given)).toMatchObject({ is: 'unknown', why });
  });
  test('old TLS: by version and cipher', async () => {
    const staying = byHour.map((row) => ({ ...row, cipher: 'TLS_AES_128_GCM_SHA256' }));
    const old = { protocol: 'https', tls: 'TLSv1.1', cipher: 'AES128-SHA', distribution, n: '4' };
    const who = {
      ...old,
      method: 'GET',
      address: '198.51.100.7',
      status: '200',
      host: 'shop',
      agent: 'till',
    };
    const told = async (row: Fields, more: Given = {}) => {
      const given = { byHour: [...staying, { 'bin(1h)': plain['bin(1h)'], ...row }], ...more };
      return (await answerTo(cdn(given), oldViewers)).evidence;
    };
    expect(await told({ ...old, tls: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' })).toMatchObject({
      is: 'clean',
    });
    expect(await told(http)).toMatchObject({ is: 'clean' });
    expect(await told(old)).toMatchObject({ is: 'unknown', why: 'gaps' });
    expect(await told(old, { byPeople: [{ ...who, ...span }] })).toMatchObject({
      is: 'seen',
      callers: [{ agent: 'till', address: '198.51.100.7', tls: 'TLSv1.1' }],
    });
  });
  test('old TLS: records without a cipher tell nothing of who may stay, and nobody is named by them', async () => {
    const who = { protocol: 'https', tls: 'TLSv1.3', method: 'GET', address: '198.51.100.7', agent: 'till' };
    const byPeople = [{ ...who, status: '200', host: 'shop', n: '112', ...span }];
    expect((await answerTo(cdn({ byHour, byPeople }), oldViewers)).evidence).toMatchObject({
      is: 'unknown',
      why: 'gaps',
    });
  });
  test('old TLS: a delivery without ciphers is of no use, and for redirects it is', async () => {
    const more: Answers = {
      DescribeDeliveries: () => ({
        deliveries: [
          {
            deliverySourceName: 'own',
            deliveryDestinationType: 'CWL',
            deliveryDestinationArn: 'd',
            recordFields: [
              'c-ip',
              'cs-method',
              'sc-status',
              'cs(User-Agent)',
              'x-edge-result-type',
              'x-host-header',
              'cs-protocol',
              'ssl-protocol',
            ],
          },
        ],
      }),
    };
    expect((await answerTo(cdn({ byHour, more }), oldViewers)).evidence).toMatchObject({
      why: 'off',
      says: expect.stringContaining('ssl-cipher'),
    });
    expect((await answerTo(cdn({ byHour, more }), viewers)).evidence.is).toBe('clean');
  });
  test('several distributions in one log group: only what says of which it is', async () => {
    const shared: Answers = {
      DescribeDeliverySources: () => ({
        deliverySources: ['own', 'other'].map((name) => ({
          name,
          logType: 'ACCESS_LOGS',
          resourceArns: [name === 'own' ? viewers.of : `${viewers.of}X`],
        })),
      }),
      DescribeDeliveries: () => ({
        deliveries: ['own', 'other'].map((name) => ({
          deliverySourceName: name,
          deliveryDestinationType: 'CWL',
          deliveryDestinationArn: 'd',
        })),
      }),
    };
    expect((await evidenceOf({ byHour, more: shared })).is).toBe('clean');
    const unsaid = byHour.map(({ distribution: _distribution, ...rest }) => rest);
    expect(await evidenceOf({ byHour: unsaid, more: shared })).toMatchObject({ is: 'unknown', why: 'gaps' });
    expect((await evidenceOf({ byHour: unsaid })).is).toBe('clean');
  });
  test('is asked where its log group is, by the names that CloudFront gives', async () => {
    const { aws, asked } = answering(cdn({ byHour }));
    const regions: string[] = [];
    const look = ({ region }: { readonly region: string }) => {
      regions.push(region);
      return aws;
    };
    await deliveredLogs.read(
      asking(aws, { question: viewers, target: { ...bucket, region: 'us-east-1' }, look }),
    );
    expect(regions[0]).toBe('us-east-1');
    expect(regions.slice(1)).toContain('eu-west-1');
    const query = JSON.stringify(asked.find(({ operation }) => operation === 'StartQuery')?.input);
    for (const name of ['`cs-protocol`', '`cs(User-Agent)`', `distribution = '${distribution}'`])
      expect(query).toContain(name);
  });
});
