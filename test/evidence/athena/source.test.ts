import { AthenaServiceException } from '@aws-sdk/client-athena';
import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import { evidenceFrom } from '../../../src/evidence/evidence.ts';
import { tallyOf } from '../../../src/evidence/entries.ts';
import { lineOf } from '../../../src/evidence/s3-access-logs/line.ts';
import { athenaLogs, athenaPermissions } from '../../../src/evidence/athena/source.ts';
import { sources, sourcesWith } from '../../../src/evidence/sources.ts';
import { spendingOf } from '../../../src/evidence/spending.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import { asking, bucket, hours, now, plaintext, s3Line, window } from '../kit.ts';
import { isDocumented } from '../../../src/evidence/athena/shape.ts';
import { athena, configuration, expression, projected, rowsOf, table } from './kit.ts';

const setting = { workgroup: 'waxseal', databases: ['logs'] };
const source = athenaLogs(setting);
const whole = [window.from, window.to] as const;
const quiet = hours(6).map((at) => s3Line({ at }));
const at = new Date('2026-11-12T03:00:00Z');
const plain = { at, tls: '-', cipher: '-' };
const rows = (lines: readonly string[]) => rowsOf(lines, 'orders', whole);
const good = (more: readonly string[] = []): Answers => athena({ rows: rows([...quiet, ...more]) });

const answerTo = async (answers: Answers, more: Parameters<typeof asking>[1] = {}) => {
  const { aws, asked } = answering(answers);
  const found = await source.read(asking(aws, more));
  const called = asked.map(({ operation }) => operation);
  const query = asked.find(({ operation }) => operation === 'StartQueryExecution')?.input;
  return { called, query, evidence: found.is === 'read' ? verdictOf(plaintext, found, window) : found };
};

/** The same lines by the reader of objects. */
const direct = (lines: readonly string[]) => {
  const tally = tallyOf(window);
  const parse = lineOf('orders');
  for (const line of lines) tally.add(parse(line));
  const { callers, ...counts } = tally.result(window.to);
  return {
    ...counts,
    callers: callers.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  };
};
const byAthena = async (lines: readonly string[]) => {
  const { aws } = answering(athena({ rows: rows(lines) }));
  const found = await source.read(asking(aws));
  if (found.is !== 'read') throw new Error(JSON.stringify(found));
  const { secure, offending, unread, callers } = found;
  return {
    secure,
    offending,
    unread,
    callers: callers.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  };
};

