import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { seed } from './seed.ts';

/** What the tests must know of each table. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::DynamoDB::Table',
    remediation: 'dynamodb-table-tls-only',
    at: 'dynamodb.Tables',
    holders: ({ dynamodb: { Tables } }) =>
      Tables.map(({ TableName: name, TableArn: arn, Policy: policy }) => ({ name, arn, policy })),
    actions: ['dynamodb:*'],
    allowed: 'dynamodb:GetItem',
    reads: 'dynamodb:GetResourcePolicy',
    put: ({ arn: ResourceArn }, Policy) => ({
      operation: 'dynamodb:PutResourcePolicy',
      input: { ResourceArn, Policy },
    }),
    remove: ({ arn: ResourceArn }) => ({
      operation: 'dynamodb:DeleteResourcePolicy',
      input: { ResourceArn },
    }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        dynamodb: {
          Tables: [
            {
              TableName: 'orders',
              Tags: { team: 'shop' },
              GlobalTableVersion: '2019.11.21',
              Replicas: [{ RegionName: 'us-east-1' }],
              Policy: {
                Version: '2012-10-17',
                Id: 'orders',
                Statement: [
                  {
                    Sid: 'Reads',
                    Effect: 'Allow',
                    Principal: { AWS: 'arn:aws:iam::444455556666:role/orders' },
                    Action: ['dynamodb:GetItem', 'dynamodb:Query'],
                    Resource: [
                      'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
                      'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/byDay',
                    ],
                  },
                ],
              },
            },
            { TableName: 'bills', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    'dynamodb:ListTables': 'TableNames',
    'dynamodb:ListTagsOfResource': 'Tags',
    'dynamodb:DescribeTable': 'Table.Replicas',
    'dynamodb:GetResourcePolicy': turnedPolicy('Policy'),
  },
  unpaged: ['dynamodb:DescribeTable'],
  seed,
  globalNames: ({ dynamodb: { Tables } }) => Tables.map(({ TableName }) => TableName),
  named: { ResourceArn: (arn) => arn },
  withoutEvidence: {
    'dynamodb-table-tls-only': { not: 'Data events of tables are read by nothing in this build yet.' },
  },
  resolvedBy: [],
  aims: {
    'AWS::DynamoDB::Table': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
        changes: [],
      },
    ],
  },
};
