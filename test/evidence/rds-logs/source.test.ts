import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import { postgres } from '../../../src/evidence/rds-logs/groups.ts';
import { rdsLogs } from '../../../src/evidence/rds-logs/source.ts';
import { answering, type Answers } from '../../kit/answering.ts';
import { asking, bucket, hours, window } from '../kit.ts';

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:shop';
const question = (engine: string): Question => ({
  ask: 'plaintext-connections',
  of: arn,
  clears: ['breaks-plaintext'],
  given: { engine },
});
const target = { ...bucket, type: 'AWS::RDS::DBInstance', id: 'db-ABC', arn };

const line = (at: Date, tls = true): string =>
  `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC:10.0.1.5(42618):app@shop:[23799]:LOG:  connection authorized: user=app database=shop${tls ? ' SSL enabled (protocol=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, bits=256)' : ''}\n`;
const before = new Date(window.from.getTime() - 3_600_000);
const whole = [before, ...hours(6)].map((at) => line(at)).join('');

interface Given {
  readonly text?: string;
  readonly logConnections?: string;
  readonly exports?: readonly string[];
  readonly more?: Answers;
}
/** Portions of a hundred characters: lines are cut anywhere. */
const rds = ({ text = whole, logConnections = '1', exports = [], more = {} }: Given): Answers => ({
  DescribeDBInstances: () => ({
    DBInstances: [
      { DBParameterGroups: [{ DBParameterGroupName: 'own' }], EnabledCloudwatchLogsExports: exports },
    ],
  }),
  DescribeDBParameters: ({ Marker }) =>
    Marker === undefined
      ? { Parameters: [{ ParameterName: 'other' }], Marker: '2' }
      : { Parameters: [{ ParameterName: 'log_connections', ParameterValue: logConnections }] },
  DescribeDBLogFiles: () => ({
    DescribeDBLogFiles: [{ LogFileName: 'error/postgresql.log.2026-11-10-08', LastWritten: 1 }],
  }),
  DownloadDBLogFilePortion: ({ Marker }) => {
    const from = Number(Marker);
    const pending = from + 100 < text.length;
    return {
      LogFileData: text.slice(from, from + 100),
      AdditionalDataPending: pending,
      Marker: String(from + 100),
    };
  },
  ...more,
});

const answerTo = async (given: Given, engine = 'postgres') => {
  const { aws, asked } = answering(rds(given));
  const found = await rdsLogs.read(asking(aws, { question: question(engine), target }));
  return { asked, evidence: found.is === 'read' ? verdictOf(question(engine), found, window) : found };
};

