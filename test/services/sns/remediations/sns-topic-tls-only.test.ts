import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../../src/aws/policy/document.ts';
import resource from '../../../../src/services/sns/resources/aws-sns-topic.ts';
import unit from '../../../../src/services/sns/remediations/sns-topic-tls-only.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:sns:eu-west-1:111122223333:orders';
const account = (Policy: Json | undefined) => ({
  sns: { Topics: [{ Name: 'orders', ...(Policy && { Policy }) }] },
});
const held = { account, arn, actions: ['sns:Publish'], allowed: 'sns:Publish' } as const;
const { allow: publishes, deny, adding, adds, holding, long } = statementRows(held);
/** The policy is AWS's own. */
const onDefault = (topic = arn) => ({ ...adding(topic), notes: ['default-replaced-in-code'] }) as const;
const addsOne = { is: 'non-compliant', message: 'plaintext-allowed', changes: 1 } as const;
const addsToDefault = { ...addsOne, notes: ['default-replaced-in-code'] } as const;
const compliant = { is: 'compliant' } as const;

const theirs = { Version: '2012-10-17', Statement: [publishes] };
const some = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...publishes, Sid: `Publishes${at}` }));
/** The same over HTTP: the only account that moto has. */
const onMoto = (Statement: Json | undefined, more: Json = {}, Name = 'orders') => ({
  account: '123456789012',
  sns: {
    Topics: [
      {
        Name,
        ...(Statement && {
          Policy: {
            Version: '2012-10-17',
            ...more,
            Statement: [{ ...Statement, Resource: `arn:aws:sns:eu-west-1:123456789012:${Name}` }],
          },
        }),
      },
    ],
  },
});

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'sns:GetTopicAttributes',
    writes: 'sns:SetTopicAttributes',
    bytes: 30_720,
    statements: 100,
    principals: 200,
    needsStatements: true,
  }),
  'a topic that is gone': { account: {}, target: `${arn}-gone`, gone: true },

  // Topics of every kind, and wherever they are.
  'no policy': { account: account(undefined), expect: onDefault() },
  'a FIFO topic': {
    account: { sns: { Topics: [{ Name: 'orders.fifo' }] } },
    expect: onDefault('arn:aws:sns:eu-west-1:111122223333:orders.fifo'),
  },
  'a topic of the same name in another Region': {
    account: { sns: { Topics: [{ Name: 'orders' }, { Name: 'orders', Region: 'us-east-1' }] } },
    target: arn,
    expect: onDefault(),
  },
  'by its name': { account: account(undefined), target: 'orders', expect: onDefault() },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: onDefault('arn:aws-cn:sns:cn-north-1:111122223333:orders'),
  },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...account(undefined) },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: onDefault('arn:aws-us-gov:sns:us-gov-west-1:111122223333:orders'),
  },

  // Denials of plain HTTP that count.
  "refused in the words of AWS's best practices": {
    account: holding(publishes, { ...deny(), Sid: 'AllowPublishThroughSSLOnly', Action: 'SNS:Publish' }),
    expect: compliant,
  },
  'refused with more than publishing': {
    account: holding(publishes, { ...deny(), Sid: 'Theirs', Action: ['SNS:Subscribe', 'SNS:Publish'] }),
    expect: compliant,
  },

  // Denials that do not.
  'only subscribing is refused': {
    account: holding({ ...deny(), Sid: 'Subscribes', Action: 'SNS:Subscribe' }),
    expect: adds,
  },
  'only some are refused': {
    account: holding({ ...deny(), Sid: 'Some', Principal: publishes.Principal }),
    expect: adds,
  },
  'HTTPS is allowed, which refuses nothing': {
    account: holding({ ...publishes, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    expect: adds,
  },
  'our name stands for something else': {
    account: holding({ ...publishes, Sid: 'WaxsealTlsOnly' }),
    expect: {
      ...addsOne,
      changes: [{ on: `${arn}#WaxsealTlsOnly2`, after: { ...deny(), Sid: 'WaxsealTlsOnly2' } }],
    },
  },

  // What SNS takes, and what not.
  'ninety-nine statements, and ours': { account: holding(...some(99)), expect: adds },
  '30720 bytes with ours': { account: long(30_720), expect: adds },
  'a policy without a version': { account: account({ Statement: [publishes] }), expect: adds },
  'a single statement that is no list': { account: account({ Statement: publishes }), expect: adds },

  'encrypted with a key': {
    account: { sns: { Topics: [{ Name: 'orders', Attributes: { KmsMasterKeyId: 'alias/orders' } }] } },
    expect: { ...adds, notes: ['default-replaced-in-code', 'encrypted-already'] },
  },
  'encrypted with a key that is named by its id': {
    account: {
      sns: {
        Topics: [
          {
            Name: 'orders',
            Attributes: { KmsMasterKeyId: '0b1f7e8e-7c1d-4b2a-9f0e-1d2c3b4a5f60' },
            Policy: theirs,
          },
        ],
      },
    },
    expect: { ...adds, notes: ['encrypted-already'] },
  },
  'not encrypted any more': {
    account: { sns: { Topics: [{ Name: 'orders', Attributes: { KmsMasterKeyId: '' } }] } },
    expect: onDefault(),
  },
  'encrypted, and plain HTTP is refused': {
    account: {
      sns: {
        Topics: [
          {
            Name: 'orders',
            Attributes: { KmsMasterKeyId: 'alias/orders' },
            Policy: { Version: '2012-10-17', Statement: [deny()] },
          },
        ],
      },
    },
    expect: compliant,
  },

  // Whoever is named counts, of whatever kind: SNS does not say which it counts.
  'AWS services among two hundred and one names': {
    account: holding(
      {
        ...publishes,
        Principal: { AWS: Array.from({ length: 199 }, (_, at) => `arn:aws:iam::111122223333:role/r${at}`) },
      },
      { ...publishes, Sid: 'Bucket', Principal: { Service: 's3.amazonaws.com' } },
    ),
    expect: { ...adds, hazards: ['many-principals'] },
  },
  'others wrote beside AWS’s own statement': {
    account: holding({ ...publishes, Sid: '__default_statement_ID' }, publishes),
    expect: onDefault(),
  },

  // Over HTTP.
  "over HTTP: AWS's own policy": { account: onMoto(undefined), expect: addsToDefault, wire: true },
  'over HTTP: a FIFO topic': {
    account: onMoto(undefined, {}, 'orders.fifo'),
    expect: addsToDefault,
    wire: true,
  },
  'over HTTP: what others wrote stays': {
    account: onMoto(publishes, { Id: 'theirs' }),
    expect: addsOne,
    wire: true,
  },
  'over HTTP: plain HTTP is refused': { account: onMoto(deny()), expect: compliant, wire: true },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::SNS::Topic',
  id: arn,
  arn,
};

describe('an answer without the policy is no "no policy"', () => {
  test.each([
    ['nothing', {}],
    ['other attributes', { Attributes: { TopicArn: arn } }],
  ])('%s', async (_name, answer) => {
    const { read } = await answering(() => answer);
    await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
  });
});

test('of the topic nothing but the policy is sent, and the last statement is not taken out', async () => {
  const host = startHost(loadAccount(holding(publishes)));
  const clouds = sandboxClouds(host);
  const write = await clouds.write(target, { run: 'r', remediation: unit.meta.id, kind: 'remediate' });
  const { statement } = unit.fields;
  const put = async (on: string, value: Statement | null) =>
    statement.put(on, value, await statement.get(on, target, clouds.look(target)), target, write);
  await put(`${arn}#WaxsealTlsOnly`, deny());
  await put(`${arn}#Uses`, null);
  await expect(put(`${arn}#WaxsealTlsOnly`, null)).rejects.toMatchObject({ code: 'policy-needed' });
  expect(host.writes().map(({ input }) => input)).toEqual(
    [[publishes, deny()], [deny()]].map((Statement) => ({
      TopicArn: arn,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement }),
    })),
  );
});

test('in code the statement that SNS made comes along: a topic policy there replaces it', async () => {
  const host = startHost(loadAccount(account(undefined)));
  const state = await unit.read(target, sandboxClouds(host).look(target));
  const verdict = state && unit.plan(state, target, {});
  const [change] = verdict?.is === 'non-compliant' ? verdict.changes : [];
  if (!change || !unit.source) throw new Error('no change');
  const { cloudformation, cdk, terraform } = unit.source(change, target) ?? {};
  for (const text of [cloudformation, cdk, terraform]) {
    expect(text).toMatch(/__default_statement_ID[^]+SNS:Publish[^]+AWS:SourceOwner[^]+WaxsealTlsOnly/);
  }
  expect(cdk).not.toContain('does the same');
  expect(cdk).toContain('enforceSSL: true in the properties of the topic writes the Deny alone');
});
