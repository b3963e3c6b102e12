import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import { s3AccessLogs } from '../../../src/evidence/s3-access-logs/source.ts';
import { answering, type Answers } from '../../kit/answering.ts';
import { asking, hours, plaintext, s3Line, window } from '../kit.ts';

type Objects = ReadonlyMap<string, Buffer>;

const keyOf = (at: Date): string => `logs/${at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}-A1B2`;
/** One object for each moment, with one line over TLS. */
const quiet = (moments = hours(6)): Map<string, Buffer> =>
  new Map(moments.map((at) => [keyOf(at), Buffer.from(`${s3Line({ at })}\n`)]));
const oldest: readonly [string, Buffer] = [
  'logs/2026-01-01-00-00-00-AAAA',
  Buffer.from(`${s3Line({ at: new Date('2026-01-01') })}\n`),
];
const withOldest = (objects: Objects): Objects => new Map([oldest, ...objects]);

/** S3 as far as logs need it: two keys a page. */
const s3 = (
  objects: Objects,
  logging: object = { TargetBucket: 'log-bucket', TargetPrefix: 'logs/' },
): Answers => ({
  GetBucketLogging: () => ({ LoggingEnabled: logging }),
  ListObjectsV2: ({ Prefix = '', StartAfter = '', ContinuationToken, MaxKeys = 2 }) => {
    const from = String(ContinuationToken ?? StartAfter);
    const keys = [...objects.keys()].filter((key) => key.startsWith(String(Prefix)) && key > from).toSorted();
    const page = keys.slice(0, Number(MaxKeys));
    const rest = keys.length > page.length;
    return {
      Contents: page.map((Key) => ({ Key, Size: objects.get(Key)?.length })),
      IsTruncated: rest,
      ...(rest && { NextContinuationToken: page.at(-1) }),
    };
  },
  GetObject: ({ Key }) => ({ Body: Readable.from([objects.get(String(Key))]) }),
});

const answerTo = async (answers: Answers, more: Parameters<typeof asking>[1] = {}) => {
  const { aws, asked } = answering(answers);
  const found = await s3AccessLogs.read(asking(aws, more));
  return { asked, evidence: found.is === 'read' ? verdictOf(plaintext, found, window) : found };
};

