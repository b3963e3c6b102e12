import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../../src/aws/policy/document.ts';
import resource from '../../../../src/services/sns/resources/aws-sns-topic.ts';
import unit from '../../../../src/services/sns/remediations/sns-topic-tls-only.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:sns:eu-west-1:111122223333:orders';
const account = (Policy: Json | undefined) => ({
  sns: { Topics: [{ Name: 'orders', ...(Policy && { Policy }) }] },
});
const holding = (...Statement: readonly Json[]) => account({ Version: '2012-10-17', Statement });

/** What the unit adds. */
const deny = (topic = arn): Statement => ({
  Sid: 'WaxsealTlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: topic,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const adding = (topic = arn) =>
  ({
    is: 'non-compliant',
    message: 'plaintext-allowed',
    changes: [
      {
        set: 'statement',
        on: `${topic}#WaxsealTlsOnly`,
        before: null,
        after: deny(topic),
        impact: ['breaks-plaintext'],
      },
    ],
  }) as const;
const adds = adding();
const addsOne = { is: 'non-compliant', message: 'plaintext-allowed', changes: 1 } as const;
const compliant = { is: 'compliant' } as const;

const publishes = {
  Sid: 'Publishes',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
  Action: 'sns:Publish',
  Resource: arn,
};
const some = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...publishes, Sid: `Publishes${at}` }));
/** A policy that has so many bytes with our statement in it. */
const long = (bytes: number) => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...publishes, Sid: '' }, deny()] });
  return holding({ ...publishes, Sid: 'x'.repeat(bytes - text.length) });
};

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
    account,
    arn,
    actions: ['sns:Publish'],
    allowed: 'sns:Publish',
    reads: 'sns:GetTopicAttributes',
    writes: 'sns:SetTopicAttributes',
    bytes: 30_720,
    statements: 100,
    principals: 200,
    needsStatements: true,
  }),
  'a topic that is gone': { account: {}, target: `${arn}-gone`, gone: true },

  // Topics of every kind, and wherever they are.
  'a FIFO topic': {
    account: { sns: { Topics: [{ Name: 'orders.fifo' }] } },
    expect: adding('arn:aws:sns:eu-west-1:111122223333:orders.fifo'),
  },
  'a topic of the same name in another Region': {
    account: { sns: { Topics: [{ Name: 'orders' }, { Name: 'orders', Region: 'us-east-1' }] } },
    target: arn,
    expect: adds,
  },
  'by its name': { account: account(undefined), target: 'orders', expect: adds },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: adding('arn:aws-cn:sns:cn-north-1:111122223333:orders'),
  },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...account(undefined) },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: adding('arn:aws-us-gov:sns:us-gov-west-1:111122223333:orders'),
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
    expect: { ...adds, notes: ['encrypted-already'] },
  },
  'not encrypted any more': {
    account: { sns: { Topics: [{ Name: 'orders', Attributes: { KmsMasterKeyId: '' } }] } },
    expect: adds,
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

  // Over HTTP.
  "over HTTP: AWS's own policy": { account: onMoto(undefined), expect: addsOne, wire: true },
  'over HTTP: a FIFO topic': { account: onMoto(undefined, {}, 'orders.fifo'), expect: addsOne, wire: true },
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
  await put(`${arn}#Publishes`, null);
  await expect(put(`${arn}#WaxsealTlsOnly`, null)).rejects.toMatchObject({ code: 'policy-needed' });
  expect(host.writes().map(({ input }) => input)).toEqual(
    [[publishes, deny()], [deny()]].map((Statement) => ({
      TopicArn: arn,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement }),
    })),
  );
});
