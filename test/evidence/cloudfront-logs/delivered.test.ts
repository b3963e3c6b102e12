import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { deliveredCloudFrontLogs } from '../../../src/evidence/cloudfront-logs/delivered.ts';
import { placeOf } from '../../../src/evidence/cloudfront-logs/path.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import {
  asking,
  distribution,
  hours,
  oldViewers,
  viewerHeading,
  viewerLine,
  viewers,
  window,
} from '../kit.ts';

const target: Target = {
  account: '111122223333',
  region: 'us-east-1',
  partition: 'aws',
  type: 'AWS::CloudFront::Distribution',
  id: distribution,
  arn: viewers.of,
};
const names = (viewerHeading.split('\n')[1] ?? '').replace('#Fields: ', '').split(' ');
const suffix = 'AWSLogs/{account-id}/CloudFront/{DistributionId}/{yyyy}/{MM}/{dd}/{HH}';
const folderOf = (at: Date): string =>
  `AWSLogs/111122223333/CloudFront/${distribution}/${at.toISOString().slice(0, 13).replaceAll(/[-T]/g, '/')}/`;
const keyOf = (at: Date, folder = folderOf(at), id = distribution): string =>
  `${folder}${id}.${at.toISOString().slice(0, 13).replace('T', '-')}.0a1b2c3d.gz`;

/** How a record is written, by the format of the delivery. */
const written = {
  w3c: (lines: readonly string[]) => [viewerHeading, ...lines].join('\n'),
  plain: (lines: readonly string[]) => lines.join('\n'),
  json: (lines: readonly string[]) =>
    lines
      .map((line) => {
        const values = line.split('\t').map((value) => (value === '-' ? null : value));
        return JSON.stringify(Object.fromEntries(names.map((name, at) => [name, values[at]])));
      })
      .join('\n'),
} as const;
type Format = keyof typeof written;

interface Given {
  readonly format?: Format | 'parquet' | 'raw';
  readonly delivery?: object;
  readonly resource?: string;
  readonly objects?: ReadonlyMap<string, string>;
  readonly more?: Answers;
  readonly budget?: NonNullable<Parameters<typeof asking>[1]>['budget'];
  readonly question?: Question;
}
const answerTo = async ({
  format = 'w3c',
  delivery = {},
  resource = 'arn:aws:s3:::all-logs',
  objects = new Map(),
  more = {},
  budget,
  question = viewers,
}: Given) => {
  const keys = [...objects.keys()].toSorted();
  const { aws, asked } = answering({
    DescribeDeliverySources: () => ({
      deliverySources: [
        { name: 'own', logType: 'ACCESS_LOGS', resourceArns: [viewers.of] },
        { name: 'connections', logType: 'CONNECTION_LOGS', resourceArns: [viewers.of] },
        { name: 'other', logType: 'ACCESS_LOGS', resourceArns: [`${viewers.of}X`] },
      ],
    }),
    DescribeDeliveries: () => ({
      deliveries: [
        {
          deliverySourceName: 'own',
          deliveryDestinationType: 'S3',
          deliveryDestinationArn: 'd',
          recordFields: names,
          fieldDelimiter: '\t',
          s3DeliveryConfiguration: { suffixPath: suffix },
          ...delivery,
        },
      ],
    }),
    DescribeDeliveryDestinations: () => ({
      deliveryDestinations: [
        {
          arn: 'd',
          outputFormat: format,
          deliveryDestinationConfiguration: { destinationResourceArn: resource },
        },
      ],
    }),
    GetBucketLocation: () => ({ LocationConstraint: 'eu-central-1' }),
    ListObjectsV2: ({ Prefix, StartAfter = '' }) => ({
      Contents: keys
        .filter((key) => key.startsWith(String(Prefix)) && key > String(StartAfter))
        .map((Key) => ({ Key, Size: 400 })),
    }),
    GetObject: ({ Key }) => ({ Body: Readable.from([gzipSync(objects.get(String(Key)) ?? '')]) }),
    ...more,
  });
  const found = await deliveredCloudFrontLogs.read(
    asking(aws, { question, target, ...(budget && { budget }) }),
  );
  return { asked, evidence: found.is === 'read' ? verdictOf(question, found, window) : found };
};

