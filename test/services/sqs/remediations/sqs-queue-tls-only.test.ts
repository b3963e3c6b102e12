import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/sqs/resources/aws-sqs-queue.ts';
import unit from '../../../../src/services/sqs/remediations/sqs-queue-tls-only.ts';
import { statementCases } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const account = (Policy: Json | undefined) => ({
  sqs: { Queues: [{ Name: 'orders', ...(Policy && { Policy }) }] },
});
const holding = (...Statement: readonly Json[]) => account({ Version: '2012-10-17', Statement });

/** What the unit adds. */
const deny = (queue = arn) => ({
  Sid: 'WaxsealTlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: queue,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const adding = (queue = arn) =>
  ({
    is: 'non-compliant',
    message: 'plaintext-allowed',
    changes: [
      {
        set: 'statement',
        on: `${queue}#WaxsealTlsOnly`,
        before: null,
        after: deny(queue),
        impact: ['breaks-plaintext'],
      },
    ],
  }) as const;
const adds = adding();

const sends = {
  Sid: 'Sends',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
  Action: 'sqs:SendMessage',
  Resource: arn,
};
const topic = (number: number) => ({
  ...sends,
  Sid: `Topic${number}`,
  Principal: { Service: 'sns.amazonaws.com' },
  Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:111122223333:t${number}` } },
});
const topics = (count: number) => Array.from({ length: count }, (_, at) => topic(at));
const roles = (count: number) =>
  Array.from({ length: count }, (_, at) => `arn:aws:iam::444455556666:role/r${at}`);

/** Moto's only account. */
const moto = '123456789012';
const onMoto = (Queue: Json & { readonly Name: string }) => ({ account: moto, sqs: { Queues: [Queue] } });
const theirs = (Statement: Json) => ({ ...Statement, Resource: `arn:aws:sqs:eu-west-1:${moto}:orders` });

testRemediation(unit, resource, {
  ...statementCases({
    account,
    arn,
    actions: ['sqs:*'],
    allowed: 'sqs:SendMessage',
    reads: 'sqs:GetQueueAttributes',
    writes: 'sqs:SetQueueAttributes',
    bytes: 8192,
  }),
  // SQS has no policy without statements: where ours was the only one it takes the policy with it, whoever made that.
  'no policy': { account: account(undefined), expect: adds },
  'a queue that is gone': { account: {}, target: 'arn:aws:sqs:eu-west-1:111122223333:gone', gone: true },
});