describe('the log of PostgreSQL, through RDS', () => {
  test('all connections over TLS: clean, but pools that never reconnect are in no log', async () => {
    expect((await answerTo({})).evidence).toMatchObject({ is: 'clean', records: 56, complete: false });
  });
  test('one without', async () => {
    const text = whole + line(new Date('2026-11-20T08:00:00Z'), false);
    expect((await answerTo({ text })).evidence).toMatchObject({
      is: 'seen',
      count: 1,
      callers: [{ principal: 'app@shop', address: '10.0.1.5' }],
    });
  });
  test('three days of files are no two weeks', async () => {
    const text = hours(6)
      .slice(44)
      .map((at) => line(at))
      .join('');
    expect((await answerTo({ text })).evidence).toMatchObject({ is: 'unknown', why: 'too-young' });
  });
  test('log_connections off', async () => {
    const { evidence, asked } = await answerTo({ logConnections: '0' });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'off' });
    expect(asked.map(({ operation }) => operation)).not.toContain('DownloadDBLogFilePortion');
  });
  test('a portion that leads back to itself is not taken for all', async () => {
    const more: Answers = {
      DownloadDBLogFilePortion: ({ Marker }) => ({ LogFileData: whole, AdditionalDataPending: true, Marker }),
    };
    expect((await answerTo({ more })).evidence).toMatchObject({ is: 'unknown', why: 'budget' });
  });
  const cut = '[Your log message was truncated]';
  /** A portion holds as many lines as asked for, and no more than `most` of them before it is cut. */
  const cuttingAt = (most: number): Answers => ({
    DownloadDBLogFilePortion: ({ Marker, NumberOfLines }) => {
      const lines = text.split('\n').slice(0, -1);
      const [from, wanted] = [Number(Marker), Number(NumberOfLines ?? 10_000)];
      const next = from + wanted;
      const taken = lines.slice(from, next);
      const data =
        taken.length > most ? `${taken.slice(0, most).join('\n')} ${cut}\n` : `${taken.join('\n')}\n`;
      return { LogFileData: data, AdditionalDataPending: next < lines.length, Marker: String(next) };
    },
  });
  const offender = line(new Date('2026-11-20T08:00:00Z'), false);
  const text = whole + offender;
  test('a portion that was cut is asked for again in fewer lines', async () => {
    const { evidence, asked } = await answerTo({ more: cuttingAt(10) });
    expect(evidence).toMatchObject({ is: 'seen', count: 1, callers: [{ principal: 'app@shop' }] });
    const sizes = asked.flatMap(({ input }) => Reflect.get(input, 'NumberOfLines') ?? []);
    expect(Math.min(...sizes)).toBeLessThanOrEqual(10);
  });
  test('what is cut in a single line is a gap', async () => {
    const more: Answers = {
      DownloadDBLogFilePortion: () => ({ LogFileData: `${whole} ${cut}`, AdditionalDataPending: false }),
    };
    expect((await answerTo({ more })).evidence).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
  test('exported to CloudWatch Logs it is asked there', async () => {
    const moment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');
    const rows = (people: boolean) =>
      people
        ? [
            [
              { field: 'user', value: 'app' },
              { field: 'database', value: 'shop' },
              { field: 'host', value: '10.0.1.5' },
              { field: 'n', value: '2' },
              { field: 'first', value: '1762761600000' },
              { field: 'last', value: '1762761700000' },
            ],
          ]
        : hours(6).map((at, index) => [
            { field: 'bin(1h)', value: moment(at) },
            ...(index === 3 ? [] : [{ field: 'tls', value: 'TLSv1.3' }]),
            { field: 'n', value: '2' },
          ]);
    const queries: string[] = [];
    const { evidence } = await answerTo({
      exports: ['postgresql'],
      more: {
        DescribeLogGroups: () => ({
          logGroups: [
            { logGroupName: '/aws/rds/instance/shop/postgresql', creationTime: 1, storedBytes: 1000 },
          ],
        }),
        StartQuery: ({ queryString }) => ({ queryId: String(queries.push(String(queryString))) }),
        GetQueryResults: ({ queryId }) => ({ status: 'Complete', results: rows(queryId === '2') }),
      },
    });
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 2,
      source: expect.stringContaining('/aws/rds/instance/shop/postgresql'),
      callers: [{ principal: 'app@shop', address: '10.0.1.5' }],
    });
    expect(queries).toHaveLength(2);
    for (const query of queries) {
      expect(query).toContain('(replication )?connection authorized: user=');
      // Anchored: what a client calls itself leaves nobody out.
      expect(query).toContain('authorized: user=(rdsadmin|rdsrepladmin|waxseal_probe)');
      expect(query).toMatch(/not like \/\^/);
    }
  });
});

