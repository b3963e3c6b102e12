import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../src/sandbox/faults.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost, type Host } from '../../../src/sandbox/host.ts';

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
    ['a group', policy({ Principal: { AWS: 'arn:aws:iam::111122223333:group/staff' } })],
    ['a pattern of roles', policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } })],
    ['a role without an account', policy({ Principal: { AWS: 'arn:aws:iam::cloudfront:role/x' } })],
    ['a canonical user by a name', policy({ Principal: { CanonicalUser: 'reports' } })],
    ['a pattern of services', policy({ Principal: { Service: '*' } })],
    ['a service by its short name', policy({ Principal: { Service: 'cloudfront' } })],
    ['nobody', policy({ Principal: {} })],
    ['nobody in a list', policy({ Principal: { AWS: [] } })],
    ['a kind of principal that there is not', policy({ Principal: { User: '111122223333' } })],
    [
      'an identity of CloudFront of another partition',
      policy({
        Principal: {
          AWS: 'arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity E1ABCDEFGHIJKL',
        },
      }),
    ],
    ['a principal and all but one', policy({ NotPrincipal: '*' })],
    ['an action and all but one', policy({ NotAction: 's3:PutObject' })],
    ['a resource and all but one', policy({ NotResource: 'arn:aws:s3:::orders/x' })],
    ['an action on objects, and the bucket', policy({ Resource: 'arn:aws:s3:::orders' })],
    ['an action on the bucket, and objects', policy({ Action: 's3:ListBucket' })],
    ['one of two actions meets nothing', policy({ Action: ['s3:GetObject', 's3:GetBucketLocation'] })],
    ['a pattern of other buckets', policy({ Resource: 'arn:aws:s3:::ord?s*' })],
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

describe('what S3 stores', () => {
  test.each([
    [
      'an identity of CloudFront',
      { Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABCDEFGHIJKL' } },
    ],
    ['a canonical user', { Principal: { CanonicalUser: '79a59df9'.repeat(8) } }],
    ['a web identity provider', { Principal: { Federated: 'cognito-identity.amazonaws.com' } }],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }],
    ['a service of one Region', { Principal: { Service: 'logs.eu-west-1.amazonaws.com' } }],
    [
      'several kinds of principals',
      { Principal: { AWS: '111122223333', Service: 'logging.s3.amazonaws.com' } },
    ],
    ['a session', { Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/app/me' } }],
    ['a role with a path', { Principal: { AWS: 'arn:aws:iam::111122223333:role/a/b/app' } }],
    ['every resource', { Resource: '*' }],
    ['every bucket', { Resource: 'arn:aws:s3:::*' }],
    ['a pattern of the name', { Resource: ['arn:aws:s3:::ord*', 'arn:aws:s3:::orders/?*'] }],
    ['a variable in a key', { Resource: 'arn:aws:s3:::orders/${aws:username}/*' }],
    ['every action on objects alone', { Action: 's3:*' }],
    ['a pattern of actions', { Action: 's3:Get*', Resource: 'arn:aws:s3:::orders' }],
    ['an action of the bucket on both', { Action: 's3:ListBucket', Resource: ['arn:aws:s3:::orders*'] }],
    ['an operator in lower case', { Condition: { boolifexists: { 'aws:securetransport': 'true' } } }],
    [
      'a set operator in lower case',
      { Condition: { 'foranyvalue:stringequals': { 'aws:PrincipalOrgPaths': 'o-1/r-1/ou-1/' } } },
    ],
  ])('%s', (_what, over) => {
    expect(put(account({ PublicAccessBlockConfiguration: null }), policy(over))).toEqual({});
  });

  test('China has its own principals', () => {
    const host = startHost(
      loadAccount({ partition: 'aws-cn', region: 'cn-north-1', s3: { Buckets: [{ Name: 'orders' }] } }),
    );
    const text = policy({
      Principal: { AWS: 'arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity E1ABC' },
      Resource: 'arn:aws-cn:s3:::orders/*',
    });
    expect(put(host, text)).toEqual({});
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
    ['all HTTPS', { Principal: '*', Condition: { boolifexists: { 'AWS:SecureTransport': true } } }, true],
    [
      'HTTPS by strings',
      { Principal: '*', Condition: { StringNotEquals: { 'aws:SecureTransport': 'false' } } },
      true,
    ],
    ['any transport', { Principal: '*', Condition: { Null: { 'aws:SecureTransport': 'false' } } }, true],
    ['no transport', { Principal: '*', Condition: { Null: { 'aws:SecureTransport': 'true' } } }, false],
    [
      'old TLS over HTTPS',
      {
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' }, NumericLessThan: { 's3:TlsVersion': '1.2' } },
      },
      false,
    ],
    [
      'TLS from 1.2 on',
      { Principal: '*', Condition: { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } } },
      true,
    ],
    [
      'others than us',
      { Principal: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': '*:role/wax*' } } },
      false,
    ],
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
  const held = (operator: string, key: string, value: unknown) => ({
    Principal: '*',
    Condition: { [operator]: { [key]: value } },
  });
  test.each<readonly [string, object, boolean]>([
    ['a web identity provider', { Principal: { Federated: 'graph.facebook.com' } }, true],
    ['all but one', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }, true],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }, false],
    ['a network of eight bits', held('IpAddress', 'aws:SourceIp', '11.0.0.0/8'), false],
    ['a broader one', held('IpAddress', 'aws:SourceIp', ['192.0.2.1', '10.0.0.0/7']), true],
    ['a network of IPv6', held('IpAddress', 'aws:SourceIp', '2001:db8::/32'), false],
    ['a broader one of IPv6', held('IpAddress', 'aws:SourceIp', '2001:db8::/31'), true],
    ['a network by negation', held('NotIpAddress', 'aws:SourceIp', '192.0.2.0/24'), true],
    ['a network, if it is known', held('IpAddressIfExists', 'aws:SourceIp', '192.0.2.0/24'), true],
    [
      'access points of an account',
      held('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:*:111122223333:accesspoint/*'),
      false,
    ],
    [
      'access points of any account',
      held('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:eu-west-1:*:accesspoint/x'),
      true,
    ],
    ['a pattern of sources', held('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:*'), true],
    ['sessions of a role', held('StringLike', 'aws:userid', 'AROAEXAMPLEEXAMPLE123:*'), true],
    ['a user', held('stringlike', 'AWS:USERID', 'AIDAEXAMPLEEXAMPLE123'), false],
    ['a variable', held('StringEquals', 'aws:PrincipalAccount', '${aws:SourceAccount}'), true],
    [
      'paths of an organization',
      held('ForAnyValue:StringEquals', 'aws:PrincipalOrgPaths', 'o-1/r-1/'),
      false,
    ],
    ['paths, or none', held('ForAllValues:StringEquals', 'aws:PrincipalOrgPaths', 'o-1/r-1/'), true],
  ])('%s', (_what, over, is) => {
    expect(put(account(), policy(over))).toEqual(is ? 'AccessDenied 403' : {});
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
