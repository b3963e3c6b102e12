import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { statementsIn } from '../../kit/statements.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { seed } from './seed.ts';

const urlOf = (arn: string): string => {
  const [, , , region, account, name] = arn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
};

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
    allowed: 'sqs:SendMessage',
    reads: 'sqs:GetQueueAttributes',
    put: ({ arn }, Policy) => ({
      operation: 'sqs:SetQueueAttributes',
      input: { QueueUrl: urlOf(arn), Attributes: { Policy } },
    }),
    remove: ({ arn }) => ({
      operation: 'sqs:SetQueueAttributes',
      input: { QueueUrl: urlOf(arn), Attributes: { Policy: '' } },
    }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        sqs: {
          Queues: [
            {
              Name: 'orders',
              Tags: { team: 'shop' },
              Attributes: {
                KmsMasterKeyId: 'alias/orders',
                RedrivePolicy:
                  '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:orders-dead","maxReceiveCount":3}',
              },
              Policy: {
                Version: '2012-10-17',
                Id: 'orders',
                Statement: [
                  {
                    Sid: 'Topic',
                    Effect: 'Allow',
                    Principal: { Service: 'sns.amazonaws.com' },
                    Action: 'SQS:SendMessage',
                    Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders',
                    Condition: {
                      ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' },
                    },
                  },
                ],
              },
            },
            { Name: 'orders-dead', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: { 'sqs:ListQueues': 'QueueUrls', 'sqs:GetQueueAttributes': turnedPolicy('Attributes.Policy') },
  seed,
  // What is put behind a name must stand before the ending of a FIFO queue.
  globalNames: ({ sqs: { Queues } }) => Queues.map(({ Name }) => Name.replace(/\.fifo$/, '')),

  named: {
    QueueUrl: (url, { partition, region, account }) =>
      `arn:${partition}:sqs:${region}:${account}:${url.slice(url.lastIndexOf('/') + 1)}`,
  },
  // An answer that names the queue and has no policy says that there is none: SQS has no other way to say it.
  asGood: ({ operation, input }) => {
    const policy: unknown = Object(Object(input).Attributes).Policy;
    const all = typeof policy === 'string' ? statementsIn(policy) : [];
    const [ours] = all;
    return (
      operation === 'sqs:SetQueueAttributes' && all.length === 1 && Object(ours).Sid === 'WaxsealTlsOnly'
    );
  },
  resolvedBy: ['sqs:GetQueueUrl'],
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
  withoutEvidence: {
    'sqs-queue-tls-only': { not: 'Data events of queues are read by nothing in this build yet.' },
  },
};
