import { expect, test } from 'vitest';
import resource from '../../../../src/services/s3control/resources/aws-s3-accesspoint.ts';
import unit from '../../../../src/services/s3control/remediations/s3-access-point-tls-only.ts';
import { answering, refusal } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/orders';
const withPoint = (Policy: Json | undefined, more: object = {}) => ({
  s3control: { AccessPoints: [{ Name: 'orders', Bucket: 'ledger', ...more, ...(Policy && { Policy }) }] },
});
const held = {
  account: (Policy: Json | undefined) => withPoint(Policy),
  arn,
  actions: ['s3:*'],
  resources: [arn, `${arn}/object/*`],
  allowed: 's3:GetObject',
  httpsOnly: true,
} as const;
const { deny, adding, adds, holding } = statementRows(held);

const bucketDeny = {
  ...deny(),
  Sid: 'Tls',
  Resource: ['arn:aws:s3:::ledger', 'arn:aws:s3:::ledger/*'],
};
/** Beside an access point without a policy, its bucket with one. */
const withBucket = (...Statement: readonly object[]) => ({
  ...withPoint(undefined),
  s3: {
    Buckets: [
      { Name: 'ledger', ...(Statement.length > 0 && { Policy: { Version: '2012-10-17', Statement } }) },
    ],
  },
});

const everyone = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Everyone',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `${arn}/object/*`,
    },
  ],
};
const points = (Condition: object) => ({
  ...everyone,
  Statement: everyone.Statement.map((one) => ({ ...one, Condition })),
});
const block = { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } };
const open = { PublicAccessBlockConfiguration: {} };
const blocked = {
  is: 'non-compliant',
  message: 'public-policy-blocked',
  changes: [],
  hazards: ['https-only-already'],
} as const;
/** With a public policy, of a bucket and an account that may block those. */
const publicPoint = (bucket: object, account: object, more: object = open) => ({
  s3: { Buckets: [{ Name: 'ledger', ...bucket }] },
  s3control: { ...withPoint(everyone, more).s3control, ...account },
});
const ofVolume = {
  Bucket: '',
  DataSourceId: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-1/volume/fsvol-1',
  DataSourceType: 'FSX_OPENZFS',
};

