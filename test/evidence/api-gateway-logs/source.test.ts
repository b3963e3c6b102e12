import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Budget, Question } from '../../../src/core/model/evidence.ts';
import { apiGatewayLogs } from '../../../src/evidence/api-gateway-logs/source.ts';
import { enablingOf } from '../../../src/evidence/enabling.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import { asking, bucket, hours, offered, window } from '../kit.ts';

const target = { ...bucket, type: 'AWS::ApiGateway::DomainName', id: 'api.example.com' };
const domain: Question = { ...offered, of: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com' };
const restApi: Question = { ...offered, of: 'arn:aws:apigateway:eu-west-1::/restapis/abc123' };

type Fields = Readonly<Record<string, string>>;
const rowOf = (fields: Fields) => Object.entries(fields).map(([field, value]) => ({ field, value }));
const moment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');
const span = { n: '4', first: '2026-11-12 03:00:00.000', last: '2026-11-13 03:00:00.000' };

const cipher = 'ECDHE-RSA-AES128-GCM-SHA256';
const good = { tls: 'TLSv1.2', cipher, domain: 'api.example.com', api: 'abc123', stage: 'prod' };
const whole = (fields: Fields = good): readonly Fields[] =>
  hours(6).map((at) => ({ 'bin(1h)': moment(at), n: '10', ...fields }));
const one = (fields: Fields): Fields => ({ 'bin(1h)': '2026-11-12 03:00:00.000', n: '4', ...fields });
const client = {
  ...span,
  address: '10.0.0.7',
  agent: 'Java/1.6',
  principal: 'arn:aws:iam::111122223333:user/old',
};
const old = { ...good, tls: 'TLSv1', cipher: 'AES128-SHA' };

const format =
  '{"ip":"$context.identity.sourceIp","agent":"$context.identity.userAgent","arn":"$context.identity.userArn","api":"$context.apiId","stage":"$context.stage","tls":"$context.tlsVersion","cipher":"$context.cipherSuite","domain":"$context.domainName"}';
const destinationArn = 'arn:aws:logs:eu-west-1:111122223333:log-group:apis';
const rest = (name = 'prod', log: object | undefined = { destinationArn, format }) => ({
  stageName: name,
  ...(log && { accessLogSettings: log }),
});

interface Given {
  readonly byHour?: readonly Fields[];
  readonly byPeople?: readonly Fields[];
  readonly group?: object;
  readonly stages?: readonly object[];
  readonly budget?: Budget;
  readonly more?: Answers;
}
const answers = ({
  byHour = whole(),
  byPeople = [],
  group = {},
  stages = [rest()],
  more = {},
}: Given): Answers => ({
  GetApiMappings: ({ NextToken }) =>
    NextToken === undefined ? { Items: [], NextToken: '2' } : { Items: [{ ApiId: 'abc123', Stage: 'prod' }] },
  ListRoutingRules: () => ({ RoutingRules: [] }),
  GetStages: () => ({ item: stages }),
  DescribeLogGroups: () => ({
    logGroups: [
      { logGroupName: 'apis', creationTime: Date.parse('2026-10-01'), storedBytes: 5_000_000, ...group },
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
const answerTo = async (given: Given, question = domain) => {
  const { aws, asked } = answering(answers(given));
  const found = await apiGatewayLogs.read(
    asking(aws, { question, target, ...(given.budget && { budget: given.budget }) }),
  );
  return { asked, evidence: found.is === 'read' ? verdictOf(question, found, window) : found };
};
const evidenceOf = async (given: Given, question = domain) => (await answerTo(given, question)).evidence;

describe('a domain', () => {
  test('whose clients all speak what stays is clean, but of a log that promises nothing', async () => {
    const { evidence, asked } = await answerTo({});
    expect(evidence).toMatchObject({
      is: 'clean',
      complete: false,
      source: 'access log of stage prod of API abc123 in log group apis',
    });
    const queries = asked.flatMap(({ operation, input }) =>
      operation === 'StartQuery' ? [JSON.stringify(input)] : [],
    );
    expect(queries).toHaveLength(2);
    expect(queries[0]).toContain('by bin(1h), tls, cipher, domain, api, stage');
    expect(queries[1]).toContain('by tls, cipher, domain, api, stage, address, agent, principal');
    expect(queries.join('')).not.toContain('path');
  });
  test.each([
    ['TLSv1', 'AES128-SHA'],
    ['TLSv1.1', cipher],
    ['TLSv1.2', 'AES128-SHA'],
    ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
  ])('%s with %s, which the policy does not have: seen, by name', async (tls, suite) => {
    const row = { ...good, tls, cipher: suite };
    expect(
      await evidenceOf({ byHour: [...whole(), one(row)], byPeople: [{ ...client, ...row }] }),
    ).toMatchObject({
      is: 'seen',
      count: 4,
      callers: [{ principal: client.principal, address: '10.0.0.7', agent: 'Java/1.6', tls, count: 4 }],
    });
  });
  test('what comes by another domain, API or stage meets another policy', async () => {
    for (const other of [{ domain: 'other.example.com' }, { api: 'other' }, { stage: 'test' }]) {
      const row = { ...old, ...other };
      const byHour = [...whole(), one(row)];
      expect(await evidenceOf({ byHour, byPeople: [{ ...client, ...row }] })).toMatchObject({ is: 'clean' });
    }
  });
  test('a format without the domain does not say by which way: all count', async () => {
    const { domain: _, ...unnamed } = old;
    expect(
      await evidenceOf({ byHour: [...whole(), one(unnamed)], byPeople: [{ ...client, ...unnamed }] }),
    ).toMatchObject({ is: 'seen', count: 4 });
  });
  test('of a wildcard, one label', async () => {
    const wildcard = { ...domain, of: 'arn:aws:apigateway:eu-west-1::/domainnames/*.example.com' };
    const by = async (name: string) => {
      const row = { ...old, domain: name };
      return evidenceOf({ byHour: [...whole(), one(row)], byPeople: [{ ...client, ...row }] }, wildcard);
    };
    expect(await by('EU.example.com')).toMatchObject({ is: 'seen' });
    expect(await by('a.eu.example.com')).toMatchObject({ is: 'clean' });
    expect(await by('example.com')).toMatchObject({ is: 'clean' });
  });
  test('our own probe is nobody', async () => {
    const probe = { ...client, ...old, agent: 'waxseal-probe/1' };
    expect(await evidenceOf({ byHour: [...whole(), one(old)], byPeople: [probe] })).toMatchObject({
      is: 'clean',
    });
  });
  test('a scanner that speaks old TLS is a client: nothing tells that it is none', async () => {
    expect(
      await evidenceOf({
        byHour: [...whole(), one(old)],
        byPeople: [{ ...client, ...old, agent: 'zgrab/0.x' }],
      }),
    ).toMatchObject({ is: 'seen' });
  });
  test.each<[string, Fields]>([
    ['is in other words', {}],
    ['tells no protocol', { ...good, tls: '-' }],
    ['tells no cipher', { ...good, cipher: '-' }],
    ['tells a protocol that is none', { ...good, tls: '10.0.0.7' }],
  ])('a line that %s cannot be read', async (_, fields) => {
    expect(await evidenceOf({ byHour: [...whole(), one(fields)] })).toMatchObject({
      is: 'unknown',
      why: 'gaps',
    });
  });
  test('people whom the second query does not explain were not read', async () => {
    expect(await evidenceOf({ byHour: [...whole(), one(old)] })).toMatchObject({
      is: 'unknown',
      why: 'gaps',
    });
  });
  test('days without a record look like a log that was off', async () => {
    const byHour = whole().filter((_, at) => at < 10 || at > 30);
    expect(await evidenceOf({ byHour })).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
  test('a log group of yesterday, or that keeps a week, is too young', async () => {
    for (const group of [{ creationTime: Date.parse('2026-11-20') }, { retentionInDays: 7 }])
      expect(await evidenceOf({ group })).toMatchObject({ is: 'unknown', why: 'too-young' });
  });
  test('nobody comes', async () => {
    expect(await evidenceOf({ byHour: [] })).toMatchObject({ is: 'unknown', why: 'no-traffic' });
  });
  test('a page that is cut off is no answer', async () => {
    const byHour = Array.from({ length: 10_000 }, () => one(good));
    expect(await evidenceOf({ byHour })).toMatchObject({ is: 'unknown', why: 'budget' });
  });
  test('what costs more than is left is not asked', async () => {
    const budget = { megabytes: 1, objects: 1, seconds: 60, dollars: 0.00001 };
    const { asked, evidence } = await answerTo({ budget });
    expect(asked.some(({ operation }) => operation === 'StartQuery')).toBe(false);
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
  });
  test('rules lead to stages as mappings do', async () => {
    const { asked } = await answerTo({
      more: {
        ListRoutingRules: () => ({
          RoutingRules: [{ Actions: [{ InvokeApi: { ApiId: 'def456', Stage: 'prod' } }] }],
        }),
      },
    });
    expect(asked.flatMap(({ operation, input }) => (operation === 'GetStages' ? [input] : []))).toEqual([
      { restApiId: 'abc123' },
      { restApiId: 'def456' },
    ]);
  });
  test.each([
    ['to one stage', { stage: 'prod' }],
    ['to all stages', {}],
    ['to all stages, as the console says it', { stage: '(none)' }],
  ])(
    'at the edge or of TLS 1.0, only the first version of the API says where it leads: %s',
    async (_, at) => {
      const given: Given = {
        byHour: [...whole(), one(old)],
        byPeople: [{ ...client, ...old }],
        more: {
          GetApiMappings: () => {
            throw awsError('BadRequestException');
          },
          GetBasePathMappings: ({ position }) =>
            position === undefined
              ? { items: [], position: '2' }
              : { items: [{ basePath: '(none)', restApiId: 'abc123', ...at }] },
        },
      };
      expect(await evidenceOf(given)).toMatchObject({ is: 'seen', count: 4 });
    },
  );
  test('that leads nowhere, or is private, shows nothing', async () => {
    expect(await evidenceOf({ stages: [] })).toMatchObject({ is: 'unknown', why: 'no-traffic' });
    const secret = 'arn:aws:apigateway:eu-west-1:111122223333:/domainnames/api.example.com+d1';
    expect(await evidenceOf({}, { ...domain, of: secret })).toMatchObject({ why: 'not-observable' });
  });
});

describe('a REST API', () => {
  test('all of its stages must tell; one without a log hides whoever comes there', async () => {
    expect(
      await evidenceOf(
        {
          stages: [rest(), rest('test')],
          byHour: whole({ ...good, domain: 'abc123.execute-api.eu-west-1.amazonaws.com' }),
        },
        restApi,
      ),
    ).toMatchObject({ why: 'no-traffic' });
    expect(await evidenceOf({ stages: [rest(), { stageName: 'test' }] }, restApi)).toMatchObject({
      is: 'unknown',
      why: 'off',
      says: 'Stage test of API abc123 writes no access log.',
    });
  });
  test('who is seen at one stage is seen, though another does not tell', async () => {
    const row = { ...old, domain: 'abc123.execute-api.eu-west-1.amazonaws.com' };
    expect(
      await evidenceOf(
        { stages: [{ stageName: 'test' }, rest()], byHour: [one(row)], byPeople: [{ ...client, ...row }] },
        restApi,
      ),
    ).toMatchObject({ is: 'seen', atLeast: true });
  });
  test('who comes by a domain of its own meets the policy of the API as well', async () => {
    const own = { ...good, domain: 'abc123.execute-api.eu-west-1.amazonaws.com' };
    expect(
      await evidenceOf({ byHour: [...whole(own), one(old)], byPeople: [{ ...client, ...old }] }, restApi),
    ).toMatchObject({ is: 'seen', count: 4 });
  });
  test.each<[string, object, string]>([
    [
      'without the variables',
      { destinationArn, format: '$context.requestId' },
      'lacks $context.tlsVersion and $context.cipherSuite',
    ],
    [
      'to Firehose',
      {
        destinationArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-x',
        format,
      },
      'not read here',
    ],
    [
      'in one piece',
      { destinationArn, format: '$context.tlsVersion$context.cipherSuite' },
      'nothing between two variables',
    ],
  ])('a log %s is off, and what to do is said', async (_, log, says) => {
    expect(await evidenceOf({ stages: [rest('prod', log)] }, restApi)).toMatchObject({
      is: 'unknown',
      why: 'off',
      says: expect.stringContaining(says),
      enable: { how: expect.stringContaining('aws apigateway update-stage') },
    });
  });
  test('a log group that is gone is none', async () => {
    expect(
      await evidenceOf({ more: { DescribeLogGroups: () => ({ logGroups: [] }) } }, restApi),
    ).toMatchObject({
      why: 'off',
    });
  });
});

describe('an HTTP API', () => {
  const http = (log: object | undefined = { DestinationArn: destinationArn, Format: format }): Answers => ({
    GetStages: ({ restApiId, NextToken }) => {
      if (restApiId !== undefined) throw awsError('NotFoundException');
      if (NextToken === undefined) return { Items: [{ StageName: 'test' }], NextToken: '2' };
      return { Items: [{ StageName: 'prod', ...(log && { AccessLogSettings: log }) }] };
    },
  });
  test('is read as any other', async () => {
    expect(await evidenceOf({ more: http() })).toMatchObject({ is: 'clean' });
    expect(await evidenceOf({ more: http({}) })).toMatchObject({
      why: 'off',
      enable: {
        how: expect.stringMatching(
          /^aws logs create-log-group --region eu-west-1 --log-group-name '\/aws\/vendedlogs\/waxseal\/apigateway\/abc123\/prod' && aws apigatewayv2 update-stage /,
        ),
      },
    });
  });
});

describe('switching on', () => {
  const enable = async (given: Given) => enablingOf(restApi, target, 14, answering(answers(given)).aws);
  test('what tells already is left alone', async () => {
    expect(await enable({})).toMatchObject({ is: 'on' });
  });
  test('a format is extended, and taken back, by commands for the owner', async () => {
    const own = `{"who's":"$context.requestId"}`;
    expect(await enable({ stages: [rest('prod', { destinationArn, format: own })] })).toMatchObject({
      is: 'by-hand',
      says: expect.stringContaining(
        String.raw`--patch-operations '[{"op":"replace","path":"/accessLogSettings/destinationArn","value":"${destinationArn}"},{"op":"replace","path":"/accessLogSettings/format","value":"{\"who'\''s\":\"$context.requestId\",\"tlsVersion\":\"$context.tlsVersion\",\"cipherSuite\":\"$context.cipherSuite\"}"}]'`,
      ),
    });
    expect(await enable({ stages: [{ stageName: 'prod' }] })).toMatchObject({
      is: 'by-hand',
      says: expect.stringContaining(`'[{"op":"remove","path":"/accessLogSettings"}]'`),
    });
  });
});

test('of nothing else is it asked', () => {
  expect(apiGatewayLogs.answers(offered)).toBe(false);
  expect(apiGatewayLogs.answers({ ...domain, ask: 'plaintext-requests' })).toBe(false);
  expect(
    apiGatewayLogs.answers({ ...domain, of: 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod' }),
  ).toBe(false);
});