const dayBefore = new Date(window.from.getTime() - 20 * 3_600_000);
const moments = [dayBefore, ...hours(6)];
const overTls = (at: Date) => [viewerLine({ at, protocol: 'https' })];
const log = (
  format: Format,
  lines: (at: Date) => readonly string[] = overTls,
  folder: (at: Date) => string = folderOf,
) => new Map(moments.map((at) => [keyOf(at, folder(at)), written[format](lines(at))]));
const plainAt = new Date('2026-11-12T03:00:00Z');
const withPlain = (format: Format) =>
  new Map([...log(format), [keyOf(plainAt), written[format]([viewerLine({ at: plainAt })])]]);

describe.each<Format>(['w3c', 'plain', 'json'])('delivered as %s', (format) => {
  test('clean, as far as logs delivered by best effort can be', async () => {
    expect((await answerTo({ format, objects: log(format) })).evidence).toMatchObject({
      is: 'clean',
      records: 56,
      complete: false,
      source: 'CloudFront access logs delivered into all-logs',
      until: '2026-11-20T12:00:00.000Z',
    });
  });
  test('seen, with whoever came', async () => {
    expect((await answerTo({ format, objects: withPlain(format) })).evidence).toMatchObject({
      is: 'seen',
      count: 1,
      atLeast: true,
      callers: [{ address: '198.51.100.7', agent: 'curl/8.5.0' }],
    });
  });
  test.each<[string, (at: Date) => string]>([
    ['scanners', (at) => viewerLine({ at, host: '198.51.100.7', status: '403' })],
    ['probes of ours', (at) => viewerLine({ at, agent: 'waxseal-probe/1' })],
    ['what is redirected already', (at) => viewerLine({ at, result: 'Redirect', status: '301' })],
  ])('%s are nobody', async (_, line) => {
    const objects = log(format, (at) => [...overTls(at), line(at)]);
    expect((await answerTo({ format, objects })).evidence.is).toBe('clean');
  });
  test.each(['x', '{"cs-protocol":"https"}', '[1]', 'null'])('the line %s is a gap', async (line) => {
    const objects = new Map([
      ...log(format),
      [keyOf(plainAt), written[format](overTls(plainAt)) + `\n${line}`],
    ]);
    expect((await answerTo({ format, objects })).evidence).toMatchObject({ why: 'gaps' });
  });
  test('a record over TLS without a version is a gap', async () => {
    const objects = log(format, (at) => [viewerLine({ at, protocol: 'https', tls: '-' })]);
    expect((await answerTo({ format, objects })).evidence).toMatchObject({ why: 'gaps' });
  });
});

describe('who speaks TLS that would not be offered', () => {
  const question = oldViewers;
  test('is asked of the same logs', () => {
    expect([viewers, oldViewers].map(deliveredCloudFrontLogs.answers)).toEqual([true, true]);
  });
  test.each<Format>(['w3c', 'plain', 'json'])('%s', async (format) => {
    expect((await answerTo({ format, question, objects: log(format) })).evidence).toMatchObject({
      is: 'clean',
      records: 56,
    });
    const old = [viewerLine({ at: plainAt, protocol: 'https', tls: 'TLSv1', cipher: 'AES128-SHA' })];
    const objects = new Map([...log(format), [keyOf(plainAt), written[format](old)]]);
    expect((await answerTo({ format, question, objects })).evidence).toMatchObject({
      is: 'seen',
      callers: [{ address: '198.51.100.7', tls: 'TLSv1' }],
    });
  });
  test('a delivery without ciphers is of no use, and for redirects it is', async () => {
    const delivery = { recordFields: names.filter((name) => name !== 'ssl-cipher') };
    const objects = log('w3c');
    expect((await answerTo({ question, delivery, objects })).evidence).toMatchObject({
      why: 'off',
      says: expect.stringContaining('they lack ssl-cipher'),
    });
    expect((await answerTo({ delivery, objects })).evidence.is).toBe('clean');
  });
});

