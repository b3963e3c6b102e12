import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import { cloudTrailFiles } from '../../../src/evidence/cloudtrail-files/source.ts';
import { answering, awsError, type Answers } from '../../kit/answering.ts';
import { asking, hours, plaintext, window } from '../kit.ts';
import { event, file } from './kit.ts';

type Files = ReadonlyMap<string, Buffer>;

const folder = 'AWSLogs/111122223333/CloudTrail/eu-west-1/';
const keyOf = (at: Date, under = folder): string => {
  const time = at.toISOString();
  const stamp = `${time.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  return `${under}${time.slice(0, 10).replaceAll('-', '/')}/111122223333_CloudTrail_eu-west-1_${stamp}_Mu0KsOhtH1ar15ZZ.json.gz`;
};
const packed = (...events: readonly unknown[]): Buffer => gzipSync(file(...events));
const old = new Date('2026-01-05T00:00:00Z');

/** A file for each moment, with one event over TLS; and an old one, which shows how long files are kept. */
const quiet = (moments = hours(6), under = folder): Map<string, Buffer> =>
  new Map([old, ...moments].map((at) => [keyOf(at, under), packed(event({ at }))]));
const plainAt = new Date('2026-11-12T03:00:00Z');
const withPlain = (under = folder): Files =>
  quiet(hours(6), under).set(keyOf(plainAt, under), packed(event({ at: plainAt, tls: undefined })));

interface Given {
  readonly files?: Files;
  readonly trail?: object;
  readonly trails?: readonly object[];
  readonly status?: object;
  readonly selectors?: object;
  readonly more?: Answers;
  /** Whose the bucket is. */
  readonly owner?: string;
}
const trailArn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t';
const all = { EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] };
const trailOf = (trail: object) => ({
  Name: 't',
  TrailARN: trailArn,
  S3BucketName: 'trail-bucket',
  HomeRegion: 'eu-west-1',
  IsMultiRegionTrail: true,
  ...trail,
});

/** CloudTrail and S3 as far as files need them: two keys a page. */
const aws = (given: Given = {}): Answers => {
  const { files = quiet(), trail = {}, trails = [trailOf(trail)], owner = '111122223333' } = given;
  const whose = ({ ExpectedBucketOwner: expected }: Readonly<Record<string, unknown>>): void => {
    if (expected !== undefined && expected !== owner) throw awsError('AccessDenied');
  };
  return {
    DescribeTrails: () => ({ trailList: trails }),
    GetEventSelectors: () => given.selectors ?? all,
    GetTrailStatus: () => ({
      IsLogging: true,
      StartLoggingTime: new Date('2026-01-01'),
      LatestDeliveryTime: new Date('2026-11-21T11:55:00Z'),
      ...given.status,
    }),
    LookupEvents: () => ({ Events: [] }),
    GetBucketLocation: () => ({ LocationConstraint: 'eu-west-1' }),
    ListObjectsV2: (input) => {
      whose(input);
      const { Prefix = '', StartAfter = '', ContinuationToken, MaxKeys = 2 } = input;
      const from = String(ContinuationToken ?? StartAfter);
      const keys = [...files.keys()].filter((key) => key.startsWith(String(Prefix)) && key > from).toSorted();
      const page = keys.slice(0, Number(MaxKeys));
      const rest = keys.length > page.length;
      return {
        Contents: page.map((Key) => ({ Key, Size: files.get(Key)?.length })),
        IsTruncated: rest,
        ...(rest && { NextContinuationToken: page.at(-1) }),
      };
    },
    GetObject: (input) => {
      whose(input);
      return { Body: Readable.from([files.get(String(input['Key']))]) };
    },
    ...given.more,
  };
};

const answerTo = async (given: Given = {}, more: Parameters<typeof asking>[1] = {}) => {
  const { aws: answers, asked } = answering(aws(given));
  const found = await cloudTrailFiles.read(asking(answers, more));
  const read = asked.filter(({ operation }) => operation === 'GetObject').length;
  return { asked, read, evidence: found.is === 'read' ? verdictOf(plaintext, found, window) : found };
};

describe('CloudTrail data events in a bucket', () => {
  test('all of the window over TLS: clean, and complete', async () => {
    const { evidence, asked, read } = await answerTo();
    expect(evidence).toMatchObject({
      is: 'clean',
      complete: true,
      records: 56,
      until: '2026-11-21T11:00:00.000Z',
      source: 'CloudTrail data events in bucket trail-bucket',
    });
    // Files of before the window are passed over, not read.
    expect(read).toBe(56);
    const ofFiles = asked.filter(({ operation }) => /^(?:ListObjectsV2|GetObject)$/.test(operation));
    expect(ofFiles.every(({ input }) => Reflect.get(input, 'ExpectedBucketOwner') === '111122223333')).toBe(
      true,
    );
  });
  test('one plain request among them: seen, with a name and without what was asked for', async () => {
    const { evidence } = await answerTo({ files: withPlain() });
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 1,
      atLeast: false,
      callers: [{ principal: 'arn:aws:iam::111122223333:user/importer', agent: '[aws-cli/2.15]', count: 1 }],
      cleanAfter: '2026-11-26T03:00:00.000Z',
    });
    expect(JSON.stringify(evidence)).not.toContain('secret');
  });
  test('below a prefix of its own', async () => {
    const under = `audit/${folder}`;
    const { evidence } = await answerTo({ files: withPlain(under), trail: { S3KeyPrefix: 'audit' } });
    expect(evidence).toMatchObject({ is: 'seen', count: 1 });
  });
  test('a trail of another Region that covers all of them is asked at its home', async () => {
    const regions: string[] = [];
    const { aws: answers } = answering(aws({ trail: { HomeRegion: 'us-east-1' } }));
    const look = ({ region }: { readonly region: string }) => {
      regions.push(region);
      return answers;
    };
    const found = await cloudTrailFiles.read(asking(answers, { look }));
    expect(found).toMatchObject({ is: 'read', secure: 56 });
    expect(regions).toContain('us-east-1');
  });
  describe('a trail of another Region, whose status each Region tells of itself', () => {
    const trail = { HomeRegion: 'us-east-1', TrailARN: trailArn.replace('eu-west-1', 'us-east-1') };
    const delivered = new Date('2026-11-21T11:55:00Z');
    const answerWith = async (here: object, home: object = {}) => {
      const statusIn = (status: object) =>
        answering(aws({ trail, status: { LatestDeliveryTime: delivered, ...status } })).aws;
      const [near, far] = [statusIn(here), statusIn(home)];
      const look = ({ region }: { readonly region: string }) => (region === 'us-east-1' ? far : near);
      const found = await cloudTrailFiles.read(asking(near, { look }));
      return found.is === 'read' ? verdictOf(plaintext, found, window) : found;
    };
    test('what is not delivered of the Region of the bucket is a gap, whatever its home says', async () => {
      expect(await answerWith({ LatestDeliveryError: 'AccessDenied' })).toMatchObject({ why: 'gaps' });
      const LatestDeliveryTime = new Date('2026-11-19T11:00:00Z');
      expect(await answerWith({ LatestDeliveryTime })).toMatchObject({ why: 'gaps' });
    });
    test('what is not delivered of its home is none', async () => {
      expect(await answerWith({}, { LatestDeliveryError: 'AccessDenied' })).toMatchObject({ is: 'clean' });
    });
    test('off in either: off', async () => {
      expect(await answerWith({ IsLogging: false })).toMatchObject({ why: 'off' });
      expect(await answerWith({}, { IsLogging: false })).toMatchObject({ why: 'off' });
    });
    test('started later in either: as young as that', async () => {
      const StartLoggingTime = new Date('2026-11-15');
      expect(await answerWith({ StartLoggingTime })).toMatchObject({ why: 'too-young' });
      expect(await answerWith({}, { StartLoggingTime })).toMatchObject({ why: 'too-young' });
    });
    test('a Region that does not say since when: as its home says', async () => {
      expect(await answerWith({ StartLoggingTime: undefined })).toMatchObject({
        is: 'clean',
        complete: true,
      });
    });
  });
  test('digests, other Regions and accounts, and what somebody put there are not read', async () => {
    const at = plainAt;
    const lie = packed(event({ at, tls: undefined }));
    const day = `${folder}2026/11/12/`;
    const files = new Map([
      ...quiet(),
      [keyOf(at).replaceAll('CloudTrail', 'CloudTrail-Digest'), lie],
      [keyOf(at).replaceAll('eu-west-1', 'eu-west-2'), lie],
      [keyOf(at).replaceAll('111122223333', '999999999999'), lie],
      [`${day}notes.json.gz`, lie],
      [`${day}999999999999_CloudTrail_eu-west-1_20261112T0300Z_Mu0KsOhtH1ar15ZZ.json.gz`, lie],
    ]);
    const { evidence, read } = await answerTo({ files });
    expect(evidence).toMatchObject({ is: 'clean' });
    expect(read).toBe(56);
  });
  test('noise of a scanner, a probe of ours and our own reading are nobody', async () => {
    const at = plainAt;
    const noise = packed(
      event({
        at,
        tls: undefined,
        more: { userIdentity: { accountId: 'ANONYMOUS_PRINCIPAL' }, errorCode: 'AccessDenied' },
      }),
      event({ at, tls: undefined, agent: '[waxseal-probe]' }),
      event({ at, tls: undefined, agent: 'waxseal-probe' }),
      event({ at, agent: '[aws-sdk-js/3 app/waxseal]' }),
      event({ at, tls: undefined, bucket: 'other' }),
    );
    expect((await answerTo({ files: quiet().set(keyOf(at), noise) })).evidence).toMatchObject({
      is: 'clean',
      records: 56,
    });
  });
  test('our own reading alone is no traffic', async () => {
    const files = new Map(
      [old, ...hours(6)].map((at) => [keyOf(at), packed(event({ at, agent: 'x app/waxseal' }))] as const),
    );
    expect((await answerTo({ files })).evidence).toMatchObject({ is: 'unknown', why: 'no-traffic' });
  });

  const writesOnly = { EventSelectors: [{ ...all.EventSelectors[0], ReadWriteType: 'WriteOnly' }] };
  const advanced = (...more: readonly object[]) => ({
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ...more,
        ],
      },
    ],
  });
  test('advanced selectors of all of the bucket', async () => {
    const selectors = advanced({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::orders/'] });
    expect((await answerTo({ selectors })).evidence).toMatchObject({ is: 'clean', complete: true });
  });
  test.each<[string, Given, string]>([
    ['no trail', { trails: [] }, 'off'],
    ['a trail that is stopped', { status: { IsLogging: false } }, 'off'],
    ['writes alone are recorded', { selectors: writesOnly }, 'off'],
    [
      'a prefix alone is recorded',
      { selectors: advanced({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::orders/in/'] }) },
      'off',
    ],
    ['reads alone are recorded', { selectors: advanced({ Field: 'readOnly', Equals: ['true'] }) }, 'off'],
    [
      'some calls alone are recorded',
      { selectors: advanced({ Field: 'eventName', Equals: ['PutObject'] }) },
      'off',
    ],
    ['of another Region alone', { trail: { HomeRegion: 'us-east-1', IsMultiRegionTrail: false } }, 'off'],
    [
      'the bucket is gone',
      {
        more: {
          GetBucketLocation: () => {
            throw awsError('NoSuchBucket');
          },
        },
      },
      'throws',
    ],
    ['started anew last week', { status: { StartLoggingTime: new Date('2026-11-15') } }, 'too-young'],
    ['a start that AWS does not say', { status: { StartLoggingTime: undefined } }, 'too-young'],
    [
      'files that expire after a week',
      { files: new Map([...quiet(hours(6).slice(28))].slice(1)) },
      'too-young',
    ],
    ['files that cannot be delivered', { status: { LatestDeliveryError: 'NoSuchBucket' } }, 'gaps'],
    [
      'nothing delivered for two days',
      { status: { LatestDeliveryTime: new Date('2026-11-19T11:00:00Z') } },
      'gaps',
    ],
    ['nothing ever delivered', { status: { LatestDeliveryTime: undefined } }, 'gaps'],
    ['no file of this account and Region', { files: new Map() }, 'gaps'],
    ['four days without files', { files: quiet([...hours(6).slice(0, 20), ...hours(6).slice(37)]) }, 'gaps'],
    [
      'a file that is cut off',
      { files: quiet().set(keyOf(plainAt), Buffer.from(file(event()).slice(0, -1))) },
      'gaps',
    ],
    [
      'a gzip that is cut off',
      { files: quiet().set(keyOf(plainAt), packed(event()).subarray(0, 200)) },
      'gaps',
    ],
    [
      'an event that is none',
      { files: quiet().set(keyOf(plainAt), packed(event(), { eventTime: '?' })) },
      'gaps',
    ],
    ['a file that is a text', { files: quiet().set(keyOf(plainAt), Buffer.from('hello')) }, 'gaps'],
    [
      'no event of the bucket',
      { files: new Map([old, ...hours(6)].map((at) => [keyOf(at), packed(event({ at, bucket: 'other' }))])) },
      'no-traffic',
    ],
  ])('unknown: %s', async (_, given, why) => {
    if (why === 'throws') {
      await expect(answerTo(given)).rejects.toThrow('NoSuchBucket');
      return;
    }
    expect((await answerTo(given)).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('changed in the window: too young; changes that cannot be looked up: clean, and never complete', async () => {
    const at = new Date('2026-11-15');
    const CloudTrailEvent = JSON.stringify({ requestParameters: { trailName: 't' } });
    const changed: Answers = { LookupEvents: () => ({ Events: [{ EventTime: at, CloudTrailEvent }] }) };
    expect((await answerTo({ more: changed })).evidence).toMatchObject({ is: 'unknown', why: 'too-young' });
    const refused: Answers = {
      LookupEvents: () => {
        throw awsError('AccessDeniedException');
      },
    };
    expect((await answerTo({ more: refused })).evidence).toMatchObject({ is: 'clean', complete: false });
  });
  test('a page that says that there is more, and not where: not all was read', async () => {
    const ListObjectsV2: Answers[string] = (input) => ({
      ...Object(aws()['ListObjectsV2']?.(input)),
      NextContinuationToken: undefined,
    });
    expect((await answerTo({ more: { ListObjectsV2 } })).evidence).toMatchObject({ why: 'budget' });
  });
  test.each([
    ['objects', { megabytes: 100, objects: 5, seconds: 60, dollars: 1 }],
    ['bytes', { megabytes: 0.01, objects: 1000, seconds: 60, dollars: 1 }],
    ['money', { megabytes: 100, objects: 1000, seconds: 60, dollars: 0.000_01 }],
  ])('a budget of %s that does not suffice', async (_, budget) => {
    const { evidence, read } = await answerTo({}, { budget });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'budget' });
    expect(read).toBeLessThan(30);
  });
  test('fifty people are enough', async () => {
    const many = Array.from({ length: 400 }, (_, n) =>
      event({ at: hours(1)[n % 300] ?? plainAt, tls: undefined, principal: `arn:aws:iam::1:user/${n}` }),
    );
    const { evidence } = await answerTo({ files: quiet().set(keyOf(window.from), packed(...many)) });
    expect(evidence).toMatchObject({ is: 'seen' });
    if (evidence.is === 'seen') expect(evidence.callers).toHaveLength(50);
  });

  describe('of others', () => {
    const organization = 'o-exampleorgid';
    const under = `AWSLogs/${organization}/111122223333/CloudTrail/eu-west-1/`;
    const trail = {
      TrailARN: 'arn:aws:cloudtrail:eu-west-1:999999999999:trail/org',
      IsOrganizationTrail: true,
    };
    test('a bucket of another account that lets us read: clean, and never complete', async () => {
      expect((await answerTo({ owner: '999999999999' })).evidence).toMatchObject({
        is: 'clean',
        complete: false,
      });
    });
    test("an organization's trail: below its id, in whatever organization's folder we are", async () => {
      const files = new Map([
        ...withPlain(under),
        ['AWSLogs/o-aaaaaaaaaa/999999999999/CloudTrail/eu-west-1/2026/11/12/x.json.gz', packed()],
      ]);
      const { evidence } = await answerTo({ files, trail, owner: '999999999999' });
      expect(evidence).toMatchObject({
        is: 'seen',
        count: 1,
        source: expect.stringContaining('trail-bucket'),
      });
      const clean = await answerTo({ files: quiet(hours(6), under), trail, owner: '999999999999' });
      expect(clean.evidence).toMatchObject({ is: 'clean', complete: false });
    });
    test('an organization that has nothing of this account', async () => {
      const files = new Map([
        ['AWSLogs/o-aaaaaaaaaa/999999999999/CloudTrail/eu-west-1/2026/11/12/x.json.gz', packed()],
      ]);
      expect((await answerTo({ files, trail })).evidence).toMatchObject({ is: 'unknown', why: 'gaps' });
    });
    const denied = () => {
      throw awsError('AccessDenied');
    };
    test('a bucket that may not be listed: the sentence says which, and what its owner must allow', async () => {
      const { evidence } = await answerTo({
        trail,
        more: { ListObjectsV2: denied, GetBucketLocation: denied },
      });
      expect(evidence).toMatchObject({
        is: 'unknown',
        why: 'no-access',
        says: 'The files of the trail in bucket trail-bucket may not be listed or read.',
        enable: { how: expect.stringContaining('s3:ListBucket') },
      });
    });
    test('files under a key that is closed to us', async () => {
      const key = 'arn:aws:kms:eu-west-1:999999999999:key/1';
      const { evidence } = await answerTo({ trail: { KmsKeyId: key }, more: { GetObject: denied } });
      expect(evidence).toMatchObject({ why: 'no-access', says: expect.stringContaining(key) });
      const plainly = await answerTo({ more: { GetObject: denied } });
      expect(plainly.evidence).toMatchObject({
        why: 'no-access',
        says: expect.stringContaining('listed or read'),
      });
    });
    test('a trail that hides what it records does not hide the next', async () => {
      const trails = [trailOf(trail), trailOf({})];
      const GetEventSelectors: Answers[string] = ({ TrailName }) => {
        if (TrailName === trail.TrailARN) throw awsError('TrailNotFoundException');
        return all;
      };
      expect((await answerTo({ trails, more: { GetEventSelectors } })).evidence).toMatchObject({
        is: 'clean',
      });
      const alone = await answerTo({ trails: trails.slice(0, 1), more: { GetEventSelectors } });
      expect(alone.evidence).toMatchObject({
        why: 'no-access',
        says: expect.stringContaining('Trail t may record'),
      });
    });
    test('a trail whose bucket is closed does not hide the next', async () => {
      const trails = [trailOf({ S3BucketName: 'closed' }), trailOf({})];
      const ListObjectsV2: Answers[string] = (input) =>
        input['Bucket'] === 'closed' ? denied() : aws()['ListObjectsV2']?.(input);
      expect((await answerTo({ trails, more: { ListObjectsV2 } })).evidence).toMatchObject({ is: 'clean' });
    });
  });
});
