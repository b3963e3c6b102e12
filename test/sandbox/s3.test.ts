import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../src/sandbox/faults.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost, type Host } from '../../src/sandbox/host.ts';

const statement = (over: object = {}): object => ({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/reports' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::orders/*',
  ...over,
});
const policy = (over: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement(over)] });

const account = (bucket: object = {}): Host =>
  startHost(loadAccount({ s3: { Buckets: [{ Name: 'orders', ...bucket }] } }));

const ask = (host: Host, operation: string, input: object = {}, region = host.region): unknown => {
  try {
    return host.call({
      operation: `s3:${operation}`,
      input: { Bucket: 'orders', ...input },
      caller: host.caller,
      region,
    });
  } catch (error) {
    if (error instanceof AwsFault) return `${error.name} ${error.$metadata.httpStatusCode}`;
    throw error;
  }
};
const put = (host: Host, Policy: string): unknown => ask(host, 'PutBucketPolicy', { Policy });
const stored = (host: Host): unknown => JSON.parse(host.world().s3.Buckets[0]?.Policy ?? 'null');

describe('what S3 refuses to store', () => {
  test.each([
    ['no JSON', 'Deny everything'],
    ['a list', '[]'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['an empty list of statements', '{"Version":"2012-10-17","Statement":[]}'],
    ['another version', JSON.stringify({ Version: '2012-10-18', Statement: [statement()] })],
    ['an unknown field', policy({ Notes: 'x' })],
    ['effect in lower case', policy({ Effect: 'deny' })],
    ['no principal', policy({ Principal: undefined })],
    ['a deleted user', policy({ Principal: { AWS: 'AIDACKCEVSQ6C2EXAMPLE' } })],
    [
      'a deleted role among others',
      policy({ Principal: { AWS: ['111122223333', 'AROADBQP57FF2AEXAMPLE'] } }),
    ],
    ['a principal of another partition', policy({ Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } })],
    ['an action of another service', policy({ Action: 'sqs:SendMessage' })],
    ['no action', policy({ Action: [] })],
    ['another bucket', policy({ Resource: 'arn:aws:s3:::order/*' })],
    ['a bucket whose name begins alike', policy({ Resource: 'arn:aws:s3:::orders-old/*' })],
    ['another partition', policy({ Resource: 'arn:aws-us-gov:s3:::orders/*' })],
    ['an unknown operator', policy({ Condition: { Boolean: { 'aws:SecureTransport': 'false' } } })],
    ['an unknown key', policy({ Condition: { Bool: { SecureTransport: 'false' } } })],
    [
      'one Sid twice',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [statement({ Sid: 'A' }), statement({ Sid: 'A' })],
      }),
    ],
    ['too much', policy({ Sid: 'A'.repeat(20_480) })],
  ])('%s', (_what, text) => {
    const host = account();
    expect(put(host, text)).toBe('MalformedPolicy 400');
    expect(stored(host)).toBeNull();
    expect(host.writes()).toMatchObject([{ done: false, refused: 'MalformedPolicy' }]);
  });
});

test('S3 gives back other bytes with the same meaning', () => {
  const host = account();
  const text = JSON.stringify(
    {
      Statement: {
        Resource: ['arn:aws:s3:::orders/*'],
        Action: ['s3:GetObject'],
        Principal: { AWS: ['arn:aws:iam::444455556666:root', '111122223333'] },
        Condition: { Bool: { 'aws:SecureTransport': [false] } },
        Effect: 'Deny',
      },
      Version: '2012-10-17',
    },
    null,
    2,
  );
  expect(put(host, text)).toEqual({});
  expect(host.world().s3.Buckets[0]?.Policy).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:root"]},"Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}',
  );
});

