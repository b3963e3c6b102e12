import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';

/** What Secrets Manager puts behind a name is no part of it. */
const nameOf = (arn: string): string =>
  arn
    .split(':')
    .at(-1)
    ?.replace(/-[A-Za-z0-9]{6}$/, '') ?? '';

/** What the tests must know of each secret. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::SecretsManager::Secret',
    remediation: 'secretsmanager-secret-tls-only',
    at: 'secretsmanager.Secrets',
    holders: ({ secretsmanager: { Secrets } }) =>
      Secrets.map(({ Name: name, ARN: arn, Policy: policy }) => ({ name, arn, policy })),
    nameOf,
    actions: ['secretsmanager:*'],
    allowed: 'secretsmanager:GetSecretValue',
    reads: 'secretsmanager:GetResourcePolicy',
    put: ({ arn }, policy) => ({
      operation: 'secretsmanager:PutResourcePolicy',
      input: { SecretId: arn, ResourcePolicy: policy },
    }),
    remove: ({ arn }) => ({ operation: 'secretsmanager:DeleteResourcePolicy', input: { SecretId: arn } }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        secretsmanager: {
          Secrets: [
            {
              Name: 'orders',
              Tags: { team: 'shop' },
              ReplicationStatus: [{ Region: 'eu-central-1' }],
              Policy: {
                Version: '2012-10-17',
                Id: 'orders',
                Statement: [
                  {
                    Sid: 'Reads',
                    Effect: 'Allow',
                    Principal: { AWS: 'arn:aws:iam::444455556666:role/orders' },
                    Action: 'secretsmanager:GetSecretValue',
                    Resource: '*',
                    Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
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
    'secretsmanager:ListSecrets': ['SecretList', 'SecretList.Tags'],
    'secretsmanager:DescribeSecret': ['Tags', 'ReplicationStatus'],
    'secretsmanager:GetResourcePolicy': turnedPolicy('ResourcePolicy'),
  },
  unpaged: ['secretsmanager:DescribeSecret'],
  seed: { not: 'The server chooses what stands behind the name of a secret, and with it the ARN.' },

  named: { SecretId: (arn) => arn },
  withoutEvidence: {
    'secretsmanager-secret-tls-only': {
      not: 'The endpoints take HTTPS only: no record could show a request without it.',
    },
  },
  // Operations by which it is found, and that nothing else calls.
  resolvedBy: [],
  aims: {
    'AWS::SecretsManager::Secret': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-a1B2c3',
        changes: [],
      },
    ],
  },
};
