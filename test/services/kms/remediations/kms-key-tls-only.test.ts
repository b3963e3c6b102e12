import { expect, test } from 'vitest';
import resource from '../../../../src/services/kms/resources/aws-kms-key.ts';
import unit from '../../../../src/services/kms/remediations/kms-key-tls-only.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { statementWrites } from '../../../kit/statement-writes.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const KeyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = `arn:aws:kms:eu-west-1:111122223333:key/${KeyId}`;
const having = (more: Json) => ({ kms: { Keys: [{ KeyId, ...more }] } });
const account = (Policy: Json | undefined) => having(Policy ? { Policy } : {});
/** What lets the account itself administer the key. */
const root = {
  Sid: 'Root',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
};
const held = {
  account,
  arn,
  actions: ['kms:*'],
  resources: ['*'],
  allowed: 'kms:Decrypt',
  always: [root],
  httpsOnly: true,
  hazards: ['services-bring-callers'],
} as const;
const { allow, deny, adding, adds, holding } = statementRows(held);
const { hazards } = adds;
/** The policy is AWS's own. */
const onDefault = { ...adds, notes: ['default-replaced-in-code'] } as const;

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'kms:GetKeyPolicy',
    describes: 'kms:DescribeKey',
    writes: 'kms:PutKeyPolicy',
    bytes: 32_768,
    needsStatements: true,
    isOwned: true,
  }),
  'a key that is gone': { account: {}, target: arn, gone: true },
  'no policy': { account: account(undefined), expect: onDefault },
  'by an alias': {
    account: having({ Alias: 'alias/orders' }),
    target: 'alias/orders',
    expect: onDefault,
  },
  'a disabled key': { account: having({ KeyState: 'Disabled' }), expect: onDefault },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...account(undefined) },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: {
      ...adding(`arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/${KeyId}`),
      notes: ['default-replaced-in-code'],
    },
  },

  // Whose key it is, and what state it is in.
  'a key that AWS manages': {
    account: having({ KeyManager: 'AWS', Alias: 'alias/aws/s3' }),
    expect: { is: 'not-applicable', message: 'managed-by-aws' },
  },
  'a key that waits for its deletion': {
    account: having({ KeyState: 'PendingDeletion' }),
    expect: { is: 'not-applicable', message: 'waits-for-deletion' },
  },
  'a primary key whose replicas go first': {
    account: having({ KeyState: 'PendingReplicaDeletion' }),
    expect: { is: 'not-applicable', message: 'waits-for-deletion' },
  },
  'a key that waits for its material': { account: having({ KeyState: 'PendingImport' }), expect: onDefault },
  'a key that is being made': {
    account: having({ KeyState: 'Creating' }),
    expect: {
      is: 'non-compliant',
      message: 'state-unsettled',
      hazards,
      notes: ['default-replaced-in-code'],
    },
  },
  'a multi-Region key': {
    account: having({ MultiRegion: ['us-east-1', 'eu-west-1', 'eu-central-1'] }),
    expect: {
      ...adds,
      notes: ['default-replaced-in-code', 'related-keys'],
      says: [
        `Key ${KeyId} is a multi-Region key, related to those in eu-central-1, us-east-1. Each has a policy of its own, and this plan changes this one alone.`,
      ],
    },
  },

  // Who could take it back.
  'nobody of the account may put the policy': {
    account: account({
      Version: '2012-10-17',
      Statement: [{ ...root, Action: ['kms:Decrypt', 'kms:Get*'] }],
    }),
    expect: { is: 'non-compliant', message: 'owner-locked-out', hazards },
  },
  'only another account may put the policy': {
    account: account({
      Version: '2012-10-17',
      Statement: [{ ...root, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
    }),
    expect: { is: 'non-compliant', message: 'owner-locked-out', hazards },
  },
  'only reading is refused': {
    account: holding({ ...deny(), Sid: 'Reads', Action: 'kms:Decrypt' }),
    expect: adds,
  },
  'a service comes for its callers': {
    account: holding({
      ...allow,
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
    }),
    expect: adds,
  },
  // KMS stores such a statement, which has no effect: what it means is not for us to say.
  'a statement without a resource': {
    account: holding({ ...allow, Resource: undefined }),
    expect: { is: 'unknown', message: 'policy-unreadable' },
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::KMS::Key',
  id: KeyId,
  arn,
};

test('an answer without the policy is no "no policy"', async () => {
  const { read } = await answering(() => ({}));
  await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
});

test('KMS’s own check against locking everybody out is never left out', async () => {
  for (const input of await statementWrites(unit, target, account(undefined), deny()))
    expect(input).toEqual({ KeyId, PolicyName: 'default', Policy: expect.any(String) });
});

test('in code the statement stands in the key’s own policy, beside what KMS made', async () => {
  const host = startHost(loadAccount(account(undefined)));
  const state = await unit.read(target, sandboxClouds(host).look(target));
  const verdict = state && unit.plan(state, target, {});
  const [change] = verdict?.is === 'non-compliant' ? verdict.changes : [];
  if (!change || !unit.source) throw new Error('no change');
  const { cloudformation, cdk, terraform } = unit.source(change, target) ?? {};
  expect(cloudformation).toContain(`# AWS::KMS::Key of key ${KeyId}, elements of KeyPolicy.Statement:`);
  for (const text of [cloudformation, cdk, terraform])
    expect(text).toMatch(/Enable IAM User Permissions[^]+WaxsealTlsOnly/);
});
