import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { shop } from '../domains.ts';
import { besides, follows } from './domain.ts';

const { neighbours: _same, ...parts } = valueContract({
  type: 'AWS::OpenSearch::Domain',
  remediation: 'opensearch-domain-node-to-node',
  at: 'opensearch.Domains',
  value: /^\.NodeToNodeEncryptionOptions\.Enabled$/,
  good: [true],
  field: 'nodeToNodeEncryption',
  shows: () => '.NodeToNodeEncryptionOptions.Enabled',
  writes: 'opensearch:UpdateDomainConfig',
  reads: 'opensearch:DescribeDomainConfig',
  beside: besides,
  follows,
  scene: { target: 'orders', account: shop({ Tags: { team: 'shop' } }) },
});

/** What the tests must know of the encryption between the nodes of a domain: who works beside it is said with the endpoint options. */
export const opensearchDomainNodeToNode: Contract = {
  ...parts,
  withoutEvidence: {
    'opensearch-domain-node-to-node': {
      not: 'Only the nodes of the domain speak with each other: no client is shut out.',
    },
  },
};
