import type { Contract } from '../../../kit/contract.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';

const own: Contract = {
  sets: {
    'rds:DescribeDBEngineVersions': [
      'DBEngineVersions',
      'DBEngineVersions.SupportedCACertificateIdentifiers',
    ],
  },
  withoutEvidence: {
    'rds-ca-certificate': { not: 'RDS records no client that does not trust a certificate.' },
  },
  aims: {
    'AWS::RDS::DBInstance': [
      { ...at, arn, changes: [{ on: arn, before: 'rds-ca-2019', after: 'rds-ca-rsa2048-g1' }] },
    ],
  },
};

/** What the tests must know of an instance's certificate. */
export const rdsCaCertificate: Contract = joined(
  own,
  valueContract({
    type: 'AWS::RDS::DBInstance',
    remediation: 'rds-ca-certificate',
    at: 'rds.DBInstances',
    // Ordered, then held.
    value: /^(?:\.PendingModifiedValues)?\.CACertificateIdentifier$/,
    good: ['rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1', 'rds-ca-ecc384-g1'],
    field: 'certificateAuthority',
    shows: () => '.PendingModifiedValues.CACertificateIdentifier',
    others: ['rds-ca-ecc384-g1', 'rds-ca-rsa4096-g1'],
    writes: 'rds:ModifyDBInstance',
    reads: 'rds:DescribeDBInstances',
    beside: (_world, name) => ({
      write: {
        operation: 'rds:ModifyDBInstance',
        input: { DBInstanceIdentifier: name, DBInstanceClass: 'db.r6g.2xlarge' },
      },
      path: `rds.DBInstances[${name}].PendingModifiedValues.DBInstanceClass`,
      shows: 'db.r6g.2xlarge',
    }),
    scene: {
      target: 'orders',
      account: {
        rds: {
          DBInstances: [
            {
              DBInstanceIdentifier: 'orders',
              Engine: 'postgres',
              EngineVersion: '16.4',
              CACertificateIdentifier: 'rds-ca-2019',
              TagList: [{ Key: 'team', Value: 'orders' }],
            },
          ],
        },
      },
    },
  }),
);
