import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';

const key = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** What the tests must know of each key. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::KMS::Key',
    remediation: 'kms-key-tls-only',
    at: 'kms.Keys',
    holders: ({ kms: { Keys } }) =>
      Keys.map(({ KeyId: name, Arn: arn, Policy: policy }) => ({ name, arn, policy })),
    actions: ['kms:*'],
    allowed: 'kms:Decrypt',
    reads: 'kms:GetKeyPolicy',
    put: ({ name: KeyId }, Policy) => ({ operation: 'kms:PutKeyPolicy', input: { KeyId, Policy } }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: key,
      account: {
        kms: {
          Keys: [
            {
              KeyId: key,
              Alias: 'alias/orders',
              Tags: { team: 'shop' },
              MultiRegion: ['eu-west-1', 'us-east-1'],
              Policy: {
                Version: '2012-10-17',
                Id: 'orders',
                Statement: [
                  {
                    Sid: 'Root',
                    Effect: 'Allow',
                    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
                    Action: 'kms:*',
                    Resource: '*',
                  },
                  {
                    Sid: 'Bucket',
                    Effect: 'Allow',
                    Principal: { AWS: 'arn:aws:iam::111122223333:role/orders' },
                    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
                    Resource: '*',
                    Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
                  },
                ],
              },
            },
            { KeyId: key.replace('1234abcd', 'abcd1234'), Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    'kms:ListKeys': 'Keys',
    'kms:ListResourceTags': 'Tags',
    'kms:DescribeKey': 'KeyMetadata.MultiRegionConfiguration.ReplicaKeys',
    'kms:GetKeyPolicy': turnedPolicy('Policy'),
  },
  unpaged: ['kms:ListResourceTags', 'kms:DescribeKey'],
  seed: { not: 'The server chooses the id of a key, and with it the ARN.' },
  named: {
    KeyId: (id, { partition, region, account }) => `arn:${partition}:kms:${region}:${account}:key/${id}`,
  },
  withoutEvidence: {
    'kms-key-tls-only': {
      not: 'The endpoints take HTTPS only: no record could show a request without it.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::KMS::Key': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: `arn:aws:kms:eu-west-1:111122223333:key/${key}`,
        changes: [],
      },
    ],
  },
};