describe('who may, and where', () => {
  test.each([
    ['no such bucket', 'GetBucketPolicy', { Bucket: 'nothing' }, 'NoSuchBucket 404'],
    ['HEAD knows only the status', 'HeadBucket', { Bucket: 'nothing' }, 'NotFound 404'],
    ['no policy', 'GetBucketPolicy', {}, 'NoSuchBucketPolicy 404'],
    ['no policy, no status', 'GetBucketPolicyStatus', {}, 'NoSuchBucketPolicy 404'],
    ['no website', 'GetBucketWebsite', {}, 'NoSuchWebsiteConfiguration 404'],
    ['no tags', 'GetBucketTagging', {}, 'NoSuchTagSet 404'],
    ['another owner', 'GetBucketPolicy', { ExpectedBucketOwner: '999999999999' }, 'AccessDenied 403'],
    ['deleting nothing', 'DeleteBucketPolicy', {}, {}],
  ])('%s', (_what, operation, input, answer) => {
    expect(ask(account(), operation, input)).toEqual(answer);
  });

  test('another Region redirects, except for the location', () => {
    const host = account();
    expect(ask(host, 'GetBucketWebsite', {}, 'us-east-1')).toBe('PermanentRedirect 301');
    expect(ask(host, 'GetBucketLocation', {}, 'us-east-1')).toEqual({ LocationConstraint: 'eu-west-1' });
  });

  test("another account's bucket is nobody's here", () => {
    const host = account({ Owner: '999999999999' });
    expect(ask(host, 'GetBucketPolicy')).toBe('AccessDenied 403');
    expect(ask(host, 'ListBuckets', { Bucket: undefined })).toEqual({ Buckets: [] });
  });

  test.each([
    ['everyone', { Principal: '*' }, true],
    ['our role', { Principal: { AWS: 'arn:aws:iam::111122223333:role/waxseal' } }, true],
    ['our account', { Principal: { AWS: '111122223333' } }, true],
    [
      'everyone but others',
      { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/x' } },
      true,
    ],
    [
      'everyone but us',
      { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/waxseal' } },
      false,
    ],
    ['somebody else', { Principal: { AWS: 'arn:aws:iam::111122223333:role/x' } }, false],
    ['another action', { Principal: '*', Action: 's3:PutBucketPolicy' }, false],
    ['all but this action', { Principal: '*', Action: undefined, NotAction: 's3:PutBucketPolicy' }, true],
    ['objects only', { Principal: '*', Resource: 'arn:aws:s3:::orders/*' }, false],
    ['plain HTTP', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, false],
    ['HTTPS', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
    ['TLS before 1.2', { Principal: '*', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }, false],
  ])('a Deny for %s', (_what, over, refused) => {
    const Statement = [
      statement({ Effect: 'Deny', Action: 's3:Get*', Resource: 'arn:aws:s3:::orders', ...over }),
    ];
    const host = account({ Policy: { Version: '2012-10-17', Statement } });
    expect(ask(host, 'GetBucketPolicy') === 'AccessDenied 403').toBe(refused);
  });
});

describe('Block Public Access', () => {
  const open = policy({ Principal: '*' });

  test('a new bucket refuses a public policy', () => {
    expect(put(account(), open)).toBe('AccessDenied 403');
  });
  test('a Deny for everyone is not public', () => {
    expect(put(account(), policy({ Effect: 'Deny', Principal: '*' }))).toEqual({});
  });
  test('narrowed to an organization it is not public', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } };
    expect(put(account(), policy({ Principal: '*', Condition }))).toEqual({});
  });
  test('a public policy that is there already cannot be put again', () => {
    const host = account({ Policy: open, PublicAccessBlockConfiguration: { BlockPublicPolicy: true } });
    expect(ask(host, 'GetBucketPolicyStatus')).toEqual({ PolicyStatus: { IsPublic: true } });
    expect(put(host, open)).toBe('AccessDenied 403');
  });
});

test('buckets come in pages, with their Regions only when something was asked for', () => {
  const Buckets = ['a-1', 'b-2', 'c-3', 'd-4'].map((Name) => ({
    Name,
    BucketRegion: Name === 'b-2' ? 'us-east-1' : 'eu-west-1',
  }));
  const host = startHost(loadAccount({ s3: { Buckets } }));
  const list = (input: object) => {
    const caller = host.caller;
    return host.call({ operation: 's3:ListBuckets', input, caller, region: host.region });
  };
  expect(list({})).toMatchObject({ Buckets: [{ Name: 'a-1' }, {}, {}, {}] });
  expect(JSON.stringify(list({}))).not.toContain('BucketRegion');
  const first = list({ BucketRegion: 'eu-west-1', MaxBuckets: 2 });
  expect(first).toMatchObject({ Buckets: [{ Name: 'a-1', BucketRegion: 'eu-west-1' }, { Name: 'c-3' }] });
  const token = 'ContinuationToken' in first ? first.ContinuationToken : undefined;
  const second = list({ BucketRegion: 'eu-west-1', MaxBuckets: 2, ContinuationToken: token });
  expect(second).toMatchObject({ Buckets: [{ Name: 'd-4' }] });
  expect(second).not.toHaveProperty('ContinuationToken');
});
