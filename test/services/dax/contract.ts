import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const own: Contract = {
  sets: {
    'dax:DescribeClusters': ['Clusters', 'Clusters.SecurityGroups'],
    'dax:ListTags': 'Tags',
  },
  withoutEvidence: {
    'dax-cluster-tls': {
      not: 'Nothing is written, so no log could change an answer: a cluster has one port, and on one without TLS whoever comes (8111 in VPC flow logs) comes in the clear. 9111, the one with TLS, is on the cluster that is made anew.',
    },
  },
};

/** What the tests must know of each cluster. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::DAX::Cluster',
    remediation: 'dax-cluster-tls',
    arn: 'arn:aws:dax:eu-west-1:111122223333:cache/orders',
    isRemediated: ({ id }, account) =>
      account.get(`dax.Clusters[${id}].ClusterEndpointEncryptionType`) !== '"NONE"',
    scene: {
      target: 'orders',
      account: {
        dax: {
          Clusters: [
            { ClusterName: 'orders', ClusterEndpointEncryptionType: 'NONE', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),
);
