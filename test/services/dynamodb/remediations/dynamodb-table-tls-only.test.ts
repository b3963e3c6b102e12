import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/dynamodb/resources/aws-dynamodb-table.ts';
import unit from '../../../../src/services/dynamodb/remediations/dynamodb-table-tls-only.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, refusal } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { statementWrites } from '../../../kit/statement-writes.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;
type Table = NonNullable<NonNullable<AccountFile['dynamodb']>['Tables']>[number];

const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const having = (table: Omit<Table, 'TableName'>) => ({
  dynamodb: { Tables: [{ TableName: 'orders', ...table }] },
});
const account = (Policy: Json | undefined) => having(Policy ? { Policy } : {});
const held = {
  account,
  arn,
  actions: ['dynamodb:*'],
  resources: [arn, `${arn}/index/*`],
  allowed: 'dynamodb:GetItem',
  hazards: ['clients-unseen'],
} as const;
const { deny, adding, adds, holding } = statementRows(held);
const { hazards } = adds;

/** The same over HTTP: the only account that moto has. */
const onMoto = (...Statement: readonly object[]) => ({
  account: '123456789012',
  ...account(
    Statement.length === 0
      ? undefined
      : JSON.parse(
          JSON.stringify({ Version: '2012-10-17', Statement }).replaceAll('111122223333', '123456789012'),
        ),
  ),
});

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'dynamodb:GetResourcePolicy',
    describes: 'dynamodb:DescribeTable',
    writes: 'dynamodb:PutResourcePolicy',
    bytes: 20_480,
    needsStatements: true,
  }),
  'a table that is gone': { account: {}, target: arn, gone: true },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: adding('arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders'),
  },

  // Denials of plain HTTP that count, and some that do not.
  'refused at the table and all that begins alike': {
    account: holding({ ...deny(), Resource: `${arn}*` }),
    expect: { is: 'compliant' },
  },
  'refused at the table, and not at its indexes': {
    account: holding({ ...deny(), Sid: 'Table', Resource: arn }),
    expect: adds,
  },
  'refused at one index': {
    account: holding({ ...deny(), Sid: 'Index', Resource: [arn, `${arn}/index/byDay`] }),
    expect: adds,
  },
  'only reading is refused': {
    account: holding({ ...deny(), Sid: 'Reads', Action: 'dynamodb:GetItem' }),
    expect: adds,
  },

  // What state it is in, and where else it is.
  'a table that is being changed': {
    account: having({ TableStatus: 'UPDATING' }),
    expect: { is: 'non-compliant', message: 'table-unsettled', hazards },
  },
  'a table whose key cannot be used': {
    account: having({ TableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' }),
    expect: { is: 'non-compliant', message: 'table-unsettled', hazards },
  },
  'a replica of a global table from before': {
    account: having({ GlobalTableVersion: '2017.11.29' }),
    expect: { is: 'non-compliant', message: 'legacy-replica', hazards },
  },
  'a global table': {
    account: having({
      GlobalTableVersion: '2019.11.21',
      Replicas: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-central-1' }, { RegionName: 'eu-west-1' }],
    }),
    expect: {
      ...adds,
      notes: ['replicas-apart'],
      says: [
        'Table orders has replicas in eu-central-1, us-east-1. Each has a policy of its own, and this plan changes this one alone.',
      ],
    },
  },

  // Over HTTP.
  'over HTTP: no policy': { account: onMoto(), expect: { ...adds, changes: 1 }, wire: true },
  'over HTTP: plain HTTP is refused': { account: onMoto(deny()), expect: { is: 'compliant' }, wire: true },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::DynamoDB::Table',
  id: 'orders',
  arn,
};

describe('an answer without policy and revision is no "no policy"', () => {
  test.each([
    ['nothing', {}],
    ['no revision', { Policy: '{"Version":"2012-10-17","Statement":[]}' }],
    ['no policy', { RevisionId: '1' }],
  ])('%s', async (_name, answer) => {
    const { read } = await answering(() => answer);
    await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
  });
});

test('each write names the revision that was seen, and that there was none', async () => {
  expect(await statementWrites(unit, target, account(undefined), deny())).toEqual([
    {
      ResourceArn: arn,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [deny()] }),
      ExpectedRevisionId: 'NO_POLICY',
    },
    { ResourceArn: arn, ExpectedRevisionId: expect.stringMatching(/^E[0-9A-F]+$/) },
  ]);
});

test('"no policy" from before puts nothing over the policy that is there', async () => {
  const { write } = await answering(() => {
    throw refusal('PolicyNotFoundException', 400);
  });
  const { statement } = unit.fields;
  const stale = { value: null, token: { value: null, token: 'NO_POLICY' } };
  const on = `${arn}#WaxsealTlsOnly`;
  const seen = await statement.get(on, target, write);
  expect(seen.value).toBe(null);
  await expect(statement.put(on, deny(), { ...stale, ...seen }, target, write)).rejects.toMatchObject({
    code: 'conflict',
    retry: true,
  });
});
