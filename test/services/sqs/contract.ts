import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';

/** What the tests must know of each queue. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::SQS::Queue',
    remediation: 'sqs-queue-tls-only',
    at: 'sqs.Queues',
    holders: ({ account, partition, sqs: { Queues } }) =>
      Queues.map(({ Name: name, Region, Policy: policy }) => ({
        name,
        arn: `arn:${partition}:sqs:${Region}:${account}:${name}`,
        policy,
      })),
    actions: ['sqs:*'],
    // TODO: something that people are allowed to do with it.
    allowed: 'sqs:TODO',
    reads: 'sqs:GetQueueAttributes',
    put: ({ name }, policy) => ({
      operation: 'sqs:SetQueueAttributes',
      input: { QueueUrl: name, Attributes: { Policy: policy } },
    }),
    remove: ({ name }) => ({
      operation: 'sqs:SetQueueAttributes',
      input: { QueueUrl: name, Attributes: { Policy: '' } },
    }),
    scene: {
      target: 'orders',
      account: { sqs: { Queues: [{ Name: 'orders', Tags: { team: 'shop' } }] } },
    },
  }),

  sets: { 'sqs:ListQueues': 'QueueUrls' },

  named: {
    QueueUrl: (name, { partition, region, account }) =>
      `arn:${partition}:sqs:${region}:${account}:${name.split(/[:/]/).at(-1)}`,
  },
  // Operations by which it is found, and that nothing else calls.
  resolvedBy: [],
  aims: {
    'AWS::SQS::Queue': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:sqs:eu-west-1:111122223333:orders',
        changes: [],
      },
    ],
  },
};
