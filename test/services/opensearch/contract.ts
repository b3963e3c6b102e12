import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { arn } from './domains.ts';
import { opensearchDomainHttps } from './contract/opensearch-domain-https.ts';
import { opensearchDomainNodeToNode } from './contract/opensearch-domain-node-to-node.ts';

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const aim = { ...at, arn, changes: [] };
const { neighbours: { 'AWS::OpenSearch::Domain': neighbour } = {} } = opensearchDomainHttps;

/** What the tests must know of each domain. Every member: `test/kit/contract.ts`. */
const own: Contract = {
  sets: {
    'opensearch:ListDomainNames': 'DomainNames',
    'opensearch:DescribeDomain': [
      'DomainStatus.VPCOptions.SubnetIds',
      'DomainStatus.VPCOptions.AvailabilityZones',
      'DomainStatus.VPCOptions.SecurityGroupIds',
    ],
    // What the SDK would have dropped.
    'opensearch:DescribeDomainConfig': 'waxsealDropped',
    'opensearch:ListTags': 'TagList',
  },
  unpaged: [
    'opensearch:ListDomainNames',
    'opensearch:ListTags',
    'opensearch:DescribeDomain',
    'opensearch:DescribeDomainConfig',
    'opensearch:DescribeDomainHealth',
  ],
  named: {
    DomainName: (name, { partition, region, account }) =>
      `arn:${partition}:es:${region}:${account}:domain/${name}`,
  },
  // A domain of the other engine is written by the same call.
  ...(neighbour && { neighbours: { 'AWS::Elasticsearch::Domain': neighbour } }),
  // Whatever tells of a domain finds it as well.
  resolvedBy: [],
  aims: { 'AWS::OpenSearch::Domain': [aim], 'AWS::Elasticsearch::Domain': [aim] },
};

export const contract = joined(own, opensearchDomainHttps, opensearchDomainNodeToNode);