testRemediation(unit, resource, {
  'a public policy, which the access point refuses': { account: withPoint(everyone, block), expect: blocked },
  'a public policy, which its bucket refuses': { account: publicPoint(block, {}), expect: blocked },
  'a public policy, which its account refuses': { account: publicPoint(open, block), expect: blocked },
  'a public policy, which nobody refuses': { account: publicPoint(open, open), expect: adds },
  'a public policy of an access point for a VPC': {
    account: withPoint(everyone, { ...block, VpcConfiguration: { VpcId: 'vpc-1a' } }),
    expect: { ...adds, notes: ['vpc-only'] },
  },
  'a policy that is public, whatever access points it names': {
    account: withPoint(points({ StringLike: { 's3:DataAccessPointArn': arn } }), block),
    expect: blocked,
  },
  'a policy for one account': {
    account: withPoint(points({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }), block),
    expect: adds,
  },
  'a public policy of a bucket elsewhere, which is not asked': {
    account: publicPoint(
      { ...block, Owner: '444455556666' },
      {},
      { ...open, BucketAccountId: '444455556666' },
    ),
    expect: { ...adds, notes: ['bucket-elsewhere'] },
  },
  'a public policy, and who refuses it is hidden': {
    account: { ...publicPoint(open, {}), denied: ['s3control:GetPublicAccessBlock'] },
    expect: { is: 'unknown', message: 'description-hidden' },
  },
  'a volume of FSx, without a policy': {
    account: withPoint(undefined, ofVolume),
    expect: { ...adds, notes: ['no-bucket'] },
  },
  'a volume of FSx, with the statement': {
    account: {
      s3control: {
        AccessPoints: [
          {
            Name: 'orders',
            ...ofVolume,
            Policy: { Version: '2012-10-17', Statement: [{ ...deny(), Sid: 'Tls' }] },
          },
        ],
      },
    },
    expect: { is: 'compliant', notes: [] },
  },
  ...statementCases({
    ...held,
    reads: 's3control:GetAccessPointPolicy',
    describes: 's3control:GetAccessPoint',
    writes: 's3:PutAccessPointPolicy',
    bytes: 20_480,
    needsStatements: true,
  }),
  'an access point that is gone': { account: {}, target: arn, gone: true },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...withPoint(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: adding('arn:aws-cn:s3:cn-north-1:111122223333:accesspoint/orders'),
  },
  'only objects are refused': {
    account: holding({ ...deny(), Sid: 'Objects', Resource: `${arn}/object/*` }),
    expect: adds,
  },
  'only the access point itself is refused': {
    account: holding({ ...deny(), Sid: 'Point', Resource: arn }),
    expect: adds,
  },
  'a bucket without a policy': { account: withBucket(), expect: adds },
  'the bucket refuses plain HTTP': {
    account: withBucket(bucketDeny),
    expect: { is: 'compliant', notes: ['bucket-refuses'] },
  },
  'the bucket refuses it for objects alone': {
    account: withBucket({ ...bucketDeny, Resource: 'arn:aws:s3:::ledger/*' }),
    expect: adds,
  },
  'the bucket refuses it to some alone': {
    account: withBucket({ ...bucketDeny, Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }),
    expect: adds,
  },
  'the bucket policy is hidden': {
    account: { ...withBucket(bucketDeny), denied: ['s3:GetBucketPolicy'] },
    expect: { ...adds, hazards: ['https-only-already', 'bucket-unread'] },
  },
  'the bucket is of another account': {
    account: withPoint(undefined, { BucketAccountId: '444455556666' }),
    expect: { ...adds, notes: ['bucket-elsewhere'] },
  },
  'the bucket policy has no single meaning': {
    account: withBucket({ ...bucketDeny, NotAction: 's3:GetObject' }),
    expect: { ...adds, hazards: ['https-only-already', 'bucket-unread'] },
  },
  'requests of a VPC alone': {
    account: withPoint(undefined, { VpcConfiguration: { VpcId: 'vpc-1a' } }),
    expect: { ...adds, notes: ['vpc-only'] },
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::AccessPoint',
  id: 'orders',
  arn,
};

test('an answer without the policy is no "no policy": S3 has an error for that', async () => {
  const { read } = await answering(() => ({}));
  await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
});

/** An access point without a policy that leads there, and what S3 answers for its bucket. */
const leading = async (to: object, bucket: () => object) => {
  const { read, asked } = await answering(({ operation }) => {
    if (operation === 'GetAccessPointPolicy') throw refusal('NoSuchAccessPointPolicy', 404);
    return operation === 'GetAccessPoint' ? to : bucket();
  });
  const state = await unit.read(target, read);
  return { around: state?.is === 'seen' ? state.around : undefined, asked };
};

test('a put that S3 refuses may be Block Public Access, where the policy is public', async () => {
  const refusedPut = async (policy: object, name = 'AccessDenied') => {
    const { read, write } = await answering(({ operation }) => {
      if (operation === 'PutAccessPointPolicy') throw refusal(name, 403);
      return { Policy: JSON.stringify(policy) };
    });
    const on = `${arn}#WaxsealTlsOnly`;
    const seen = await unit.fields.statement.get(on, target, read);
    return unit.fields.statement.put(on, { ...deny(), Sid: 'WaxsealTlsOnly' }, seen, target, write);
  };
  await expect(refusedPut(everyone)).rejects.toMatchObject({
    code: 'access-denied',
    says: expect.stringContaining('of the access point, of its bucket or of account 111122223333'),
    todo: expect.stringContaining('s3:PutAccessPointPolicy'),
  });
  await expect(refusedPut(everyone, 'SlowDown')).rejects.toMatchObject({ name: 'SlowDown' });
  await expect(
    refusedPut(points({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } })),
  ).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('half an answer of a bucket is unread, and a bucket that is gone refuses nothing', async () => {
  const half = await leading({ Bucket: 'ledger' }, () => ({}));
  expect(half.around).toEqual({ bucket: 'ledger', refuses: 'unread' });
  expect(half.asked.at(-1)).toEqual({
    operation: 'GetBucketPolicy',
    input: { Bucket: 'ledger', ExpectedBucketOwner: '111122223333' },
  });
  const gone = await leading({ Bucket: 'ledger' }, () => {
    throw refusal('NoSuchBucket', 404);
  });
  expect(gone.around).toEqual({ bucket: 'ledger', refuses: false });
});

test.each([
  ['a file system', {}, { refuses: false }],
  [
    'one whose bucket is empty',
    { Bucket: '', DataSourceType: 'FSX_ONTAP' },
    { source: 'FSX_ONTAP', refuses: false },
  ],
  [
    'a bucket of another account',
    { Bucket: 'ledger', BucketAccountId: '444455556666' },
    { bucket: 'ledger', refuses: { owner: '444455556666' } },
  ],
])('%s: no bucket policy is asked for', async (_what, to, around) => {
  const seen = await leading(to, () => ({}));
  expect(seen.around).toEqual(around);
  expect(seen.asked.map(({ operation }) => operation)).toEqual(['GetAccessPointPolicy', 'GetAccessPoint']);
});