describe('S3 server access logs', () => {
  test('all of the window over TLS: clean, by best effort', async () => {
    const { evidence, asked } = await answerTo(s3(withOldest(quiet())));
    expect(evidence).toMatchObject({ is: 'clean', complete: false, records: 56 });
    // Older objects are passed over, not read.
    expect(asked.filter(({ operation }) => operation === 'GetObject')).toHaveLength(56);
    expect(asked.every(({ input }) => Reflect.get(input, 'ExpectedBucketOwner') === '111122223333')).toBe(
      true,
    );
  });
  test('one plain request among them: seen, with a name', async () => {
    const at = new Date('2026-11-12T03:00:00Z');
    const objects = withOldest(
      quiet().set(`${keyOf(at)}X`, Buffer.from(s3Line({ at, tls: '-', cipher: '-' }))),
    );
    const { evidence } = await answerTo(s3(objects));
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 1,
      atLeast: true,
      callers: [{ principal: 'arn:aws:iam::111122223333:user/importer', agent: 'curl/8.5.0', count: 1 }],
      cleanAfter: '2026-11-26T03:00:00.000Z',
    });
    expect(JSON.stringify(evidence)).not.toContain('a/b.csv');
  });
  test.each<[string, Objects, string]>([
    ['on for a week only', quiet(hours(6).slice(28)), 'too-young'],
    [
      'off for four days in between',
      withOldest(quiet([...hours(6).slice(0, 20), ...hours(6).slice(37)])),
      'gaps',
    ],
    [
      'switched off two days ago, which an idle bucket looks like',
      withOldest(quiet(hours(6).slice(0, 40))),
      'gaps',
    ],
    [
      'only other buckets write below the prefix',
      withOldest(new Map(hours(6).map((at) => [keyOf(at), Buffer.from(s3Line({ at, bucket: 'other' }))]))),
      'no-traffic',
    ],
    [
      'nothing but a line cut in the middle is wrong',
      withOldest(quiet().set('logs/2026-11-12-00-00-00-ZZ', Buffer.from(s3Line({}).slice(0, 200)))),
      'gaps',
    ],
    [
      'an object that is no gzip though it begins so',
      withOldest(quiet().set('logs/2026-11-12-00-00-00-ZZ', Buffer.from([0x1f, 0x8b, 1, 2]))),
      'gaps',
    ],
    ['nothing at all', new Map(), 'too-young'],
  ])('unknown: %s', async (_, objects, why) => {
    const { evidence } = await answerTo(s3(objects));
    expect(evidence).toMatchObject({ is: 'unknown', why });
  });
  test('a scanner, a probe of ours and the work of S3 itself are nobody', async () => {
    const at = new Date('2026-11-12T03:00:00Z');
    const noise = [
      s3Line({ at, requester: '-', status: '403', tls: '-', cipher: '-' }),
      s3Line({ at, agent: 'waxseal-probe', tls: '-', cipher: '-' }),
      s3Line({ at, operation: 'S3.EXPIRE.OBJECT', tls: '-', cipher: '-' }),
    ].join('\n');
    const { evidence } = await answerTo(s3(withOldest(quiet().set(`${keyOf(at)}X`, Buffer.from(noise)))));
    expect(evidence.is).toBe('clean');
  });
  test('a page that says that there is more, and not where: not all was read', async () => {
    const answers = s3(withOldest(quiet()));
    const { evidence } = await answerTo({
      ...answers,
      ListObjectsV2: (input) => ({
        ...Object(answers['ListObjectsV2']?.(input)),
        NextContinuationToken: undefined,
      }),
    });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
  });
  test.each([
    ['objects', { megabytes: 100, objects: 5, seconds: 60, dollars: 1 }],
    ['bytes', { megabytes: 0.002, objects: 1000, seconds: 60, dollars: 1 }],
    ['money', { megabytes: 100, objects: 1000, seconds: 60, dollars: 0.000_01 }],
  ])('a budget of %s that does not suffice', async (_, budget) => {
    const { evidence, asked } = await answerTo(s3(withOldest(quiet())), { budget });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
    expect(asked.filter(({ operation }) => operation === 'GetObject').length).toBeLessThan(20);
  });
  test('what is seen within a small budget is seen: objects are taken from all of the window', async () => {
    const objects = withOldest(
      new Map(hours(6).map((at) => [keyOf(at), Buffer.from(s3Line({ at, tls: '-', cipher: '-' }))])),
    );
    const { evidence } = await answerTo(s3(objects), {
      budget: { megabytes: 100, objects: 8, seconds: 60, dollars: 1 },
    });
    expect(evidence).toMatchObject({ is: 'seen', count: 8, atLeast: true });
    const [caller] = evidence.is === 'seen' ? evidence.callers : [];
    expect([caller?.first.slice(0, 10), caller?.last.slice(0, 10)]).toEqual(['2026-11-07', '2026-11-19']);
  });
  test('fifty people are enough', async () => {
    const lines = Array.from({ length: 400 }, (_, n) =>
      s3Line({ at: hours(1)[n % 300], requester: `user-${n}`, tls: '-', cipher: '-' }),
    );
    const { evidence } = await answerTo(
      s3(withOldest(quiet().set('logs/2026-11-07-13-00-00-B', Buffer.from(lines.join('\n'))))),
    );
    expect(evidence).toMatchObject({ is: 'seen', atLeast: true });
    if (evidence.is === 'seen') expect(evidence.callers).toHaveLength(50);
  });
  test('compressed by somebody on the way', async () => {
    const objects = new Map([...withOldest(quiet())].map(([key, body]) => [key, gzipSync(body)]));
    expect((await answerTo(s3(objects))).evidence).toMatchObject({ is: 'clean', records: 56 });
  });
  test('partitioned keys', async () => {
    const prefix = 'logs/111122223333/eu-west-1/orders/';
    const key = (at: Date) =>
      `${prefix}${at.toISOString().slice(0, 10).replaceAll('-', '/')}/${at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}-A`;
    const objects = new Map(
      [new Date('2026-10-01T00:00:00Z'), ...hours(6)].map((at) => [key(at), Buffer.from(s3Line({ at }))]),
    );
    const logging = {
      TargetBucket: 'log-bucket',
      TargetPrefix: 'logs/',
      TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' } },
    };
    expect((await answerTo(s3(objects, logging))).evidence).toMatchObject({ is: 'clean', records: 56 });
  });
  test('logging that is off says how to switch it on', async () => {
    const { aws } = answering({ GetBucketLogging: () => ({}) });
    const found = await s3AccessLogs.read(asking(aws));
    expect(found).toMatchObject({ is: 'unknown', why: 'off' });
    expect(found.is === 'unknown' && found.enable?.costs).toMatch(/dollars/);
  });
  test('answers for buckets only', () => {
    const asks = (of: string): boolean => s3AccessLogs.answers({ ...plaintext, of });
    expect([asks('arn:aws-cn:s3:::b'), asks('arn:aws:sqs:eu-west-1:1:q')]).toEqual([true, false]);
  });
});