describe('fields of somebody’s choice', () => {
  const few = names.filter((name) => !['date', 'time', 'cs(Cookie)'].includes(name));
  const textOf = (at: Date, fields: readonly string[], when: string) => {
    const values = viewerLine({ at, protocol: 'https' }).split('\t');
    const held: Readonly<Record<string, string>> = {
      ...Object.fromEntries(names.map((name, index) => [name, values[index] ?? '-'])),
      timestamp: String(at.getTime() / 1000),
      'timestamp(ms)': String(at.getTime()),
    };
    return [...fields, when].map((name) => held[name] ?? '-').join(',');
  };
  test.each(['timestamp', 'timestamp(ms)'])('a moment by %s, values after commas', async (when) => {
    const objects = new Map(moments.map((at) => [keyOf(at), textOf(at, few, when)]));
    const delivery = { recordFields: [...few, when], fieldDelimiter: ',' };
    expect((await answerTo({ format: 'plain', delivery, objects })).evidence).toMatchObject({
      is: 'clean',
      records: 56,
    });
  });
  test.each<[string, Given, string]>([
    ['no moment', { delivery: { recordFields: few } }, 'they lack date, time'],
    [
      'no protocol of TLS',
      { delivery: { recordFields: names.filter((name) => name !== 'ssl-protocol') } },
      'they lack ssl-protocol',
    ],
    [
      'not said, and no heading',
      { format: 'plain', delivery: { recordFields: undefined } },
      'nothing says which',
    ],
    ['Parquet', { format: 'parquet' }, 'written as parquet'],
    ['raw', { format: 'raw' }, 'written as raw'],
    [
      'to a destination of another account',
      { delivery: { deliveryDestinationArn: 'e' } },
      'another account only',
    ],
    ['to CloudWatch Logs', { delivery: { deliveryDestinationType: 'CWL' } }, 'not delivered into a bucket'],
    [
      'of connections only',
      { delivery: { deliverySourceName: 'connections' } },
      'not delivered into a bucket',
    ],
    ['of another distribution', { delivery: { deliverySourceName: 'other' } }, 'not delivered into a bucket'],
    ['nothing', { more: { DescribeDeliverySources: () => ({}) } }, 'not delivered into a bucket'],
  ])('%s: off', async (_, given, says) => {
    expect((await answerTo({ objects: log('w3c'), ...given })).evidence).toMatchObject({
      is: 'unknown',
      why: 'off',
      says: expect.stringContaining(says),
    });
  });
  test('a heading says it, also where the delivery does not', async () => {
    const given = { delivery: { recordFields: undefined }, objects: log('w3c') };
    expect((await answerTo(given)).evidence.is).toBe('clean');
  });
  test.each(['cs-method', 'x-edge-result-type', 'date'])(
    'an object of before, without %s, is a gap',
    async (name) => {
      const heading = viewerHeading.replace(` ${name} `, ' x ');
      const line = viewerLine({ at: plainAt, protocol: 'https' });
      const objects = new Map([...log('w3c'), [keyOf(plainAt), `${heading}\n${line}`]]);
      expect((await answerTo({ objects })).evidence).toMatchObject({ why: 'gaps' });
    },
  );
  test('values told apart otherwise than the delivery says are gaps', async () => {
    const given = { delivery: { fieldDelimiter: ' ' }, objects: log('w3c') };
    expect((await answerTo(given)).evidence).toMatchObject({ why: 'gaps' });
  });
});