describe('S3 server access logs by Athena', () => {
  test('all of the window over TLS: clean, by best effort', async () => {
    const { evidence, query, called } = await answerTo(good());
    expect(evidence).toMatchObject({ is: 'clean', complete: false, records: 56 });
    expect(query).toMatchObject({
      WorkGroup: 'waxseal',
      QueryExecutionContext: { Database: 'logs' },
      ExecutionParameters: ["'orders'"],
    });
    // Its settings are the workgroup's: results go where that says.
    expect(query).not.toHaveProperty('ResultConfiguration');
    expect(Reflect.get(Object(query), 'QueryString')).not.toContain("BETWEEN '2026/");
    expect(called.filter((one) => one === 'GetQueryExecution')).toHaveLength(3);
    expect(called).not.toContain('GetObject');
    expect(called).not.toContain('StopQueryExecution');
  });
  test('plain requests among them: seen, with names, the first and the last', async () => {
    const later = new Date('2026-11-13T03:00:00Z');
    const { evidence } = await answerTo(good([s3Line(plain), s3Line({ ...plain, at: later })]));
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 2,
      atLeast: true,
      callers: [
        {
          principal: 'arn:aws:iam::111122223333:user/importer',
          agent: 'curl/8.5.0',
          address: '10.0.0.7',
          count: 2,
          first: '2026-11-12T03:00:00.000Z',
          last: '2026-11-13T03:00:00.000Z',
        },
      ],
      cleanAfter: '2026-11-27T03:00:00.000Z',
    });
  });
  test.each<[string, readonly string[]]>([
    ['quiet', quiet],
    [
      'plain requests of several',
      [s3Line(plain), s3Line({ ...plain, requester: 'b' }), s3Line({ ...plain, agent: 'x y' })],
    ],
    ['anonymous, and let in', [s3Line({ ...plain, requester: '-' })]],
    [
      'scanners',
      [400, 403, 405].map((status) => s3Line({ ...plain, requester: '-', status: String(status) })),
    ],
    ['a principal that is refused', [s3Line({ ...plain, status: '403' })]],
    [
      'our own probe',
      [s3Line({ ...plain, agent: 'waxseal-probe/1' }), s3Line({ at, agent: 'waxseal-probe/1' })],
    ],
    ['without a host header', [s3Line({ ...plain, host: '-' })]],
    [
      'the work of S3 itself',
      [
        s3Line({ ...plain, operation: 'S3.EXPIRE.OBJECT' }),
        s3Line({ ...plain, operation: 'BATCH.DELETE.OBJECT' }),
      ],
    ],
    [
      'websites and SOAP',
      [s3Line({ ...plain, operation: 'WEBSITE.GET.OBJECT' }), s3Line({ ...plain, operation: 'SOAP.PUT' })],
    ],
    [
      'an operation that nobody knows',
      [s3Line({ ...plain, operation: 'NEW.THING' }), s3Line({ at, operation: 'NEW.THING' })],
    ],
    ['an agent that was not sent', [s3Line({ ...plain, agent: 'x' }).replace('"x"', '-')]],
    ['another bucket', [s3Line({ ...plain, bucket: 'other' })]],
    ['before the window', [s3Line({ ...plain, at: new Date('2026-11-01T00:00:00Z') })]],
    ['a line cut in the middle', [s3Line({}).slice(0, 200)]],
  ])('says what the reader of objects says: %s', async (_, lines) => {
    expect(direct(lines)).toMatchObject(await byAthena(lines));
  });
  test('a quotation mark in an agent moves its fields: a line that cannot be read, never one over TLS', async () => {
    const { evidence } = await answerTo(good([s3Line({ ...plain, agent: 'a" b c d e f g h' })]));
    expect(evidence).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
  test.each<[string, readonly string[], string]>([
    ['off for four days in between', [...quiet.slice(0, 20), ...quiet.slice(37)], 'gaps'],
    ['lines that the table cannot take apart', [...quiet, 'nonsense'], 'gaps'],
    ['other buckets only', hours(6).map((one) => s3Line({ at: one, bucket: 'other' })), 'no-traffic'],
    ['nothing at all', [], 'no-traffic'],
  ])('unknown: %s', async (_, lines, why) => {
    expect((await answerTo(athena({ rows: rows(lines) }))).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('ciphers make no more rows: five weeks of a busy bucket stay within what is answered', async () => {
    const { query } = await answerTo(good());
    expect(Reflect.get(Object(query), 'QueryString')).toContain(
      `if(regexp_like(ciphersuite, '^[A-Z0-9_-]{4,}$'), 'SOME', ciphersuite) AS ciphersuite`,
    );
    const several = ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'].map((cipher) =>
      s3Line({ cipher }),
    );
    expect(rows(several)).toHaveLength(1);
    expect(await byAthena(several)).toMatchObject({ secure: 2, unread: 0 });
  });
  test('too many rows: not all was read', async () => {
    const [one = []] = rows(quiet);
    const { evidence } = await answerTo(athena({ rows: Array.from({ length: 10_000 }, () => one) }));
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
  });
  test('a count that is none', async () => {
    const [one = []] = rows(quiet);
    const { evidence } = await answerTo(athena({ rows: [...rows(quiet), one.with(10, 'many')] }));
    expect(evidence).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
  test('logging that is off', async () => {
    const { evidence, called } = await answerTo({ ...good(), GetBucketLogging: () => ({}) });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'off' });
    expect(called).toEqual(['GetBucketLogging']);
  });
  test('a name that could end a text in SQL is never asked about', async () => {
    const { aws, asked } = answering(good());
    const found = await source.read({ ...asking(aws), target: { ...bucket, id: "o' OR 'a'='a" } });
    expect([found.is, asked]).toEqual(['unknown', []]);
  });
});

describe('the workgroup', () => {
  const { ManagedQueryResultsConfiguration: _, ...elsewhere } = configuration;
  const { BytesScannedCutoffPerQuery: __, ...unlimited } = configuration;
  test.each<[string, object, string]>([
    ['is disabled', { State: 'DISABLED' }, 'is disabled'],
    ['tells no state', { State: undefined }, 'is disabled'],
    [
      'lets clients override',
      { Configuration: { ...configuration, EnforceWorkGroupConfiguration: false } },
      'override',
    ],
    [
      'writes into a bucket',
      { Configuration: { ...elsewhere, ResultConfiguration: { OutputLocation: 's3://results/' } } },
      'into a bucket',
    ],
    ['has no limit', { Configuration: unlimited }, 'no limit'],
    [
      'lets scan more than the budget has',
      { Configuration: { ...configuration, BytesScannedCutoffPerQuery: 100_000_001 } },
      '101 megabytes',
    ],
  ])('%s: nothing is started', async (_name, more, says) => {
    const group = { Name: 'waxseal', State: 'ENABLED', Configuration: configuration, ...more };
    const { evidence, called } = await answerTo({ ...good(), GetWorkGroup: () => ({ WorkGroup: group }) });
    expect(evidence).toMatchObject({ is: 'unknown', says: expect.stringContaining(says) });
    expect(called).not.toContain('StartQueryExecution');
  });
  test('lets scan for more dollars than the budget has', async () => {
    const budget = { megabytes: 100, objects: 9, seconds: 60, dollars: 0.0002 };
    const { evidence, called } = await answerTo(good(), { budget });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
    expect(called).not.toContain('StartQueryExecution');
  });
});

const partitioned = {
  TargetBucket: 'log-bucket',
  TargetPrefix: 'logs/',
  TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'DeliveryTime' } },
};

