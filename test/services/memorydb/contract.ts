import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const own: Contract = {
  sets: {
    'memorydb:DescribeClusters': ['Clusters', 'Clusters.Shards', 'Clusters.SecurityGroups'],
    'memorydb:ListTags': 'TagList',
  },
  unpaged: ['memorydb:ListTags'],
};

/** What the tests must know of each cluster. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::MemoryDB::Cluster',
    remediation: 'memorydb-cluster-tls',
    arn: 'arn:aws:memorydb:eu-west-1:111122223333:cluster/orders',
    isRemediated: ({ id }, account) => account.get(`memorydb.Clusters[${id}].TLSEnabled`) !== 'false',
    scene: {
      target: 'orders',
      account: { memorydb: { Clusters: [{ Name: 'orders', TLSEnabled: false, Tags: { team: 'shop' } }] } },
    },
  }),
);
