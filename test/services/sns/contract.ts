import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { seed } from './seed.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const putting = (TopicArn: string, AttributeValue: string) => ({
  operation: 'sns:SetTopicAttributes',
  input: { TopicArn, AttributeName: 'Policy', AttributeValue },
});

/** What the tests must know of each topic. Every member: `test/kit/contract.ts`. */
const own: Contract = {
  ...statementContract({
    type: 'AWS::SNS::Topic',
    remediation: 'sns-topic-tls-only',
    at: 'sns.Topics',
    holders: ({ sns: { Topics } }) =>
      Topics.map(({ Name: name, TopicArn: arn, Policy: policy }) => ({ name, arn, policy })),
    actions: ['sns:Publish'],
    allowed: 'sns:Publish',
    reads: 'sns:GetTopicAttributes',
    put: ({ arn }, policy) => putting(arn, policy),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        sns: {
          Topics: [
            {
              Name: 'orders',
              Tags: { team: 'shop' },
              Attributes: { DisplayName: 'Orders', KmsMasterKeyId: 'alias/orders', SignatureVersion: '2' },
              Policy: {
                Version: '2012-10-17',
                Id: 'orders',
                Statement: [
                  {
                    Sid: 'Bucket',
                    Effect: 'Allow',
                    Principal: { Service: 's3.amazonaws.com' },
                    Action: 'SNS:Publish',
                    Resource: 'arn:aws:sns:eu-west-1:111122223333:orders',
                    Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::orders' } },
                  },
                ],
              },
            },
            { Name: 'bills', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    'sns:ListTopics': 'Topics',
    'sns:ListSubscriptionsByTopic': 'Subscriptions',
    'sns:ListTagsForResource': 'Tags',
    'sns:GetTopicAttributes': turnedPolicy('Attributes.Policy'),
  },
  unpaged: ['sns:ListTagsForResource'],
  seed,
  // What is put behind a name must stand before the ending of a FIFO topic.
  globalNames: ({ sns: { Topics } }) => Topics.map(({ Name }) => Name.replace(/\.fifo$/, '')),

  named: { TopicArn: (arn) => arn },
  resolvedBy: [],
  aims: {
    'AWS::SNS::Topic': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:sns:eu-west-1:111122223333:orders',
        changes: [],
      },
    ],
  },
  withoutEvidence: {
    'sns-topic-tls-only': { not: 'Data events of topics are read by nothing in this build yet.' },
  },
};

const id = '8a21d249-4329-4871-acc6-7be709c6ea7f';
const subscriptions = evaluatedContract({
  type: 'AWS::SNS::Subscription',
  remediation: 'sns-subscription-https',
  arn: `arn:aws:sns:eu-west-1:111122223333:orders:${id}`,
  isRemediated: ({ id: of }, account) =>
    ![...account].some(
      ([path, value]) => path === `sns.Subscriptions[${of.split(':').at(-1)}].Protocol` && value === 'http',
    ),
  scene: {
    target: `arn:aws:sns:eu-west-1:111122223333:orders:${id}`,
    account: {
      sns: {
        Topics: [{ Name: 'orders', Tags: { team: 'shop' } }],
        Subscriptions: [
          {
            Id: id,
            Topic: 'orders',
            Protocol: 'http',
            Endpoint: 'http://hooks.example.com/orders',
            Attributes: { FilterPolicy: '{"kind":["paid"]}' },
          },
        ],
      },
    },
  },
});

export const contract = {
  ...joined(own, subscriptions),
  standsFor: { advice: 'sns-subscription-https' },
};