describe('the table', () => {
  const { StorageDescriptor } = Object(table());
  const described = (more: object): object => table({ StorageDescriptor: { ...StorageDescriptor, ...more } });
  const ofExpression = (regex: string): object =>
    described({
      SerdeInfo: { ...StorageDescriptor.SerdeInfo, Parameters: { 'input.regex': regex } },
    });
  const ofLater = (count: number): string =>
    expression.replace(/\(\?:.*$/, `(?:${' ([^ ]*)'.repeat(count)})?.*$`);
  test.each<[string, object]>([
    [
      'all columns are text',
      described({ Columns: StorageDescriptor.Columns.map((one: object) => ({ ...one, Type: 'string' })) }),
    ],
    ['as it was documented before', ofExpression(ofLater(6))],
    ['with the source Region', ofExpression(ofLater(9))],
    [
      'made by hand, without backslashes before quotation marks',
      ofExpression(expression.replaceAll(String.raw`\"`, '"')),
    ],
    ['with the ends of a line', ofExpression(`^${expression}`)],
  ])('is asked where %s', async (_, one) => {
    expect((await answerTo(athena({ rows: rows(quiet), tables: [one] }))).evidence.is).toBe('clean');
  });
  test.each([
    ['too few places', ofLater(5)],
    ['one place more at the beginning', `([^ ]*) ${expression}`],
    ['the cipher left out', expression.replace('(?: ([^ ]*) ([^ ]*) ([^ ]*)', '(?: ([^ ]*) ([^ ]*) [^ ]*')],
    ['one that takes blanks', expression.replace('(-|[0-9]*)', '(.*)')],
    ['two places that have changed', expression.replace('(-|[0-9]*) ([^ ]*)', '([^ ]*) (-|[0-9]*)')],
    ['a beginning that may be anything', `.*${expression}`],
    ['places that must not be there', expression.replace('(?: ', '(?! ')],
  ])('is not asked with an expression of %s', (_, regex) => {
    expect(isDocumented(regex)).toBe(false);
  });
  test('is looked for in the other databases where one is not there', async () => {
    const GetTables = ({ DatabaseName }: Readonly<Record<string, unknown>>) => {
      if (DatabaseName === 'gone') throw awsError('EntityNotFoundException');
      return { TableList: DatabaseName === 'logs' ? [table()] : [] };
    };
    const found = async (...databases: string[]) =>
      athenaLogs({ ...setting, databases }).read(asking(answering({ ...good(), GetTables }).aws));
    expect((await found('gone', 'logs')).is).toBe('read');
    expect(await found('gone', 'empty')).toMatchObject({
      is: 'unknown',
      why: 'off',
      says: expect.stringContaining('there is no database gone'),
    });
  });
  test('is found on a later page, above the place of the logs, written without a slash', async () => {
    const tables = [
      described({ Location: 's3://elsewhere/logs/' }),
      described({ Location: 's3://log-bucket/logs' }),
    ];
    expect((await answerTo(athena({ rows: rows(quiet), tables }))).evidence.is).toBe('clean');
  });
  test('in a database whose name could end an identifier: nobody is asked', async () => {
    const { aws, asked } = answering(good());
    const found = await athenaLogs({ ...setting, databases: ['a"b'] }).read(asking(aws));
    expect(found).toMatchObject({ is: 'unknown', why: 'off' });
    expect(asked.map(({ operation }) => operation)).not.toContain('GetTables');
  });
  test('has partitions by days: only those of the window are read, and of the day before', async () => {
    const { evidence, query } = await answerTo(
      athena({ rows: rows(quiet), tables: [projected()], logging: partitioned }),
    );
    expect(evidence.is).toBe('clean');
    expect(Reflect.get(Object(query), 'QueryString')).toContain(
      `AND "timestamp" BETWEEN '2026/11/06' AND '2026/11/21'`,
    );
  });
  test.each<[string, object, string]>([
    ['of the name alone', described({ Location: 's3://log-bucket/log' }), 'no table'],
    [
      'below the place: only some of the logs',
      described({ Location: 's3://log-bucket/logs/a/' }),
      'no table',
    ],
    ['columns in another order', described({ Columns: StorageDescriptor.Columns.toReversed() }), 'columns'],
    [
      'columns of other types',
      described({ Columns: StorageDescriptor.Columns.map((one: object) => ({ ...one, Type: 'int' })) }),
      'columns',
    ],
    [
      'a number where the query compares text',
      described({
        Columns: StorageDescriptor.Columns.map((one: { readonly Name: string }) =>
          one.Name === 'tlsversion' ? { ...one, Type: 'bigint' } : one,
        ),
      }),
      'columns',
    ],
    [
      'another reader of lines',
      described({ SerdeInfo: { SerializationLibrary: 'org.openx.JsonSerDe' } }),
      'columns',
    ],
    [
      'another expression',
      ofExpression(expression.replace('([^ ]*) ([^ ]*) ', '([^ ]*) () ')),
      'input.regex',
    ],
    ['no expression', ofExpression(''), 'input.regex'],
    ['files by a list of links', described({ InputFormat: 'SymlinkTextInputFormat' }), 'columns'],
    ['a heading that is left out', table({ Parameters: { 'skip.header.line.count': '1' } }), 'leaves out'],
    ['rows that may be hidden', table({ IsRegisteredWithLakeFormation: true }), 'Lake Formation'],
    ['a name that could end an identifier', table({ Name: 'a"; DROP' }), 'characters'],
    [
      'partitions that are not projected',
      table({ PartitionKeys: [{ Name: 'day', Type: 'string' }] }),
      'projected',
    ],
  ])('%s: nothing is started', async (_, one, says) => {
    const { evidence, called } = await answerTo(athena({ rows: rows(quiet), tables: [one] }));
    expect(evidence).toMatchObject({ is: 'unknown', why: 'off', says: expect.stringContaining(says) });
    expect(called).not.toContain('StartQueryExecution');
  });
  test.each<[string, object, string]>([
    ['by hours', { 'projection.timestamp.interval.unit': 'HOURS' }, 'projected'],
    ['by other names', { 'projection.timestamp.format': 'yyyy-MM-dd' }, 'projected'],
    ['without a place', { 'storage.location.template': undefined }, 'projected'],
    ['off', { 'projection.enabled': 'false' }, 'projected'],
    ['that begin within the window', { 'projection.timestamp.range': '2026/11/10,NOW' }, 'do not reach'],
    ['that end', { 'projection.timestamp.range': '2024/01/01,2026/11/20' }, 'do not reach'],
    [
      'of another bucket',
      { 'storage.location.template': 's3://log-bucket/logs/111122223333/eu-west-1/other/${timestamp}' },
      'no table',
    ],
  ])('partitions %s: nothing is started', async (_, parameters, says) => {
    const { evidence, called } = await answerTo(
      athena({ rows: rows(quiet), tables: [projected(parameters)], logging: partitioned }),
    );
    expect(evidence).toMatchObject({ is: 'unknown', why: 'off', says: expect.stringContaining(says) });
    expect(called).not.toContain('StartQueryExecution');
  });
});

describe('the query', () => {
  const ending = (State: string, StateChangeReason?: string): Answers => ({
    ...good(),
    GetQueryExecution: () => ({ QueryExecution: { Status: { State, StateChangeReason } } }),
  });
  test.each([
    ['FAILED', 'HIVE_BAD_DATA: secret/key', 'gaps'],
    ['CANCELLED', undefined, 'gaps'],
    ['CANCELLED', 'Query cancelled! : Bytes scanned limit was exceeded', 'budget'],
    ['FAILED', 'Bytes scanned limit was exceeded', 'budget'],
  ])('%s (%s): %s', async (state, reason, why) => {
    const { evidence, called } = await answerTo(ending(state, reason));
    expect(evidence).toMatchObject({ is: 'unknown', why });
    expect(JSON.stringify(evidence)).not.toContain('secret');
    expect(called).not.toContain('GetQueryResults');
  });
  const spentBy = async (answers: Answers) => {
    const spending = spendingOf({ megabytes: 100, objects: 99, seconds: 60, dollars: 1 }, () => now);
    const found = source.read(asking(answering(answers).aws, { spending }));
    await found.catch(() => undefined);
    const { megabytes, dollars } = spending.left();
    return [100 - megabytes, Math.round((1 - dollars) * 1e6)];
  };
  const failing = (operation: string, error: Error): Answers => ({
    ...good(),
    [operation]: () => {
      throw error;
    },
  });
  const refused = new AthenaServiceException({
    name: 'InvalidRequestException',
    $fault: 'client',
    $metadata: {},
  });
  test.each<[string, Answers, readonly number[]]>([
    ['what it scanned', good(), [20, 205]],
    [
      'ten megabytes of dollars at least',
      {
        ...good(),
        GetQueryExecution: () => ({
          QueryExecution: { Status: { State: 'SUCCEEDED' }, Statistics: { DataScannedInBytes: 5 } },
        }),
      },
      [0.000005, 105],
    ],
    [
      'what the workgroup lets it scan, where nobody can tell how it fares',
      failing('GetQueryExecution', awsError('ThrottlingException')),
      [50, 505],
    ],
    ['the same where its end has no numbers', ending('CANCELLED'), [50, 505]],
    ['the same where it has no id', { ...good(), StartQueryExecution: () => ({}) }, [50, 505]],
    [
      'the same where the answer to the start is lost',
      failing('StartQueryExecution', awsError('TimeoutError')),
      [50, 505],
    ],
    ['nothing where the start is refused', failing('StartQueryExecution', refused), [0, 5]],
  ])('costs %s', async (_, answers, costs) => {
    const [megabytes = 0, dollars = 0] = await spentBy(answers);
    expect([Math.round(megabytes * 1e6) / 1e6, dollars]).toEqual(costs);
  });
  test('that is stopped costs what the workgroup lets it scan', async () => {
    let seconds = 0;
    const spending = spendingOf(
      { megabytes: 100, objects: 99, seconds: 5, dollars: 1 },
      () => new Date(now.getTime() + seconds * 1000),
    );
    const { aws } = answering({
      ...ending('RUNNING'),
      StopQueryExecution: () => {
        throw awsError('InternalServerException');
      },
    });
    const pause = async (milliseconds: number): Promise<void> => void (seconds += milliseconds / 1000);
    await expect(source.read(asking(aws, { spending, pause }))).rejects.toThrow('InternalServerException');
    expect(spending.left().megabytes).toBe(50);
  });
  test('takes longer than the budget: it is stopped', async () => {
    let seconds = 0;
    const spending = spendingOf(
      { megabytes: 100, objects: 9, seconds: 5, dollars: 1 },
      () => new Date(now.getTime() + seconds * 1000),
    );
    const { evidence, called } = await answerTo(ending('RUNNING'), {
      spending,
      pause: async (milliseconds) => void (seconds += milliseconds / 1000),
    });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
    expect(called.at(-1)).toBe('StopQueryExecution');
    expect(called.filter((one) => one === 'GetQueryExecution')).toHaveLength(7);
  });
  test('of which nobody can tell how it fares is stopped, and the error is told', async () => {
    const { aws, asked } = answering({
      ...good(),
      GetQueryExecution: () => {
        throw awsError('AccessDeniedException');
      },
    });
    await expect(source.read(asking(aws))).rejects.toThrow('AccessDeniedException');
    expect(asked.at(-1)?.operation).toBe('StopQueryExecution');
  });
  test.each([
    ['GetWorkGroup', 'AccessDeniedException', 'no-access'],
    ['GetTables', 'AccessDeniedException', 'no-access'],
    ['StartQueryExecution', 'AccessDeniedException', 'no-access'],
    ['StartQueryExecution', 'TooManyRequestsException', 'gaps'],
    ['GetQueryResults', 'InternalServerException', 'gaps'],
  ])('%s answers %s: %s', async (operation, error, why) => {
    const { aws } = answering({
      ...good(),
      [operation]: () => {
        throw awsError(error);
      },
    });
    const reader = { now: () => now, pause: async () => {}, look: () => aws, sources: [source] };
    const rules = {
      days: 14,
      bestEffort: 'ask' as const,
      budget: { megabytes: 100, objects: 9, seconds: 60, dollars: 1 },
    };
    const evidence = await evidenceFrom(reader)({ target: bucket, questions: [plaintext], rules });
    expect(evidence).toMatchObject({ is: 'unknown', why });
  });
});

test('is asked before the reader of objects, and only where a workgroup is named', () => {
  expect(sourcesWith(undefined)).toBe(sources);
  const names = sourcesWith(setting).map(({ name }) => name);
  expect(names.indexOf(source.name)).toBe(names.indexOf('S3 server access logs') - 1);
  expect(names).toHaveLength(sources.length + 1);
  expect(sources.flatMap(({ permissions }) => permissions)).not.toContain(athenaPermissions.workgroup[3]);
});
