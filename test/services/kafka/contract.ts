import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { arn } from './clusters.ts';
import {
  mskClusterAuthenticated,
  mskClusterInClusterTls,
  mskServerlessEndpoint,
} from './contract/evaluated.ts';
import { mskClusterClientTls } from './contract/msk-cluster-client-tls.ts';

const provisioned = [
  'Provisioned.BrokerNodeGroupInfo.ClientSubnets',
  'Provisioned.BrokerNodeGroupInfo.SecurityGroups',
  'Provisioned.ClientAuthentication.Tls.CertificateAuthorityArnList',
  'Serverless.VpcConfigs',
  'Serverless.VpcConfigs.SubnetIds',
];
const own: Contract = {
  sets: {
    'kafka:ListClustersV2': ['ClusterInfoList', ...provisioned.map((path) => `ClusterInfoList.${path}`)],
    'kafka:DescribeClusterV2': provisioned.map((path) => `ClusterInfo.${path}`),
    'kafka:ListClusterOperationsV2': 'ClusterOperationInfoList',
    'kafka:ListNodes': 'NodeInfoList',
  },
  unpaged: ['kafka:DescribeClusterOperationV2', 'kafka:DescribeClusterV2'],
  named: { ClusterArn: (of) => of },
  // Whatever tells of a cluster finds it as well.
  resolvedBy: [],
  aims: {
    'AWS::MSK::Cluster': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn,
        changes: [{ on: arn, before: 'TLS_PLAINTEXT', after: 'TLS' }],
      },
    ],
  },
};

export const contract: Contract = joined(
  own,
  mskClusterClientTls,
  mskClusterInClusterTls,
  mskClusterAuthenticated,
  mskServerlessEndpoint,
);
