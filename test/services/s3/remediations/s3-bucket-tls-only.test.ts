import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../../src/aws/policy/document.ts';
import resource from '../../../../src/services/s3/resources/aws-s3-bucket.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import unit from '../../../../src/services/s3/remediations/s3-bucket-tls-only.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:s3:::invoices';
const account = '111122223333';
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

/** What the unit adds, as S3 documents it. */
const tlsOnly = (Sid = 'WaxsealTlsOnly', bucket = arn): Statement => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucket, `${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const minimumTls = (version: string, Sid = 'WaxsealMinimumTls'): Statement => ({
  ...tlsOnly(Sid),
  Condition: { NumericLessThan: { 's3:TlsVersion': version } },
});

const adds = (after: Json, impact: 'none' | 'breaks-plaintext' | 'breaks-old-tls', bucket = arn) =>
  ({
    set: 'statement',
    on: `${bucket}#${String(after.Sid)}`,
    before: null,
    after,
    impact: [impact],
  }) as const;
const addsTlsOnly = adds(tlsOnly(), 'breaks-plaintext');

/** The owner's own statements. */
const reads: Json = {
  Sid: 'Reads',
  Effect: 'Allow',
  Principal: { AWS: role('app') },
  Action: 's3:GetObject',
  Resource: `${arn}/*`,
};
const deny: Json = tlsOnly('Owners');
/** https://docs.aws.amazon.com/privateca/latest/userguide/crl-planning.html */
const authority = (more: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: { Service: 'acm-pca.amazonaws.com' },
  Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:GetBucketAcl', 's3:GetBucketLocation'],
  Resource: [`${arn}/*`, arn],
  ...more,
});
/** A policy that has so many bytes with our statement in it. */
const almost = (bytes: number) => {
  const policy = (Sid: string) => ({ Version: '2012-10-17', Statement: [{ ...reads, Sid }] });
  const rest = JSON.stringify(policy('')).length + JSON.stringify(tlsOnly()).length + 1;
  return policy('x'.repeat(bytes - rest));
};
const without = (name: string, statement: Json): Json =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== name));

const holding = (Statement: Json | readonly Json[], more: Json = {}) => ({
  s3: { Buckets: [{ Name: 'invoices', Policy: { Version: '2012-10-17', Statement, ...more } }] },
});
const none = { s3: { Buckets: [{ Name: 'invoices' }] } };

/** CloudFront in front of the bucket. */
const distribution = (id: string): string => `arn:aws:cloudfront::${account}:distribution/${id}`;
const byDistribution = (...ids: readonly string[]): Json => ({
  ...reads,
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Condition: { StringEquals: { 'AWS:SourceArn': ids.map(distribution) } },
});
const identity = (id: string): string =>
  `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`;
const origin = { Id: 'bucket', DomainName: 'invoices.s3.eu-west-1.amazonaws.com', S3OriginConfig: {} };
type Fronting = NonNullable<NonNullable<AccountFile['cloudfront']>['Distributions']>[number];
type Viewers = Fronting['DefaultCacheBehavior']['ViewerProtocolPolicy'];
const fronted = (ViewerProtocolPolicy: Viewers, more: Partial<Fronting> = {}): Fronting => ({
  Id: 'E1AAAAAAAAAAAA',
  Origins: { Items: [origin] },
  DefaultCacheBehavior: { TargetOriginId: 'bucket', ViewerProtocolPolicy },
  ...more,
});
/** Some that have nothing to do with the bucket fill the pages before it. */
const strangers = ['E0', 'E2', 'E3'].map((Id) => ({
  Id,
  Origins: { Items: [{ Id: 'api', DomainName: 'api.example.com' }] },
  DefaultCacheBehavior: { TargetOriginId: 'api' },
}));
const behind = (Statement: Json | readonly Json[], ...Distributions: readonly Fronting[]) => ({
  ...holding(Statement),
  cloudfront: { Distributions: [...strangers, ...Distributions] },
});

const compliant = { is: 'compliant' } as const;
const spread = { is: 'compliant', notes: ['coverage-spread'] } as const;
const added = { is: 'non-compliant', message: 'plaintext-allowed', changes: [addsTlsOnly] } as const;
const excepted = { ...added, hazards: ['plaintext-excepted'] } as const;

