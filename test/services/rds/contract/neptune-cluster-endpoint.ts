import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const parts = evaluatedContract({
  type: 'AWS::RDS::DBCluster',
  remediation: 'neptune-cluster-endpoint',
  arn: 'arn:aws:rds:eu-west-1:111122223333:cluster:graph',
  // AWS does it for every cluster of an engine of today.
  isRemediated: () => true,
  scene: {
    target: 'graph',
    account: {
      rds: {
        DBClusters: [
          {
            DBClusterIdentifier: 'graph',
            Engine: 'neptune',
            EngineVersion: '1.4.5.1',
            TagList: [{ Key: 'team', Value: 'shop' }],
          },
        ],
      },
    },
  },
});

/** What the tests must know of each Neptune cluster. */
export const neptuneClusterEndpoint: Contract = {
  promises: parts.promises ?? {},
  ...(parts.neighbours && { neighbours: parts.neighbours }),
  sets: {
    'rds:DescribeDBClusters': [
      'DBClusters',
      'DBClusters.CustomEndpoints',
      'DBClusters.DBClusterMembers',
      'DBClusters.ReadReplicaIdentifiers',
      'DBClusters.TagList',
    ],
  },
};
