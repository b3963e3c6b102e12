import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../../src/aws/policy/document.ts';
import resource from '../../../../src/services/sqs/resources/aws-sqs-queue.ts';
import unit from '../../../../src/services/sqs/remediations/sqs-queue-tls-only.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const account = (Policy: Json | undefined) => ({
  sqs: { Queues: [{ Name: 'orders', ...(Policy && { Policy }) }] },
});
const held = { account, arn, actions: ['sqs:*'], allowed: 'sqs:SendMessage' } as const;
const { allow: sends, deny, adding, adds, holding, long } = statementRows(held);

const topic = (number: number) => ({
  ...sends,
  Sid: `Topic${number}`,
  Principal: { Service: 'sns.amazonaws.com' },
  Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:111122223333:t${number}` } },
});
const delivery = (Service: string) => ({
  ...sends,
  Sid: Service.replaceAll('.', ''),
  Principal: { Service },
});
const topics = (count: number) => Array.from({ length: count }, (_, at) => topic(at));
const roles = (count: number) =>
  Array.from({ length: count }, (_, at) => `arn:aws:iam::444455556666:role/r${at}`);

/** What the console writes by itself. */
const owners = {
  Sid: '__owner_statement',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'SQS:*',
  Resource: arn,
};
const compliant = { is: 'compliant' } as const;
const notes = ['only-aws-services'] as const;

/** The same over HTTP: the only account that moto has. */
const onMoto = (Statement: Json | undefined, more: Json = {}, Name = 'orders') => ({
  account: '123456789012',
  sqs: {
    Queues: [
      {
        Name,
        Attributes: { SqsManagedSseEnabled: 'true' },
        ...(Statement && {
          Policy: {
            Version: '2012-10-17',
            ...more,
            Statement: [{ ...Statement, Resource: `arn:aws:sqs:eu-west-1:123456789012:${Name}` }],
          },
        }),
      },
    ],
  },
});
// SQS encrypts what is made with HTTPS, and so does the server.
const addsOne = {
  is: 'non-compliant',
  message: 'plaintext-allowed',
  changes: 1,
  notes: ['encrypted-already'],
} as const;

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'sqs:GetQueueAttributes',
    writes: 'sqs:SetQueueAttributes',
    bytes: 8192,
    statements: 20,
    principals: 50,
    needsStatements: true,
  }),
  'a queue that is gone': {
    account: {},
    target: `${arn}-gone`,
    gone: { id: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders-gone' },
  },

  // Queues of every kind, and wherever they are.
  'a FIFO queue': {
    account: { sqs: { Queues: [{ Name: 'orders.fifo' }] } },
    expect: adding('arn:aws:sqs:eu-west-1:111122223333:orders.fifo'),
  },
  'a queue that is encrypted, throttled and has a dead-letter queue': {
    account: {
      sqs: {
        Queues: [
          {
            Name: 'orders',
            Attributes: {
              KmsMasterKeyId: 'alias/orders',
              VisibilityTimeout: '900',
              RedrivePolicy: `{"deadLetterTargetArn":"${arn}-dead","maxReceiveCount":3}`,
            },
          },
          { Name: 'orders-dead' },
          { Name: 'orders', Region: 'us-east-1' },
        ],
      },
    },
    target: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
    expect: { ...adds, notes: ['encrypted-already'] },
  },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: 'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/orders',
    expect: adding('arn:aws-cn:sqs:cn-north-1:111122223333:orders'),
  },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...account(undefined) },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: adding('arn:aws-us-gov:sqs:us-gov-west-1:111122223333:orders'),
  },

  // Denials of plain HTTP that count.
  'refused in the letters of the console': {
    account: holding(sends, { ...deny(), Sid: 'Theirs', Action: 'SQS:*' }),
    expect: compliant,
  },
  'refused to everyone by ARN, on everything': {
    account: holding({ ...deny(), Principal: { AWS: '*' }, Action: '*', Resource: '*' }),
    expect: compliant,
  },
  'refused by the same queue only, among others that begin alike': {
    account: holding({ ...deny(), Resource: `${arn}*` }),
    expect: compliant,
  },

  // Denials that do not.
  'only sending is refused': {
    account: holding({ ...deny(), Sid: 'Sends', Action: 'SQS:SendMessage' }),
    expect: adds,
  },
  'only some are refused': {
    account: holding({ ...deny(), Sid: 'Some', Principal: sends.Principal }),
    expect: adds,
  },
  'refused at another queue': {
    account: holding({ ...deny(), Sid: 'Other', Resource: `${arn}-dead` }),
    expect: adds,
  },
  'HTTPS is allowed, which refuses nothing': {
    account: holding({ ...sends, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    expect: adds,
  },
  'our name stands for something else': {
    account: holding({ ...sends, Sid: 'WaxsealTlsOnly' }),
    expect: {
      ...addsOne,
      notes: [],
      changes: [{ on: `${arn}#WaxsealTlsOnly2`, after: { ...deny(), Sid: 'WaxsealTlsOnly2' } }],
    },
  },

  // What SQS takes, and what not.
  'twenty statements': {
    account: holding(...topics(20)),
    expect: {
      is: 'non-compliant',
      message: 'too-many-statements',
      notes,
      says: [
        'With one more the policy of queue https://sqs.eu-west-1.amazonaws.com/111122223333/orders would have 21 statements; SQS takes 20. Merge statements.',
      ],
    },
  },
  'nineteen statements, and ours': {
    account: holding(...topics(19)),
    expect: { ...adds, notes },
  },
  '8192 bytes with ours': { account: long(8192), expect: adds },
  'fifty principals, and everyone': {
    account: holding({ ...sends, Principal: { AWS: roles(49) } }, topic(1)),
    expect: {
      ...adds,
      hazards: ['many-principals'],
      says: [
        'With one more statement the policy of queue https://sqs.eu-west-1.amazonaws.com/111122223333/orders would name 51 principals. SQS documents that it takes 50, and not whether it counts them in a policy or in a statement: it may refuse the change, and then nothing is changed. Approve to try it. If SQS refuses, name accounts instead of their roles, or merge statements.',
      ],
    },
  },

  // Policies as the tools of AWS leave them.
  'a policy of the console, from before versions': {
    account: account({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [owners] }),
    expect: adds,
  },
  'a policy without a version': { account: account({ Statement: [sends] }), expect: adds },
  'a single statement that is no list': { account: account({ Statement: sends }), expect: adds },
  'a topic that is let in by where it comes from': {
    account: holding({ ...topic(1), Principal: '*' }),
    expect: adds,
  },
  'topics, rules and buckets deliver into it': {
    account: holding(topic(1), ...['events', 's3'].map((one) => delivery(`${one}.amazonaws.com`))),
    expect: {
      ...adds,
      notes,
      says: [
        'All that the policy allows, it allows to AWS services (events.amazonaws.com, s3.amazonaws.com, sns.amazonaws.com). They deliver over HTTPS and are not affected. Clients of the account itself do not show in the policy.',
      ],
    },
  },

  'encrypted with a key of its own': {
    account: { sqs: { Queues: [{ Name: 'orders', Attributes: { KmsMasterKeyId: 'alias/orders' } }] } },
    expect: { ...adds, notes: ['encrypted-already'] },
  },
  'encrypted with a key of SQS': {
    account: { sqs: { Queues: [{ Name: 'orders', Attributes: { SqsManagedSseEnabled: 'true' } }] } },
    expect: { ...adds, notes: ['encrypted-already'] },
  },
  'not encrypted': {
    account: { sqs: { Queues: [{ Name: 'orders', Attributes: { SqsManagedSseEnabled: 'false' } }] } },
    expect: { ...adds, notes: [] },
  },
  'encrypted, and plain HTTP is refused': {
    account: {
      sqs: {
        Queues: [
          {
            Name: 'orders',
            Attributes: { SqsManagedSseEnabled: 'true' },
            Policy: { Version: '2012-10-17', Statement: [deny()] },
          },
        ],
      },
    },
    expect: { ...compliant, notes: [] },
  },

  // Over HTTP.
  'over HTTP: no policy': { account: onMoto(undefined), expect: addsOne, wire: true },
  'over HTTP: a FIFO queue': { account: onMoto(undefined, {}, 'orders.fifo'), expect: addsOne, wire: true },
  'over HTTP: what others wrote stays': {
    account: onMoto(sends, { Id: 'theirs' }),
    expect: addsOne,
    wire: true,
  },
  'over HTTP: a document of 2008': {
    account: onMoto(sends, { Version: '2008-10-17' }),
    expect: addsOne,
    wire: true,
  },
  'over HTTP: plain HTTP is refused': { account: onMoto(deny()), expect: compliant, wire: true },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::SQS::Queue',
  id: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
  arn,
};

