import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';

const type = 'AWS::IAM::ServerCertificate';
const arn = 'arn:aws:iam::111122223333:server-certificate/orders';

/** What the tests must know of each server certificate. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...evaluatedContract({
    type,
    remediation: 'iam-server-certificate-valid',
    arn,
    isRemediated: ({ id }, account) => account.get(`iam.ServerCertificates[${id}].Expiration`) === undefined,
    scene: {
      target: 'orders',
      account: {
        region: 'us-east-1',
        iam: {
          ServerCertificates: [
            {
              ServerCertificateName: 'orders',
              Expiration: '2025-12-31T00:00:00Z',
              Tags: { team: 'shop' },
            },
          ],
        },
      },
    },
  }),
  aims: { [type]: [{ partition: 'aws', account: '111122223333', region: 'us-east-1', arn, changes: [] }] },
  sets: {
    'iam:ListServerCertificates': 'ServerCertificateMetadataList',
    'iam:GetServerCertificate': 'ServerCertificate.Tags',
    'iam:ListServerCertificateTags': 'Tags',
  },
  unpaged: ['iam:ListServerCertificateTags'],
};
