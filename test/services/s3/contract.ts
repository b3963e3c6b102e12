import type { Host } from '../../../src/sandbox/host.ts';
import type { Target } from '../../../src/core/model/target.ts';
import type { Write } from '../../../src/sandbox/faults.ts';
import { statementText } from '../../simulation/flat.ts';
import { isObject } from '../../simulation/timeline.ts';
import type { Contract, Neighbour, Writer } from '../../kit/contract.ts';
import { denialAt, statementsIn } from '../../kit/statements.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { seed } from './seed.ts';

const put = (Bucket: string, Statement: readonly unknown[]): Write =>
  Statement.length === 0
    ? { operation: 's3:DeleteBucketPolicy', input: { Bucket } }
    : {
        operation: 's3:PutBucketPolicy',
        input: { Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) },
      };
const sidOf = (statement: unknown): string => (isObject(statement) ? String(statement['Sid']) : '');
const isOurs = (statement: unknown): boolean => sidOf(statement).startsWith('Waxseal');
const foreign = (name: string, principal: string): object => ({
  Sid: 'ForeignEdit',
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: 's3:ListBucket',
  Resource: name,
});

/** Another statement in the bucket's policy. */
const bucketNeighbour = (host: Host, target: Target): Neighbour => {
  const stored = () => host.world().s3.Buckets.find(({ Name }) => Name === target.id)?.Policy;
  const statement = foreign(target.arn, `arn:${target.partition}:iam::${target.account}:root`);
  return {
    work: () => {
      const policy = stored();
      const document: object = policy === undefined ? { Version: '2012-10-17' } : JSON.parse(policy);
      const Policy = JSON.stringify({ ...document, Statement: [...statementsIn(policy), statement] });
      host.write({
        operation: 's3:PutBucketPolicy',
        input: { Bucket: target.id, Policy },
        region: target.region,
      });
    },
    kept: () => statementsIn(stored()).some((one) => statementText(one) === statementText(statement)),
  };
};

const bucket =
  (change: (name: string, all: readonly unknown[]) => readonly unknown[]): Writer =>
  ({ s3: { Buckets } }) => {
    const [first] = Buckets;
    return first && put(first.Name, change(first.Name, statementsIn(first.Policy)));
  };

const bucketOf = (path: string): string => /^s3\.Buckets\[([^\]]+)\]/.exec(path)?.[1] ?? '';

/** A statement that refuses something to everyone and everywhere in the bucket. */
const refuses = (path: string, what: RegExp): boolean => {
  const denial = denialAt(path);
  if (!denial || !what.test(denial.only)) return false;
  const is = (end: string) =>
    denial.resources.some((resource) => resource.endsWith(`:${bucketOf(path)}${end}`));
  return ['s3:*', '*'].includes(denial.actions.join(',')) && is('') && is('/*');
};
const refusesPlaintext = (path: string): boolean => refuses(path, /^Bool aws:SecureTransport false$/i);
const refusesOldTls = (path: string): boolean => refuses(path, /^NumericLessThan s3:TlsVersion 1\.[23]$/);
const refusesTls = (path: string): boolean =>
  /^Bool aws:SecureTransport true$/i.test(denialAt(path)?.only ?? '');

export const contract: Contract = {
  sets: {
    's3:GetBucketPolicy': turnedPolicy('Policy'),
    's3:GetBucketTagging': 'TagSet',
    's3:ListBuckets': 'Buckets',
  },
  named: { Bucket: (name, { partition }) => `arn:${partition}:s3:::${name}` },
  neighbours: { 'AWS::S3::Bucket': bucketNeighbour },
  otherValues: {
    statement: ({ after }, _host, { arn }) => ({ ...Object(after), Resource: [`${arn}/theirs/*`] }),
  },
  seed,
  globalNames: ({ s3 }) => s3.Buckets.map(({ Name }) => Name),
  resolvedBy: ['s3:HeadBucket'],
  writers: {
    'adds a statement': bucket((name, all) => [
      ...all.filter((one) => sidOf(one) !== 'ForeignEdit'),
      foreign(`arn:aws:s3:::${name}`, 'arn:aws:iam::111122223333:root'),
    ]),
    'takes ours away': bucket((_name, all) => all.filter((one) => !isOurs(one))),
    'writes our name': bucket((name, all) => [
      ...all.filter((one) => !isOurs(one)),
      {
        Sid: 'WaxsealTlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${name}/*`,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]),
    'removes the policy': bucket(() => []),
    'deletes the bucket': ({ s3: { Buckets } }) =>
      Buckets[0] && { operation: 's3:DeleteBucket', input: { Bucket: Buckets[0].Name } },
  },
  attempted: ({ on }, value) => {
    const name = /:::([^#]+)#/.exec(on)?.[1];
    return name === undefined ? undefined : { path: `s3.Buckets[${name}].Policy ${statementText(value)}` };
  },
  standsFor: { statement: 's3-bucket-tls-only' },
  promises: {
    's3-bucket-tls-only': {
      readBefore: {
        's3:PutBucketPolicy': 's3:GetBucketPolicy',
        's3:DeleteBucketPolicy': 's3:GetBucketPolicy',
      },
      mayFix: (operation, { path, before }) =>
        operation === 's3:PutBucketPolicy' &&
        before === undefined &&
        (refusesPlaintext(path) || refusesOldTls(path)),
      isRemediated: ({ id }, account) => {
        const own = [...account.keys()].filter((path) => bucketOf(path) === id);
        return own.length === 0 || own.some(refusesPlaintext);
      },
      // One statement refuses plain HTTP and another refuses TLS: everybody is shut out.
      disaster: (account) => {
        const paths = [...account.keys()].filter((path) => path.startsWith('s3.'));
        return paths.some(
          (path) =>
            refusesPlaintext(path) &&
            paths.some((other) => refusesTls(other) && bucketOf(other) === bucketOf(path)),
        );
      },
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: [
        'adds a statement',
        'takes ours away',
        'writes our name',
        'removes the policy',
        'deletes the bucket',
      ],
      scene: {
        target: 'orders',
        account: {
          s3: {
            Buckets: [
              {
                Name: 'orders',
                TagSet: [{ Key: 'team', Value: 'orders' }],
                Policy: {
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Sid: 'Logs',
                      Effect: 'Allow',
                      Principal: { Service: 'logging.s3.amazonaws.com' },
                      Action: 's3:PutObject',
                      Resource: 'arn:aws:s3:::orders/*',
                      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
                    },
                  ],
                },
              },
            ],
          },
        },
      },
    },
  },
  asks: { 's3-bucket-tls-only': { arn: 'arn:aws:s3:::orders', state: {}, clears: ['breaks-plaintext'] } },
  aims: {
    'AWS::S3::Bucket': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:s3:::ledger',
        changes: [],
      },
    ],
  },
};