describe('an answer that is not about the queue is no "no policy"', () => {
  test.each([
    ['nothing', {}],
    ['no attributes', { Attributes: {} }],
    ['another queue', { Attributes: { QueueArn: `${arn}-dead` } }],
  ])('%s', async (_name, answer) => {
    const { read } = await answering(() => answer);
    await expect(unit.read(target, read)).rejects.toMatchObject({
      code: 'answer-incomplete',
      says: `SQS answered for queue ${target.id}, but without its ARN ${arn}.`,
      retry: true,
    });
  });

  test('an empty policy is none', async () => {
    const { read } = await answering(() => ({ Attributes: { QueueArn: arn, Policy: '' } }));
    expect(await unit.read(target, read)).toEqual({
      is: 'seen',
      text: null,
      around: { isEncrypted: false },
    });
  });
});

test('of the queue nothing but the policy is sent', async () => {
  const host = startHost(loadAccount(holding(sends)));
  const clouds = sandboxClouds(host);
  const write = await clouds.write(target, { run: 'r', remediation: unit.meta.id, kind: 'remediate' });
  const { statement } = unit.fields;
  const on = `${arn}#WaxsealTlsOnly`;
  const put = async (value: Statement | null) =>
    statement.put(on, value, await statement.get(on, target, clouds.look(target)), target, write);
  await put(deny());
  await put(null);
  expect(host.writes().map(({ input }) => input)).toEqual(
    [[sends, deny()], [sends]].map((Statement) => ({
      QueueUrl: target.id,
      Attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) },
    })),
  );
});
