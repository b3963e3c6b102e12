import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/secretsmanager/resources/aws-secretsmanager-secret.ts';
import unit from '../../../../src/services/secretsmanager/remediations/secretsmanager-secret-tls-only.ts';
import { answering, refusal } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { statementWrites } from '../../../kit/statement-writes.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-a1B2c3';
const having = (more: Json) => ({ secretsmanager: { Secrets: [{ Name: 'orders', ...more }] } });
const account = (Policy: Json | undefined) => having(Policy ? { Policy } : {});
const held = {
  account,
  arn,
  actions: ['secretsmanager:*'],
  resources: ['*'],
  allowed: 'secretsmanager:GetSecretValue',
  httpsOnly: true,
} as const;
const { allow, deny, adding, adds, but, holding } = statementRows(held);
const { hazards } = adds;

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'secretsmanager:GetResourcePolicy',
    describes: 'secretsmanager:DescribeSecret',
    writes: 'secretsmanager:PutResourcePolicy',
    bytes: 20_480,
    needsStatements: true,
  }),
  'a secret that is gone': { account: {}, target: arn, gone: true },
  'a secret that is scheduled for deletion answers nothing any more': {
    account: having({ DeletedDate: '2026-01-01T00:00:00Z' }),
    target: arn,
    gone: true,
  },
  'by its name': { account: account(undefined), target: 'orders', expect: adds },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: adding('arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:orders-a1B2c3'),
  },

  // Denials of plain HTTP that count, and some that do not.
  'refused by ARN': { account: holding({ ...deny(), Resource: arn }), expect: { is: 'compliant' } },
  'only reading is refused': {
    account: holding({ ...deny(), Sid: 'Reads', Action: 'secretsmanager:GetSecretValue' }),
    expect: adds,
  },
  'the replica in another Region alone is meant': {
    account: holding({ ...deny(), Sid: 'There', Resource: arn.replace('eu-west-1', 'eu-central-1') }),
    expect: adds,
  },

  // Whose policy it is.
  'made by RDS': {
    account: { secretsmanager: { Secrets: [{ Name: 'rds!db-0a1b2c3d', OwningService: 'rds' }] } },
    target: arn.replace('orders', 'rds!db-0a1b2c3d'),
    expect: { is: 'non-compliant', message: 'managed-by-service', hazards },
  },
  'a replica': {
    account: having({ PrimaryRegion: 'us-east-1' }),
    expect: { is: 'not-applicable', message: 'follows-primary' },
  },
  'a primary secret with replicas': {
    account: having({
      PrimaryRegion: 'eu-west-1',
      ReplicationStatus: [{ Region: 'us-east-1' }, { Region: 'eu-central-1' }],
    }),
    expect: {
      ...adds,
      notes: ['replicas-follow'],
      says: [
        `Secret ${arn} has replicas in eu-central-1, us-east-1: they get the policy of this one, and so does undo.`,
      ],
    },
  },
  // What Secrets Manager takes for public.
  'plain HTTP is refused, but not of AWS services, and everybody is let in': {
    account: holding(
      {
        ...deny(),
        Sid: 'Excepting',
        Condition: { Bool: { ...deny().Condition?.['Bool'], 'aws:PrincipalIsAWSService': 'false' } },
      },
      { ...allow, Principal: '*' },
    ),
    expect: { is: 'non-compliant', message: 'public-policy', hazards: [...hazards, 'plaintext-excepted'] },
  },
  'everyone of an organization': {
    account: holding({
      ...allow,
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    }),
    expect: but('everyone-allowed'),
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::SecretsManager::Secret',
  id: arn,
  arn,
};

describe('an answer that is not about the secret is no "no policy"', () => {
  test.each([
    ['nothing', {}],
    ['another secret', { ARN: arn.replace('orders', 'bills') }],
  ])('%s', async (_name, answer) => {
    const { read } = await answering(() => answer);
    await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
  });

  test('a request that is refused for another reason is no deletion', async () => {
    const { read } = await answering(({ operation }) => {
      if (operation.includes('GetResourcePolicy')) throw refusal('InvalidRequestException', 400);
      return { ARN: arn };
    });
    await expect(unit.read(target, read)).rejects.toThrow('InvalidRequestException');
  });
});

test('no policy is put that lets everybody in, and the last statement goes with the policy', async () => {
  expect(await statementWrites(unit, target, account(undefined), deny())).toEqual([
    {
      SecretId: arn,
      ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [deny()] }),
      BlockPublicPolicy: true,
    },
    { SecretId: arn },
  ]);
});
