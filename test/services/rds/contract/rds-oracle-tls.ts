import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const options = {
  OptionName: 'SSL',
  Port: 2484,
  OptionSettings: [
    { Name: 'SQLNET.SSL_VERSION', Value: '1.2' },
    { Name: 'SQLNET.CIPHER_SUITE', Value: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' },
  ],
};

const parts = evaluatedContract({
  type: 'AWS::RDS::DBInstance',
  remediation: 'rds-oracle-tls',
  arn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  // All options there are take TLS: what decides is whether a rule opens the other port.
  isRemediated: ({ arn }, account) => {
    const group = account.get(
      `rds.DBInstances[${arn.split(':').at(-1)}].VpcSecurityGroups[0].VpcSecurityGroupId`,
    );
    return (
      group === undefined ||
      ![...account].some(
        ([path, value]) => /^ec2\.SecurityGroupRules\[[^\]]+\]\.GroupId$/.test(path) && value === group,
      )
    );
  },
  scene: {
    target: 'orders',
    account: {
      ec2: {
        SecurityGroups: [
          {
            GroupId: 'sg-1',
            IpPermissions: [{ FromPort: 1521, ToPort: 1521, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
          },
        ],
      },
      rds: {
        DBInstances: [
          {
            DBInstanceIdentifier: 'orders',
            Engine: 'oracle-se2',
            Endpoint: { Address: 'orders.c0sandbox.eu-west-1.rds.amazonaws.com', Port: 1521 },
            OptionGroupMemberships: [{ OptionGroupName: 'ssl' }],
            VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }],
            TagList: [{ Key: 'team', Value: 'orders' }],
          },
        ],
        OptionGroups: [{ OptionGroupName: 'ssl', Options: [options] }],
      },
    },
  },
});

/** What the tests must know of Oracle's options; what they must know of each instance is said beside units that write. */
export const rdsOracleTls: Contract = {
  sets: {
    'rds:DescribeDBInstances': ['DBInstances.OptionGroupMemberships', 'DBInstances.VpcSecurityGroups'],
    'rds:DescribeOptionGroups': [
      'OptionGroupsList',
      'OptionGroupsList.Options',
      'OptionGroupsList.Options.OptionSettings',
      'OptionGroupsList.Options.VpcSecurityGroupMemberships',
    ],
  },
  promises: parts.promises ?? {},
};
