import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';

const accountIn = (arn: string): string => arn.split(':')[4] ?? '';

/** What the tests must know of each access point. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::S3::AccessPoint',
    remediation: 's3-access-point-tls-only',
    at: 's3control.AccessPoints',
    holders: ({ s3control: { AccessPoints } }) =>
      AccessPoints.map(({ Name: name, AccessPointArn: arn, Policy: policy }) => ({ name, arn, policy })),
    actions: ['s3:*'],
    allowed: 's3:GetObject',
    reads: 's3control:GetAccessPointPolicy',
    put: ({ name: Name, arn }, Policy) => ({
      operation: 's3control:PutAccessPointPolicy',
      input: { AccountId: accountIn(arn), Name, Policy },
    }),
    remove: ({ name: Name, arn }) => ({
      operation: 's3control:DeleteAccessPointPolicy',
      input: { AccountId: accountIn(arn), Name },
    }),
    behind: (arn, account) => {
      const bucket = account.get(`s3control.AccessPoints[${arn.split('/').at(-1)}].Bucket`) ?? '""';
      return `s3.Buckets[${bucket.slice(1, -1)}].Policy`;
    },
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        s3: { Buckets: [{ Name: 'ledger', TagSet: [{ Key: 'team', Value: 'shop' }] }] },
        s3control: {
          AccessPoints: [
            {
              Name: 'orders',
              Bucket: 'ledger',
              VpcConfiguration: { VpcId: 'vpc-1a' },
              Tags: { team: 'shop' },
              Policy: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Sid: 'App',
                    Effect: 'Allow',
                    Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
                    Action: 's3:GetObject',
                    Resource: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/orders/object/*',
                  },
                ],
              },
            },
            { Name: 'bills', Bucket: 'ledger', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    's3control:ListAccessPoints': 'AccessPointList',
    's3control:ListTagsForResource': 'Tags',
    's3control:GetAccessPointPolicy': turnedPolicy('Policy'),
  },
  unpaged: ['s3control:ListTagsForResource'],
  seed: { not: 'The client puts the account before the name of the host, and the server has no such names.' },
  globalNames: ({ s3control: { AccessPoints } }) => AccessPoints.map(({ Name }) => Name),
  named: {
    Name: (name, { partition, region, account }) =>
      `arn:${partition}:s3:${region}:${account}:accesspoint/${name}`,
  },
  withoutEvidence: {
    's3-access-point-tls-only': {
      not: 'Access points take HTTPS only: no record could show a request without it.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::S3::AccessPoint': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/orders',
        changes: [],
      },
    ],
  },
};