describe('the log of a cluster, in CloudWatch Logs', () => {
  const of = 'arn:aws:rds:eu-west-1:111122223333:cluster:shop';
  const cluster = { ...target, type: 'AWS::RDS::DBCluster', id: 'cluster-ABC', arn: of };
  const moment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');
  const rows = hours(6).map((at) => [
    { field: 'bin(1h)', value: moment(at) },
    { field: 'tls', value: 'TLSv1.3' },
    { field: 'n', value: '2' },
  ]);
  const parameter = (ParameterValue: string, Source: string) => ({
    Parameters: [{ ParameterName: 'log_connections', ParameterValue, Source }],
  });
  /** Two instances: one has a parameter group with a word of its own. */
  const clusters = (more: Answers = {}): Answers => ({
    DescribeDBClusters: () => ({
      DBClusters: [
        {
          DBClusterIdentifier: 'shop',
          DBClusterParameterGroup: 'of-cluster',
          EnabledCloudwatchLogsExports: ['postgresql'],
        },
      ],
    }),
    DescribeDBInstances: ({ Marker }) => ({
      DBInstances: [
        {
          DBInstanceIdentifier: Marker === undefined ? 'shop-1' : 'shop-2',
          DBParameterGroups: [{ DBParameterGroupName: Marker === undefined ? 'plain' : 'own' }],
        },
      ],
      ...(Marker === undefined && { Marker: '2' }),
    }),
    DescribeDBClusterParameters: ({ Marker }) =>
      Marker === undefined
        ? { Parameters: [{ ParameterName: 'other' }], Marker: '2' }
        : parameter('1', 'user'),
    DescribeDBParameters: ({ DBParameterGroupName }) =>
      DBParameterGroupName === 'own' ? parameter('1', 'user') : parameter('0', 'engine-default'),
    DescribeLogGroups: () => ({
      logGroups: [{ logGroupName: '/aws/rds/cluster/shop/postgresql', creationTime: 1, storedBytes: 1000 }],
    }),
    StartQuery: () => ({ queryId: '1' }),
    GetQueryResults: () => ({ status: 'Complete', results: rows }),
    ...more,
  });
  const asked = async (more: Answers = {}, engine = 'aurora-postgresql') => {
    const own: Question = { ...question(engine), of };
    const { aws, asked: calls } = answering(clusters(more));
    const found = await rdsLogs.read(asking(aws, { question: own, target: cluster }));
    const evidence = found.is === 'read' ? verdictOf(own, found, window) : found;
    return { evidence, operations: calls.map(({ operation }) => operation) };
  };

  test.each(['aurora-postgresql', 'postgres'])('all connections to %s over TLS: clean', async (engine) => {
    expect(rdsLogs.answers({ ...question(engine), of })).toBe(true);
    expect((await asked({}, engine)).evidence).toMatchObject({
      is: 'clean',
      complete: false,
      source: 'the PostgreSQL log in log group /aws/rds/cluster/shop/postgresql',
    });
  });
  test('an instance whose own group switches it off is named', async () => {
    const DescribeDBParameters = ({ DBParameterGroupName }: Readonly<Record<string, unknown>>) =>
      DBParameterGroupName === 'own' ? parameter('0', 'user') : parameter('0', 'engine-default');
    const { evidence, operations } = await asked({ DescribeDBParameters });
    expect(evidence).toMatchObject({
      is: 'unknown',
      why: 'off',
      says: expect.stringContaining('off for shop-2,'),
    });
    expect(operations).not.toContain('StartQuery');
  });
  test('off in the group of the cluster, on in that of one instance: the other is named', async () => {
    const { evidence } = await asked({ DescribeDBClusterParameters: () => parameter('0', 'user') });
    expect(evidence).toMatchObject({
      is: 'unknown',
      why: 'off',
      says: expect.stringContaining('off for shop-1,'),
    });
  });
  test.each<[string, Answers]>([
    [
      'does not export it',
      {
        DescribeDBClusters: () => ({
          DBClusters: [
            {
              DBClusterIdentifier: 'shop',
              DBClusterParameterGroup: 'of-cluster',
              EnabledCloudwatchLogsExports: ['instance'],
            },
          ],
        }),
      },
    ],
    ['has exported nothing yet', { DescribeLogGroups: () => ({ logGroups: [] }) }],
    ['has no instances', { DescribeDBInstances: () => ({ DBInstances: [] }) }],
  ])('a cluster that %s', async (_, more) => {
    expect((await asked(more)).evidence).toMatchObject({ is: 'unknown', why: 'off' });
  });
  test.each(['aurora-mysql', 'mysql', 'docdb'])('nothing records who connects to %s', async (engine) => {
    const { evidence, operations } = await asked({}, engine);
    expect(evidence).toMatchObject({
      is: 'unknown',
      why: 'not-observable',
      says: expect.stringContaining(engine),
    });
    expect(operations).toEqual([]);
  });
});

test.each<[string, object, 'secure' | 'suspicious' | 'broken']>([
  ['a protocol at the end', { tls: 'TLSv1.3', once: 'SSL enabled' }, 'secure'],
  ['nothing', {}, 'suspicious'],
  ['a client that calls itself so', { once: 'SSL enabled' }, 'broken'],
  ['one that does so over TLS', { tls: 'TLSv1.3', once: 'SSL enabled', twice: 'SSL enabled' }, 'broken'],
])('exported lines of PostgreSQL with %s', (_, row, is) => {
  expect(postgres.meaning.byHour({ ...row })).toBe(is);
});
test('exported lines that cannot be parsed are broken; only the machine itself is left out', () => {
  expect(postgres.meaning.byPeople({ n: '1' }, 0)).toBe('broken');
  expect(postgres.meaning.byPeople({ host: '[local]' }, 0)).toMatchObject({ is: 'apart' });
  expect(postgres.meaning.byPeople({ host: '10.0.1.5', user: 'a', database: 'b' }, 0)).toMatchObject({
    is: 'offending',
  });
});

test('the MySQL audit log that is not there says what to switch on', async () => {
  const { evidence } = await answerTo({ more: { DescribeDBLogFiles: () => ({}) } }, 'mysql');
  expect(evidence).toMatchObject({
    is: 'unknown',
    why: 'off',
    enable: { how: expect.stringContaining('MARIADB_AUDIT_PLUGIN') },
  });
});
test.each(['sqlserver-ex', 'mariadb'])('nothing records who connects to %s', async (engine) => {
  expect((await answerTo({}, engine)).evidence).toMatchObject({ is: 'unknown', why: 'not-observable' });
});