describe('where they lie', () => {
  const laid = { folder: '', suffix, hive: false, account: '111122223333', distribution: 'E1' };
  const at = new Date('2026-11-06T12:00:00Z');
  test.each<
    [string, Partial<typeof laid> & { readonly suffix?: string | undefined }, string, string | undefined]
  >([
    ['by distribution and hour', {}, 'AWSLogs/111122223333/CloudFront/E1/', '2026/11/06'],
    [
      'for Hive',
      { hive: true },
      'AWSLogs/aws-account-id=111122223333/CloudFront/DistributionId=E1/',
      'year=2026/month=11/day=06',
    ],
    [
      'in small letters, with the account',
      { folder: 'cdn', suffix: '{accountid}/{distributionid}', hive: true },
      'cdn/accountid=111122223333/distributionid=E1/E1.',
      '2026-11-06',
    ],
    ['as CloudFront has it', { suffix: undefined }, 'AWSLogs/111122223333/CloudFront/E1.', '2026-11-06'],
    ['below a prefix', { folder: 'cdn/', suffix: '' }, 'cdn/E1.', '2026-11-06'],
    ['by day first', { folder: 'cdn', suffix: '/{yyyy}/{MM}/{dd}/{DistributionId}' }, 'cdn/', '2026/11/06'],
    ['the wrong way round', { folder: 'cdn', suffix: 'x/{dd}/{MM}/{yyyy}' }, 'cdn/x/', undefined],
    ['days as one', { folder: 'cdn', suffix: '{DistributionId}/{yyyy}-{MM}-{dd}' }, 'cdn/E1/', undefined],
    ['by what nobody knows', { folder: 'cdn', suffix: '{edge}/{DistributionId}' }, 'cdn/', undefined],
  ])('%s', (_, more, prefix, day) => {
    const place = placeOf({ ...laid, ...more });
    expect([place.prefix, place.day?.(at)]).toEqual([prefix, day]);
  });
  test.each<[string, string, string, (at: Date) => string]>([
    ['a prefix of the destination', 'arn:aws:s3:::all-logs/cdn', '', () => 'cdn/'],
    [
      'days that do not sort',
      'arn:aws:s3:::all-logs/cdn/',
      '{dd}/{MM}',
      (when) => `cdn/${when.toISOString().slice(8, 10)}/11/`,
    ],
  ])('%s', async (_, resource, suffixPath, folder) => {
    const delivery = { s3DeliveryConfiguration: { suffixPath } };
    const objects = log('w3c', overTls, folder);
    expect((await answerTo({ resource, delivery, objects })).evidence).toMatchObject({
      is: 'clean',
      records: 56,
    });
  });
  test('files of other distributions and other objects are passed over, and what is older is not read', async () => {
    const early = new Date('2026-09-01T00:00:00Z');
    const delivery = { s3DeliveryConfiguration: { suffixPath: '{dd}' } };
    const resource = 'arn:aws:s3:::all-logs/cdn';
    const objects = new Map([
      ...log('w3c', overTls, () => 'cdn/01/'),
      [keyOf(plainAt, 'cdn/01/', `${distribution}X`), 'of another'],
      [keyOf(early, 'cdn/01/'), 'too old'],
      ['cdn/01/README', 'nothing'],
    ]);
    const { evidence, asked } = await answerTo({ resource, delivery, objects });
    expect(evidence.is).toBe('clean');
    expect(asked.filter(({ operation }) => operation === 'GetObject')).toHaveLength(moments.length);
  });
});

describe('what shows nothing', () => {
  const objects = log('w3c');
  test.each<[string, Given, string]>([
    ['no objects', {}, 'too-young'],
    ['younger than the window', { objects: new Map([...objects].slice(20)) }, 'too-young'],
    [
      'off for a week',
      { objects: new Map([...objects].filter(([key]) => !/2026\/11\/1[0-6]/.test(key))) },
      'gaps',
    ],
    [
      'more objects than the budget',
      { objects, budget: { megabytes: 100, objects: 10, seconds: 60, dollars: 1 } },
      'budget',
    ],
    [
      'a list that breaks off',
      {
        more: {
          ListObjectsV2: () => ({
            Contents: [...objects.keys()].map((Key) => ({ Key, Size: 400 })),
            IsTruncated: true,
          }),
        },
        objects,
      },
      'budget',
    ],
    [
      'an object that breaks off',
      {
        objects,
        more: { GetObject: () => ({ Body: Readable.from([gzipSync(viewerHeading).subarray(0, 40)]) }) },
      },
      'gaps',
    ],
  ])('%s: unknown', async (_, given, why) => {
    expect((await answerTo(given)).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('a bucket that may not be read is told by whoever asks', async () => {
    const more: Answers = {
      ListObjectsV2: () => {
        throw awsError('AccessDenied');
      },
    };
    await expect(answerTo({ objects, more })).rejects.toThrow('AccessDenied');
  });
  test('deliveries whose pages do not end are not taken for all', async () => {
    const more: Answers = { DescribeDeliveries: () => ({ nextToken: 'again' }) };
    await expect(answerTo({ objects, more })).rejects.toMatchObject({ code: 'pages-without-end' });
  });
});