testRemediation(unit, resource, {
  'a bucket of another Region than the one that was asked about': {
    account: { s3: { Buckets: [{ Name: 'invoices', BucketRegion: 'us-east-1' }] } },
    target: 'invoices',
    expect: { is: 'non-compliant', message: 'plaintext-allowed', changes: 1 },
  },
  'no policy at all': { account: none, expect: added },
  'a bucket without a policy': { account: none, expect: { ...added, changes: 1 }, wire: true },
  "the owner's statements stay": { account: holding([reads]), expect: { ...added, changes: 1 }, wire: true },
  'a single statement that is no list': {
    account: holding(reads),
    expect: { ...added, changes: 1 },
    wire: true,
  },
  'a document of 2008 with an Id': {
    account: holding([reads], { Version: '2008-10-17', Id: 'mine' }),
    expect: { ...added, changes: 1 },
    wire: true,
  },
  'a bucket that is gone': { account: none, target: 'arn:aws:s3:::receipts', gone: true },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...none },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: {
      is: 'non-compliant',
      changes: [
        adds(tlsOnly(undefined, 'arn:aws-cn:s3:::invoices'), 'breaks-plaintext', 'arn:aws-cn:s3:::invoices'),
      ],
    },
  },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...none },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: {
      is: 'non-compliant',
      changes: [
        adds(
          tlsOnly(undefined, 'arn:aws-us-gov:s3:::invoices'),
          'breaks-plaintext',
          'arn:aws-us-gov:s3:::invoices',
        ),
      ],
    },
  },

  // Denials of plain HTTP that count.
  'an equivalent statement is there': { account: holding([reads, deny]), expect: compliant, wire: true },
  'ours is there': { account: holding(tlsOnly()), expect: compliant, wire: true },
  'a boolean false': {
    account: holding({ ...deny, Condition: { Bool: { 'aws:SecureTransport': false } } }),
    expect: compliant,
  },
  'lists of one and other letter case': {
    account: holding({
      ...deny,
      Action: ['S3:*'],
      Principal: { AWS: ['*'] },
      Condition: { Bool: { 'AWS:SECURETRANSPORT': ['FALSE'] } },
    }),
    expect: compliant,
  },
  BoolIfExists: {
    account: holding({ ...deny, Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }),
    expect: compliant,
  },
  'the key is false, and there': {
    account: holding({
      ...deny,
      Condition: { Bool: { 'aws:SecureTransport': 'false' }, Null: { 'aws:SecureTransport': 'false' } },
    }),
    expect: {
      is: 'compliant',
      notes: ['denial-unusual'],
      says: [
        'The policy of bucket invoices refuses plain HTTP, in a form that AWS Config may not recognise. If the Config rule keeps reporting the bucket, add a Deny of s3:* whose whole condition is Bool aws:SecureTransport "false".',
      ],
    },
  },
  'bool in lower case': {
    account: holding({ ...deny, Condition: { bool: { 'aws:SecureTransport': 'false' } } }),
    expect: { is: 'compliant', notes: ['denial-unusual'] },
  },
  'every key of one character and more': {
    account: holding({ ...deny, Resource: [arn, `${arn}/?*`] }),
    expect: compliant,
  },
  'everything refused to everyone, us included': {
    account: holding(without('Condition', { ...deny, Sid: 'Closed' })),
    expect: { is: 'unknown', message: 'policy-hidden' },
  },
  'bucket and objects in two statements': {
    account: holding([
      { ...deny, Resource: arn },
      { ...deny, Sid: 'Objects', Resource: `${arn}/*` },
    ]),
    expect: spread,
  },
  'NotAction with its exceptions covered': {
    account: holding([
      { ...without('Action', deny), NotAction: ['s3:PutObject', 's3:PutObjectAcl'] },
      { ...deny, Sid: 'Puts', Action: 's3:PutObject*' },
    ]),
    expect: spread,
  },
  'all objects but one': {
    account: holding({ ...without('Resource', deny), NotResource: `${arn}/open` }),
    expect: excepted,
  },

  // Denials that do not count.
  'the bucket alone': { account: holding({ ...deny, Resource: arn }), expect: added },
  'a folder alone': { account: holding({ ...deny, Resource: [arn, `${arn}/private/*`] }), expect: added },
  'some actions': { account: holding({ ...deny, Action: ['s3:Get*', 's3:Put*'] }), expect: added },
  'all actions but one': {
    account: holding({ ...without('Action', deny), NotAction: 's3:GetObject' }),
    expect: excepted,
  },
  'one role': { account: holding({ ...deny, Principal: { AWS: role('app') } }), expect: added },
  'everyone but one role': {
    account: holding({ ...without('Principal', deny), NotPrincipal: { AWS: role('app') } }),
    expect: excepted,
  },
  'a further key': {
    account: holding({
      ...deny,
      Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } },
    }),
    expect: excepted,
  },
  'a further operator': {
    account: holding({
      ...deny,
      Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    }),
    expect: excepted,
  },
  'an Allow of HTTPS': {
    account: holding({ ...reads, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    expect: added,
  },
  'our Sid on a statement that somebody narrowed': {
    account: holding([
      { ...tlsOnly(), Resource: arn },
      { ...reads, Sid: 'waxsealtlsonly2' },
    ]),
    expect: { is: 'non-compliant', changes: [adds(tlsOnly('WaxsealTlsOnly3'), 'breaks-plaintext')] },
  },

  // What only people can remediate.
  'an inverted Deny': {
    account: holding([
      { ...deny, Principal: { AWS: role('app') }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ]),
    expect: { is: 'non-compliant', message: 'inverted-deny', changes: [] },
  },
  'an inverted Deny by strings': {
    account: holding([
      {
        ...deny,
        Principal: { AWS: role('app') },
        Condition: { StringNotEquals: { 'aws:SecureTransport': 'false' } },
      },
    ]),
    expect: { is: 'non-compliant', message: 'inverted-deny', changes: [] },
  },
  'a Deny of old TLS that says it is about HTTPS': {
    account: holding([
      {
        ...deny,
        Condition: {
          Bool: { 'aws:SecureTransport': 'true' },
          NumericLessThan: { 's3:TlsVersion': '1.2' },
        },
      },
    ]),
    expect: added,
  },
  'the same counts as a minimum TLS version': {
    account: holding([
      deny,
      {
        ...deny,
        Sid: 'OldTls',
        Condition: {
          Bool: { 'aws:SecureTransport': 'true' },
          NumericLessThan: { 's3:TlsVersion': ['1.2'] },
        },
      },
    ]),
    settings: { minimumTlsVersion: '1.2' },
    expect: compliant,
  },
  'an inverted Deny by TLS versions': {
    account: holding([
      {
        ...deny,
        Principal: { AWS: role('app') },
        Condition: { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } },
      },
    ]),
    expect: { is: 'non-compliant', message: 'inverted-deny', changes: [] },
  },
  'a Deny of HTTPS under a condition that only the request knows': {
    account: holding([
      {
        ...deny,
        Principal: { AWS: role('app') },
        Condition: {
          Bool: { 'aws:SecureTransport': 'true' },
          StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
        },
      },
    ]),
    expect: {
      ...added,
      hazards: ['transport-not-evaluated'],
      says: [
        'The policy of bucket invoices tests how requests travel in a way that Waxseal cannot evaluate: statement "Owners". Together with a Deny of plain HTTP it may block somebody completely. Read its conditions. Approve only if nobody it applies to depends on plain HTTP.',
      ],
    },
  },
  'an Allow whose pattern may be of plain HTTP': {
    account: holding([{ ...reads, Condition: { StringLike: { 'aws:SecureTransport': 'f*' } } }]),
    expect: { ...added, hazards: ['transport-not-evaluated'] },
  },
  'the same, where plain HTTP is refused by now': {
    account: holding([deny, { ...reads, Condition: { StringLike: { 'aws:SecureTransport': 'f*' } } }]),
    settings: { minimumTlsVersion: '1.2' },
    expect: { is: 'non-compliant', message: 'old-tls-allowed', changes: 1 },
  },
  'an inverted Deny beside the right one': {
    account: holding([
      deny,
      {
        ...deny,
        Sid: 'Wrong',
        Principal: { AWS: role('app') },
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      },
    ]),
    expect: {
      is: 'compliant',
      notes: ['inverted-deny'],
      says: [
        'In the policy of bucket invoices a Deny refuses HTTPS instead of HTTP: statement "Wrong". Together with a Deny of plain HTTP it refuses everything. Let its whole condition be aws:SecureTransport "false" and nothing else, or remove the statement.',
      ],
    },
  },
  'two inverted Denies, one without a name': {
    account: holding(
      ['', 'Wrong'].map((Sid) => ({
        ...deny,
        ...(Sid === '' ? { Sid: undefined } : { Sid }),
        Principal: { AWS: role('app') },
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      })),
    ),
    expect: {
      is: 'non-compliant',
      message: 'inverted-deny',
      says: [
        'In the policy of bucket invoices a Deny refuses HTTPS instead of HTTP: statement number 1, "Wrong". Together with a Deny of plain HTTP it refuses everything. Let its whole condition be aws:SecureTransport "false" and nothing else, or remove the statement.',
      ],
    },
  },
  'a principal that was deleted': {
    account: holding([{ ...reads, Principal: { AWS: ['AIDAEXAMPLEEXAMPLE123', role('app')] } }]),
    expect: { is: 'non-compliant', message: 'orphaned-principals', changes: [] },
  },
  'two principals that were deleted': {
    account: holding([{ ...reads, Principal: { AWS: ['AROAEXAMPLEEXAMPLE123', 'AIDAEXAMPLEEXAMPLE123'] } }]),
    expect: {
      is: 'non-compliant',
      message: 'orphaned-principals',
      says: [
        'The policy of bucket invoices names principals that no longer exist: AIDAEXAMPLEEXAMPLE123, AROAEXAMPLEEXAMPLE123. S3 refuses every new policy that names them. Remove them from the policy, or name the users and roles that took their place.',
      ],
    },
  },
  'two obstacles at once': {
    account: holding([
      { ...reads, Principal: { AWS: 'AROAEXAMPLEEXAMPLE123' } },
      { ...deny, Principal: { AWS: role('app') }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ]),
    expect: { is: 'non-compliant', message: 'inverted-deny', changes: [], hazards: ['orphaned-principals'] },
  },
  'a public policy where new ones are blocked': {
    account: {
      s3: {
        Buckets: [
          {
            Name: 'invoices',
            Policy: { Statement: [{ ...reads, Principal: '*' }] },
            PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
          },
        ],
      },
    },
    expect: { is: 'non-compliant', message: 'public-policy-blocked', changes: [] },
  },
  'a public policy where none are blocked': {
    account: holding([{ ...reads, Principal: '*' }]),
    expect: added,
  },
  'a public policy with a block of other things': {
    account: {
      s3: {
        Buckets: [
          {
            Name: 'invoices',
            Policy: { Statement: [{ ...reads, Principal: '*' }] },
            PublicAccessBlockConfiguration: { BlockPublicAcls: true },
          },
        ],
      },
    },
    expect: added,
  },
  'a policy that is almost full': {
    account: holding([
      { ...reads, Resource: Array.from({ length: 632 }, (_, index) => `${arn}/${index}`.padEnd(29, 'x')) },
    ]),
    expect: { is: 'non-compliant', message: 'policy-too-large', changes: [] },
  },
  'a policy of one byte too many with our statement': {
    account: { s3: { Buckets: [{ Name: 'invoices', Policy: almost(20_481) }] } },
    expect: {
      is: 'non-compliant',
      message: 'policy-too-large',
      says: [
        'With one more statement the policy of bucket invoices would have 20481 bytes; S3 takes 20480. Shorten the policy, for instance by merging statements.',
      ],
    },
  },
  'a policy that we may not read': {
    account: { ...none, denied: ['s3:GetBucketPolicy'] },
    expect: { is: 'unknown', message: 'policy-hidden' },
  },
  'whether it hosts a website may not be read': {
    account: { ...none, denied: ['s3:GetBucketWebsite'] },
    expect: { is: 'unknown', message: 'description-hidden' },
  },
  'a policy that hides itself': {
    account: holding([
      {
        ...deny,
        Action: 's3:GetBucketPolicy',
        Resource: arn,
        Condition: { ArnNotLike: { 'aws:PrincipalArn': role('admin') } },
      },
    ]),
    expect: { is: 'unknown', message: 'policy-hidden' },
  },
  'a statement outside the grammar': {
    account: holding([{ ...reads, NotResource: `${arn}/open` }]),
    expect: {
      is: 'unknown',
      message: 'policy-unreadable',
      says: [
        'The policy of bucket invoices has no single meaning: it does not follow the policy grammar at "Statement.0". Save the policy again as plain JSON in the IAM policy grammar; Waxseal does not rewrite what it cannot read.',
      ],
    },
  },

  // Hazards and notes.
  'a website': {
    account: {
      s3: {
        Buckets: [{ Name: 'invoices', WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } }],
      },
    },
    expect: { ...added, hazards: ['website-hosting'] },
  },
  'lists of revoked certificates': {
    account: holding([authority(), reads]),
    expect: {
      ...added,
      hazards: ['revocation-lists'],
      says: [
        'A private CA writes lists of revoked certificates into bucket invoices (the policy lets acm-pca.amazonaws.com). Whoever verifies its certificates fetches them over plain HTTP, by the address that stands in each certificate: those requests will be refused, and clients then refuse every certificate, or take a revoked one. Exempt the bucket: the lists are signed, and public. Or have the CA name a host before CloudFront, with plain HTTP for viewers and origin access control to the bucket (CustomCname), and wait until all certificates that name the bucket have run out. OCSP in place of lists does without them.',
      ],
    },
  },
  'a private CA that may do anything': {
    account: holding([authority({ Action: 's3:*' }), reads]),
    expect: { ...added, hazards: ['revocation-lists'] },
  },
  'a private CA that only reads': {
    account: holding([authority({ Action: 's3:GetBucketAcl', Resource: arn }), reads]),
    expect: added,
  },
  'a private CA that is refused': {
    account: holding([authority({ Effect: 'Deny' }), reads]),
    expect: added,
  },
  'lists of revoked certificates, and plain HTTP is refused already': {
    account: holding([authority(), deny]),
  },
  'a policy that may refuse us': {
    account: holding([
      {
        Sid: 'Lock',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutBucketPolicy',
        Resource: arn,
        Condition: { ArnNotLike: { 'aws:PrincipalArn': role('*') } },
      },
    ]),
    expect: {
      ...added,
      hazards: ['policy-may-refuse-us'],
      says: [
        'The policy of bucket invoices denies changing it: statement "Lock". S3 may refuse the change, or its undoing. Exclude Waxseal\'s write role from that statement, or add the Deny statement by hand.',
      ],
    },
  },
  'two are allowed over plain HTTP only, where it is refused by now': {
    account: holding([deny, { ...reads, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]),
    settings: { minimumTlsVersion: '1.2' },
    expect: { is: 'non-compliant', message: 'old-tls-allowed', changes: 1 },
  },
  'somebody is allowed over plain HTTP only': {
    account: holding([{ ...reads, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]),
    expect: {
      ...added,
      hazards: ['plaintext-only-allow'],
      says: [
        'The policy of bucket invoices allows something over plain HTTP only: statement "Reads". Clients that rely on it will be refused. Remove the aws:SecureTransport condition from that statement and move its users to HTTPS.',
      ],
    },
  },
  'log delivery only': {
    account: holding([
      { ...reads, Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' },
    ]),
    expect: { ...added, notes: ['only-aws-services'] },
  },
  'log delivery and inventory': {
    account: holding([
      {
        ...reads,
        Principal: { Service: ['s3.amazonaws.com', 'logging.s3.amazonaws.com'] },
        Action: 's3:PutObject',
      },
    ]),
    expect: {
      ...added,
      notes: ['only-aws-services'],
      says: [
        'All that the policy allows, it allows to AWS services (logging.s3.amazonaws.com, s3.amazonaws.com). They deliver over HTTPS and are not affected. Clients of the account itself do not show in the policy.',
      ],
    },
  },

  // CloudFront speaks to the bucket as its viewers speak to it.
  'CloudFront that takes plain HTTP': {
    account: behind(byDistribution('E1AAAAAAAAAAAA'), fronted('allow-all')),
    expect: {
      ...added,
      hazards: ['cloudfront-forwards-http'],
      says: [
        'CloudFront distribution E1AAAAAAAAAAAA takes plain HTTP from its viewers and forwards it to bucket invoices (behaviors: default). Those viewers will be refused. Set the viewer protocol policy of these behaviors to redirect-to-https first, and wait until the distribution is deployed.',
      ],
    },
  },
  'CloudFront that sends its viewers to HTTPS': {
    account: behind(byDistribution('E1AAAAAAAAAAAA'), fronted('redirect-to-https')),
    expect: {
      ...added,
      notes: ['cloudfront-over-https'],
      says: [
        'CloudFront distributions E1AAAAAAAAAAAA reach bucket invoices over HTTPS only and are not affected.',
      ],
    },
  },
  'CloudFront that refuses plain HTTP itself': {
    account: behind(byDistribution('E1AAAAAAAAAAAA'), fronted('https-only')),
    expect: { ...added, notes: ['cloudfront-over-https'] },
  },
  'one behavior of CloudFront that takes plain HTTP': {
    account: behind(
      byDistribution('E1AAAAAAAAAAAA'),
      fronted('redirect-to-https', {
        Origins: { Items: [origin, { Id: 'api', DomainName: 'api.example.com' }] },
        CacheBehaviors: {
          Items: [
            { PathPattern: '/api/*', TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all' },
            { PathPattern: '/img/*', TargetOriginId: 'bucket', ViewerProtocolPolicy: 'allow-all' },
          ],
        },
      }),
    ),
    expect: {
      ...added,
      hazards: ['cloudfront-forwards-http'],
      says: [
        'CloudFront distribution E1AAAAAAAAAAAA takes plain HTTP from its viewers and forwards it to bucket invoices (behaviors: /img/*). Those viewers will be refused. Set the viewer protocol policy of these behaviors to redirect-to-https first, and wait until the distribution is deployed.',
      ],
    },
  },
  'CloudFront that is spared with all AWS services, and takes plain HTTP': {
    account: behind(
      [
        byDistribution('E1AAAAAAAAAAAA'),
        {
          ...deny,
          Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } },
        },
      ],
      fronted('allow-all'),
    ),
    expect: { ...added, hazards: ['cloudfront-forwards-http', 'plaintext-excepted'] },
  },
  'CloudFront that is one of two in the policy': {
    account: behind(
      byDistribution('E1AAAAAAAAAAAA', 'E1BBBBBBBBBBBB'),
      fronted('redirect-to-https'),
      fronted('allow-all', { Id: 'E1BBBBBBBBBBBB' }),
    ),
    expect: { ...added, hazards: ['cloudfront-forwards-http'], notes: ['cloudfront-over-https'] },
  },
  'CloudFront that is switched off': {
    account: behind(byDistribution('E1AAAAAAAAAAAA'), fronted('allow-all', { Enabled: false })),
    expect: added,
  },
  'CloudFront that we may not read': {
    account: {
      ...behind(byDistribution('E1AAAAAAAAAAAA'), fronted('redirect-to-https')),
      denied: ['cloudfront:ListDistributions'],
    },
    expect: {
      ...added,
      hazards: ['cloudfront-unread'],
      says: [
        "CloudFront may reach bucket invoices (arn:aws:cloudfront::111122223333:distribution/E1AAAAAAAAAAAA), but whether it forwards plain HTTP could not be read. It would be refused. Give Waxseal's read role cloudfront:ListDistributions and cloudfront:ListCloudFrontOriginAccessIdentities, or check yourself: every behavior that leads to the bucket needs the viewer protocol policy redirect-to-https or https-only.",
      ],
    },
  },
  'CloudFront that needs no door in the policy, by the ACLs of objects': {
    account: {
      s3: { Buckets: [{ Name: 'invoices' }] },
      cloudfront: { Distributions: [fronted('allow-all')] },
    },
    expect: { ...added, changes: 1, hazards: ['cloudfront-forwards-http'] },
  },
  'no door, and CloudFront that we may not read': {
    account: { ...none, denied: ['cloudfront:ListDistributions'] },
    expect: { ...added, changes: 1, hazards: ['cloudfront-unread'] },
  },
  'CloudFront by the alias of an access point': {
    account: {
      s3: { Buckets: [{ Name: 'invoices' }] },
      cloudfront: {
        Distributions: [
          fronted('allow-all', {
            Origins: {
              Items: [{ ...origin, DomainName: 'ap-a1b2c3d4e5-s3alias.s3.eu-west-1.amazonaws.com' }],
            },
          }),
        ],
      },
    },
    expect: { ...added, changes: 1, hazards: ['cloudfront-forwards-http'] },
  },
  'CloudFront that is gone, or not here': {
    account: behind(byDistribution('E1GONE')),
    expect: {
      ...added,
      hazards: ['cloudfront-elsewhere'],
      says: [
        'The policy of bucket invoices allows CloudFront through something outside this account (arn:aws:cloudfront::111122223333:distribution/E1GONE), so whether it forwards plain HTTP could not be read. It would be refused. Have its owner set the viewer protocol policy of every behavior that leads to the bucket to redirect-to-https or https-only. Remove from the policy what no longer exists or is too broad.',
      ],
    },
  },
  'CloudFront of another account': {
    account: behind(
      {
        ...byDistribution(),
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::444455556666:distribution/E1AAAAAAAAAAAA' },
        },
      },
      fronted('redirect-to-https'),
    ),
    expect: { ...added, hazards: ['cloudfront-elsewhere'], notes: ['cloudfront-over-https'] },
  },
  'any CloudFront': {
    account: behind(
      { ...byDistribution(), Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
      fronted('redirect-to-https'),
    ),
    expect: { ...added, hazards: ['cloudfront-elsewhere'], notes: ['cloudfront-over-https'] },
  },
  'any CloudFront of the account, by a pattern': {
    account: behind(
      {
        ...byDistribution(),
        Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/*` } },
      },
      fronted('allow-all'),
    ),
    expect: { ...added, hazards: ['cloudfront-forwards-http'] },
  },
  'any CloudFront of the account, where none leads to the bucket': {
    account: behind({ ...byDistribution(), Condition: { StringEquals: { 'aws:SourceAccount': account } } }),
    expect: added,
  },
  'an origin access identity': {
    account: behind(
      { ...reads, Principal: { AWS: identity('E1IDENTITY') } },
      fronted('allow-all', {
        Origins: {
          Items: [
            {
              ...origin,
              S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1IDENTITY' },
            },
          ],
        },
      }),
    ),
    expect: { ...added, hazards: ['cloudfront-forwards-http'] },
  },
  'an origin access identity that nothing uses': {
    account: behind({ ...reads, Principal: { AWS: identity('E1IDENTITY') } }),
    expect: added,
  },
  'an origin access identity of another account': {
    account: {
      ...holding({ ...reads, Principal: { AWS: [identity('E1IDENTITY'), identity('E1OTHER')] } }),
      cloudfront: { OriginAccessIdentities: [{ Id: 'E0' }, { Id: 'E2' }, { Id: 'E1IDENTITY' }] },
    },
    expect: {
      ...added,
      hazards: ['cloudfront-elsewhere'],
      says: [
        'The policy of bucket invoices allows CloudFront through something outside this account (E1OTHER), so whether it forwards plain HTTP could not be read. It would be refused. Have its owner set the viewer protocol policy of every behavior that leads to the bucket to redirect-to-https or https-only. Remove from the policy what no longer exists or is too broad.',
      ],
    },
  },
  'an origin access identity that we may not read': {
    account: {
      ...behind({ ...reads, Principal: { AWS: identity('E1IDENTITY') } }),
      denied: ['cloudfront:ListCloudFrontOriginAccessIdentities'],
    },
    expect: { ...added, hazards: ['cloudfront-unread'] },
  },
  'a canonical user': {
    account: behind({ ...reads, Principal: { CanonicalUser: '79a59df9'.repeat(8) } }, fronted('allow-all')),
    expect: { ...added, hazards: ['cloudfront-forwards-http'], notes: ['canonical-user-unknown'] },
  },
  'a canonical user, and no CloudFront here': {
    account: behind({ ...reads, Principal: { CanonicalUser: ['79a59df9'.repeat(8), 'a'.repeat(64)] } }),
    expect: {
      ...added,
      // It asks nobody by itself: test/scenarios/s3-oai.yaml is fixed with a traffic log alone.
      notes: ['canonical-user-unknown'],
      says: [
        `The policy of bucket invoices names canonical users that are no origin access identity of account 111122223333: ${'79a59df9'.repeat(8)}, ${'a'.repeat(64)}. Each is an AWS account, or an origin access identity of another one, and then CloudFront may forward plain HTTP. It would be refused. Find out whose they are: aws s3api list-buckets --query Owner.ID shows the one of an account. An account can be named by its ARN instead; an origin access identity needs redirect-to-https or https-only for every behavior that leads to the bucket.`,
      ],
    },
  },
  'the canonical user of an origin access identity of the account': {
    account: {
      ...holding({ ...reads, Principal: { CanonicalUser: 'a'.repeat(64) } }),
      cloudfront: {
        OriginAccessIdentities: [{ Id: 'E0' }, { Id: 'E1IDENTITY', S3CanonicalUserId: 'a'.repeat(64) }],
      },
    },
    expect: added,
  },
  'a canonical user, and CloudFront that we may not read': {
    account: {
      ...behind({ ...reads, Principal: { CanonicalUser: 'a'.repeat(64) } }),
      denied: ['cloudfront:ListCloudFrontOriginAccessIdentities'],
    },
    expect: { ...added, hazards: ['cloudfront-unread'] },
  },
  'a canonical user where plain HTTP is refused by now': {
    account: behind([deny, { ...reads, Principal: { CanonicalUser: 'a'.repeat(64) } }]),
    expect: compliant,
  },
  'CloudFront without access control before a public bucket': {
    account: behind({ ...reads, Principal: '*' }, fronted('allow-all')),
    expect: { ...added, hazards: ['cloudfront-forwards-http'] },
  },
  'CloudFront that asks over plain HTTP whatever its viewers do': {
    account: behind(
      { ...reads, Principal: '*' },
      fronted('redirect-to-https', {
        Origins: {
          Items: [
            {
              Id: 'bucket',
              DomainName: 'invoices.s3.amazonaws.com',
              CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
            },
          ],
        },
      }),
    ),
    expect: {
      ...added,
      hazards: ['cloudfront-asks-over-http'],
      says: [
        'CloudFront distribution E1AAAAAAAAAAAA requests bucket invoices over plain HTTP, whatever protocol its viewers use (behaviors: default). All its requests will be refused. Make the REST endpoint of the bucket an S3 origin with origin access control first, with viewers redirected to HTTPS. A website endpoint speaks no HTTPS.',
      ],
    },
  },
  'a public bucket whose CloudFront we may not read': {
    account: {
      ...behind({ ...reads, Principal: '*' }, fronted('redirect-to-https')),
      denied: ['cloudfront:ListDistributions'],
    },
    expect: { ...added, hazards: ['cloudfront-unread'] },
  },
  'CloudFront where plain HTTP is refused by now': {
    account: {
      ...behind([deny, byDistribution('E1AAAAAAAAAAAA')], fronted('allow-all')),
      denied: ['cloudfront:ListDistributions'],
    },
    settings: { minimumTlsVersion: '1.2' },
    expect: { is: 'non-compliant', message: 'old-tls-allowed', changes: 1 },
  },
  'CloudFront and log delivery are not only services that deliver': {
    account: behind(
      [
        byDistribution('E1AAAAAAAAAAAA'),
        {
          ...reads,
          Sid: 'Logs',
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Action: 's3:PutObject',
        },
      ],
      fronted('redirect-to-https'),
    ),
    expect: { ...added, notes: ['cloudfront-over-https'] },
  },
  'a public bucket of GovCloud, which has no CloudFront': {
    account: {
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
      s3: {
        Buckets: [
          {
            Name: 'invoices',
            Policy: {
              Statement: [{ ...reads, Principal: '*', Resource: 'arn:aws-us-gov:s3:::invoices/*' }],
            },
          },
        ],
      },
      denied: ['cloudfront:ListDistributions'],
    },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: { is: 'non-compliant', message: 'plaintext-allowed', changes: 1 },
  },
  'CloudFront of a bucket of GovCloud': {
    account: {
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
      s3: {
        Buckets: [
          {
            Name: 'invoices',
            Policy: {
              Statement: [
                {
                  ...reads,
                  Principal: { Service: 'cloudfront.amazonaws.com' },
                  Resource: 'arn:aws-us-gov:s3:::invoices/*',
                },
              ],
            },
          },
        ],
      },
    },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: {
      is: 'non-compliant',
      message: 'plaintext-allowed',
      changes: 1,
      hazards: ['cloudfront-unread'],
    },
  },

  // The minimum TLS version.
  'TLS 1.2 beside the Deny of plain HTTP': {
    account: none,
    settings: { minimumTlsVersion: '1.2' },
    expect: {
      is: 'non-compliant',
      message: 'plaintext-allowed',
      changes: 2,
    },
    wire: true,
  },
  'both are missing': {
    account: none,
    settings: { minimumTlsVersion: '1.2' },
    expect: { is: 'non-compliant', changes: [addsTlsOnly, adds(minimumTls('1.2'), 'none')] },
  },
  'TLS 1.2 alone is missing': {
    account: holding([deny]),
    settings: { minimumTlsVersion: '1.2' },
    expect: { is: 'non-compliant', message: 'old-tls-allowed', changes: [adds(minimumTls('1.2'), 'none')] },
  },
  'TLS 1.2 alone is missing on a website that is closed already': {
    account: {
      s3: {
        Buckets: [
          {
            Name: 'invoices',
            Policy: { Statement: [deny] },
            WebsiteConfiguration: { IndexDocument: { Suffix: 'a' } },
          },
        ],
      },
    },
    settings: { minimumTlsVersion: '1.2' },
    expect: { is: 'non-compliant', message: 'old-tls-allowed', changes: 1 },
  },
  'TLS 1.2 wanted, 1.3 demanded': {
    account: holding([deny, minimumTls('1.3', 'Newest')]),
    settings: { minimumTlsVersion: '1.2' },
    expect: compliant,
  },
  'TLS 1.2 demanded of nobody asked': { account: holding([deny, minimumTls('1.2')]), expect: compliant },
  'TLS 1.2 does not refuse plain HTTP': {
    account: holding([minimumTls('1.2', 'Old')]),
    settings: { minimumTlsVersion: '1.2' },
    expect: added,
  },
  'TLS 1.3 wanted, 1.2 demanded': {
    account: holding([deny, minimumTls('1.2')]),
    settings: { minimumTlsVersion: '1.3' },
    expect: {
      is: 'non-compliant',
      message: 'old-tls-allowed',
      changes: [adds(minimumTls('1.3', 'WaxsealMinimumTls2'), 'breaks-old-tls')],
      hazards: ['tls13-endpoints'],
      says: [
        'The policy of bucket invoices does not refuse TLS older than 1.3. Apply the plan: it adds a Deny statement and leaves every other statement as it is.',
      ],
    },
  },
});

const target = { ...location, type: 'AWS::S3::Bucket', id: 'invoices', arn };

test('a policy may be as large as S3 takes it, to the byte', () => {
  const state = {
    is: 'seen',
    website: false,
    publicPolicyBlocked: false,
    cloudFront: { distributions: [], identities: [] },
  } as const;
  const policy = JSON.stringify(almost(20_480));
  const verdict = unit.plan({ ...state, policy }, target, { minimumTlsVersion: 'off' });
  expect(verdict).toMatchObject(added);
});

describe('one statement as a field', () => {
  const { statement } = unit.fields;
  const on = `${arn}#WaxsealTlsOnly`;
  const holds = (Policy: unknown) =>
    answering(({ operation }) => (operation === 'GetBucketPolicy' ? { Policy: JSON.stringify(Policy) } : {}));

  test('two statements of one Sid look like nothing that we plan', async () => {
    const { read } = await holds({ Statement: [tlsOnly(), tlsOnly()] });
    const { value } = await statement.get(on, target, read);
    expect(value).toMatchObject({ ...tlsOnly(), Sid: 'WaxsealTlsOnly (2 statements)' });
  });

  test('what cannot be read is not rewritten', async () => {
    const { read } = await answering(() => ({ Policy: '{"Statement":[],"Statement":[]}' }));
    await expect(statement.get(on, target, read)).rejects.toMatchObject({
      code: 'policy-unreadable',
      says: expect.stringContaining('two members of one name'),
    });
  });

  test('an answer without a policy is not taken for a bucket without one', async () => {
    const { read } = await answering(() => ({}));
    const error = {
      code: 'answer-incomplete',
      says: 'S3 answered for the policy of bucket invoices, but without the policy.',
      todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
      retry: true,
    };
    await expect(unit.read(target, read)).rejects.toMatchObject(error);
    await expect(statement.get(on, target, read)).rejects.toMatchObject(error);
  });

  test('a policy that is unreadable is not written over, and its owner is told so', async () => {
    const { read, asked } = await answering(() => ({ Policy: '{' }));
    await expect(statement.get(on, target, read)).rejects.toMatchObject({
      code: 'policy-unreadable',
      says: expect.stringMatching(/^The policy of bucket invoices has no single meaning: /),
      todo: expect.stringMatching(/^Save the policy again as plain JSON/),
    });
    expect(asked.map(({ operation }) => operation)).toEqual(['GetBucketPolicy']);
  });

  test('it is part of the policy of the bucket', () => {
    expect(statement.part?.document.name(on, target)).toBe('invoices');
  });

  test('what is read is the policy to the letter, and what is around it', async () => {
    const { read } = await holds({ Statement: [deny] });
    expect(await unit.read(target, read)).toEqual({
      is: 'seen',
      policy: JSON.stringify({ Statement: [deny] }),
      website: false,
      publicPolicyBlocked: false,
      cloudFront: { distributions: [], identities: [] },
    });
  });

  test('who comes over plain HTTP is asked about only where the policy lets it in', async () => {
    const around = async (document: Json) => {
      const { read, asked } = await holds(document);
      const state = await unit.read(target, read);
      return [state, asked.map(({ operation }) => operation).toSorted()];
    };
    expect(await around({ Statement: [deny] })).toEqual([expect.anything(), ['GetBucketPolicy']]);
    expect(await around({ Statement: [] })).toEqual([
      expect.objectContaining({ website: true }),
      ['GetBucketPolicy', 'GetBucketWebsite', 'ListDistributions'],
    ]);
  });

  test('Block Public Access is asked about only for a policy that is public', async () => {
    const asks = async (Principal: Json | string) => {
      const { read, asked } = await holds({ Statement: [{ ...reads, Principal }] });
      await unit.read(target, read);
      return asked.filter(({ operation }) => operation === 'GetPublicAccessBlock').map(({ input }) => input);
    };
    expect(await asks({ AWS: role('app') })).toEqual([]);
    expect(await asks('*')).toEqual([{ Bucket: 'invoices', ExpectedBucketOwner: '111122223333' }]);
  });

  test('every call names the owner of the bucket', async () => {
    const open = await holds({ Statement: [{ ...reads, Principal: '*' }] });
    await unit.read(target, open.read);
    const { read, write, asked } = await holds({ Statement: [tlsOnly()] });
    const seen = await statement.get(on, target, read);
    await statement.put(on, null, seen, target, write);
    await statement.put(on, tlsOnly('Another'), seen, target, write);
    const toBuckets = [...open.asked, ...asked].filter(({ operation }) => operation.includes('Bucket'));
    expect(new Set(toBuckets.map(({ operation }) => operation))).toEqual(
      new Set(['GetBucketPolicy', 'GetBucketWebsite', 'DeleteBucketPolicy', 'PutBucketPolicy']),
    );
    for (const { input } of toBuckets) {
      expect(input).toMatchObject({ Bucket: 'invoices', ExpectedBucketOwner: '111122223333' });
    }
  });

  test('a put without what get has seen writes nothing', async () => {
    const { write, asked } = await holds({ Statement: [] });
    await expect(statement.put(on, tlsOnly(), { value: null }, target, write)).rejects.toThrow(
      'get has seen',
    );
    expect(asked).toEqual([]);
  });

  describe('a put that S3 refuses', () => {
    const refused = async (Principal: Json | string, name = 'AccessDenied') => {
      const { read, write } = await answering(({ operation }) => {
        if (operation === 'PutBucketPolicy') throw refusal(name, 403);
        return { Policy: JSON.stringify({ Statement: [{ ...reads, Principal }] }) };
      });
      const seen = await statement.get(on, target, read);
      return statement.put(on, tlsOnly(), seen, target, write);
    };

    test('may be Block Public Access, where the policy is public', async () => {
      await expect(refused('*')).rejects.toMatchObject({
        code: 'access-denied',
        says: 'S3 refused the policy of bucket invoices (AccessDenied). The policy is public: Block Public Access of the bucket, of account 111122223333 or of the organization refuses to have a public policy put, even an improved one.',
        todo: "Look at BlockPublicPolicy of all three (s3:GetBucketPublicAccessBlock, s3:GetAccountPublicAccessBlock). If it is on, narrow what the policy allows to everyone. If it is off, look whether a policy denies s3:PutBucketPolicy to Waxseal's write role.",
        retry: false,
      });
    });
    test('is S3’s own error where the policy is not public, or S3 says something else', async () => {
      await expect(refused({ AWS: role('app') })).rejects.toMatchObject({ name: 'AccessDenied' });
      await expect(refused('*', 'SlowDown')).rejects.toMatchObject({ name: 'SlowDown' });
    });
  });

  test('a bucket that is gone is no error, a failing call is', async () => {
    const gone = await answering(() => {
      throw refusal('NoSuchBucket', 404);
    });
    expect(await unit.read(target, gone.read)).toBeUndefined();
    const broken = await answering(() => {
      throw refusal('SlowDown', 503);
    });
    await expect(unit.read(target, broken.read)).rejects.toThrow('SlowDown');
  });

  test('settings are strict', () => {
    expect(unit.settings.parse({})).toEqual({ minimumTlsVersion: 'off' });
    expect(unit.settings.safeParse({ minimumTlsVersion: '1.1' }).success).toBe(false);
    expect(unit.settings.safeParse({ minimumTls: '1.2' }).success).toBe(false);
  });
});
