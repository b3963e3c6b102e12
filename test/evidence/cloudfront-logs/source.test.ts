import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { cloudFrontLogs } from '../../../src/evidence/cloudfront-logs/source.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import { asking, distribution, hours, viewerHeading, viewerLine, viewers, window } from '../kit.ts';

const target: Target = {
  account: '111122223333',
  region: 'us-east-1',
  partition: 'aws',
  type: 'AWS::CloudFront::Distribution',
  id: distribution,
  arn: viewers.of,
};
const keyOf = (at: Date, id = distribution, folder = 'cdn/'): string =>
  `${folder}${id}.${at.toISOString().slice(0, 13).replace('T', '-')}.0a1b2c3d.gz`;
const dayBefore = new Date(window.from.getTime() - 20 * 3_600_000);

interface Given {
  readonly logging?: object;
  readonly place?: object;
  readonly more?: Answers;
  readonly objects?: ReadonlyMap<string, string>;
  readonly budget?: NonNullable<Parameters<typeof asking>[1]>['budget'];
}

const answerTo = async ({ logging, place = {}, more = {}, objects = new Map(), budget }: Given) => {
  const keys = [...objects.keys()].toSorted();
  const regions: string[] = [];
  const { aws, asked } = answering({
    GetDistribution: () => ({
      Distribution: {
        DistributionConfig: {
          Logging: { Enabled: true, Bucket: 'all-logs.s3.amazonaws.com', Prefix: 'cdn/', ...logging },
        },
      },
    }),
    GetBucketLocation: () => place,
    ListObjectsV2: ({ Prefix, StartAfter = '', MaxKeys = 1000 }) => ({
      Contents: keys
        .filter((key) => key.startsWith(String(Prefix)) && key > String(StartAfter))
        .slice(0, Number(MaxKeys))
        .map((Key) => ({ Key, Size: 400 })),
    }),
    GetObject: ({ Key }) => ({ Body: Readable.from([gzipSync(objects.get(String(Key)) ?? '')]) }),
    ...more,
  });
  const look = ({ region }: { readonly region: string }) => {
    regions.push(region);
    return aws;
  };
  const found = await cloudFrontLogs.read(
    asking(aws, { question: viewers, target, look, ...(budget && { budget }) }),
  );
  return {
    asked,
    regions: [...new Set(regions)],
    evidence: found.is === 'read' ? verdictOf(viewers, found, window) : found,
  };
};
/** An object every six hours, from the day before the window, each with these lines after its heading. */
const log = (
  lines: (at: Date) => readonly string[],
  more: readonly (readonly [string, string])[] = [],
  folder = 'cdn/',
) =>
  new Map([
    ...[dayBefore, ...hours(6)].map(
      (at) => [keyOf(at, distribution, folder), [viewerHeading, ...lines(at)].join('\n')] as const,
    ),
    ...more,
  ]);
const overTls = (at: Date) => [viewerLine({ at, protocol: 'https' })];

describe('CloudFront standard logs', () => {
  test('clean, as far as logs delivered by best effort can be', async () => {
    const { evidence, asked } = await answerTo({ objects: log(overTls) });
    expect(evidence).toMatchObject({
      is: 'clean',
      records: 56,
      complete: false,
      source: 'CloudFront standard logs in all-logs',
      // Some records come a day late.
      until: '2026-11-20T12:00:00.000Z',
    });
    expect(asked.find(({ operation }) => operation === 'ListObjectsV2')?.input).toMatchObject({
      Bucket: 'all-logs',
      Prefix: `cdn/${distribution}.`,
    });
  });
  test('seen, with whoever came', async () => {
    const plain = new Date('2026-11-12T03:00:00Z');
    const more: [string, string][] = [
      [keyOf(plain).replace('0a', '1b'), `${viewerHeading}\n${viewerLine({ at: plain })}`],
    ];
    expect((await answerTo({ objects: log(overTls, more) })).evidence).toMatchObject({
      is: 'seen',
      count: 1,
      atLeast: true,
      callers: [{ address: '198.51.100.7', agent: 'curl/8.5.0' }],
    });
  });
  test('other distributions in the same bucket, and other objects, are passed over', async () => {
    const other: [string, string][] = [
      [keyOf(new Date('2026-11-12T03:00:00Z'), 'E2OTHER'), `${viewerHeading}\n${viewerLine()}`],
      ['cdn/README', 'nothing'],
    ];
    expect((await answerTo({ objects: log(overTls, other) })).evidence.is).toBe('clean');
  });
  test.each<[string, Given, string]>([
    ['switched off', { logging: { Enabled: false } }, 'off'],
    ['no bucket', { logging: { Bucket: '' } }, 'off'],
    ['no objects', {}, 'too-young'],
    ['younger than the window', { objects: new Map([...log(overTls)].slice(20)) }, 'too-young'],
    [
      'only plain requests that are redirected',
      { objects: log((at) => [viewerLine({ at, result: 'Redirect' })]) },
      'no-traffic',
    ],
    [
      'an object without a heading',
      { objects: log(overTls, [[keyOf(dayBefore).replace('0a', '1b'), viewerLine()]]) },
      'gaps',
    ],
    ['a broken line', { objects: log((at) => [...overTls(at), 'x']) }, 'gaps'],
    [
      'off for a week',
      { objects: new Map([...log(overTls)].filter(([key]) => !/2026-11-1[0-6]/.test(key))) },
      'gaps',
    ],
    [
      'more objects than the budget',
      { objects: log(overTls), budget: { megabytes: 100, objects: 10, seconds: 60, dollars: 1 } },
      'budget',
    ],
  ])('%s is unknown', async (_, given, why) => {
    expect((await answerTo(given)).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('an object that breaks off is a gap', async () => {
    const cut: Answers = {
      GetObject: () => ({ Body: Readable.from([gzipSync(viewerLine()).subarray(0, 40)]) }),
    };
    expect((await answerTo({ objects: log(overTls), more: cut })).evidence).toMatchObject({
      is: 'unknown',
      why: 'gaps',
    });
  });
  test.each<[object, string]>([
    [{}, 'us-east-1'],
    [{ LocationConstraint: 'eu-central-1' }, 'eu-central-1'],
    [{ LocationConstraint: 'EU' }, 'eu-west-1'],
  ])('the bucket is read where it is: %j', async (place, region) => {
    expect((await answerTo({ place, objects: log(overTls) })).regions).toContain(region);
  });
  test.each([
    ['', ''],
    ['cdn', 'cdn/'],
    ['a/b/', 'a/b/'],
  ])('prefix "%s"', async (Prefix, folder) => {
    const objects = log(overTls, [], folder);
    expect((await answerTo({ logging: { Prefix }, objects })).evidence.is).toBe('clean');
  });
  test.each([
    ['logs.s3.eu-west-1.amazonaws.com', 'logs'],
    ['my.s3.logs.s3.amazonaws.com', 'my.s3.logs'],
    ['logs.s3.cn-north-1.amazonaws.com.cn', 'logs'],
  ])('the bucket of %s', async (Bucket, name) => {
    const { asked } = await answerTo({ logging: { Bucket } });
    expect(asked.find(({ operation }) => operation === 'GetBucketLocation')?.input).toEqual({ Bucket: name });
  });
  test('a bucket that may not be read is told by whoever asks', async () => {
    const more: Answers = {
      ListObjectsV2: () => {
        throw awsError('AccessDenied');
      },
    };
    await expect(answerTo({ more })).rejects.toThrow('AccessDenied');
  });
});
