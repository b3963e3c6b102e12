import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { arn, fips, oldTls, pfs, shop } from '../domains.ts';
import { besides, follows } from './domain.ts';

const parts = valueContract({
  type: 'AWS::OpenSearch::Domain',
  remediation: 'opensearch-domain-https',
  at: 'opensearch.Domains',
  value: /^\.DomainEndpointOptions\.(?:EnforceHTTPS|TLSSecurityPolicy)$/,
  good: [true, pfs, fips],
  field: 'endpointOption',
  shows: (on) => `.DomainEndpointOptions.${on.split('#')[1] ?? ''}`,
  others: [oldTls, pfs],
  writes: 'opensearch:UpdateDomainConfig',
  reads: 'opensearch:DescribeDomainConfig',
  beside: besides,
  follows,
  scene: { target: 'orders', account: shop({ Tags: { team: 'shop' } }) },
});

/** What the tests must know of the endpoint options of a domain. */
export const opensearchDomainHttps: Contract = {
  ...parts,
  // The other options are sent as AWS tells them: what an answer does not tell cannot be sent again.
  asGood: ({ operation, input }) => {
    const { DomainName, DomainEndpointOptions: sent, ...more } = Object(input);
    return (
      operation === 'opensearch:UpdateDomainConfig' &&
      DomainName === 'orders' &&
      Object.keys(more).length === 0 &&
      Object(sent).EnforceHTTPS === true &&
      Object(sent).TLSSecurityPolicy === pfs
    );
  },
  // What was switched on and is not named any more is neither what was there nor what is wanted.
  neverAbsent: [],
  asks: {
    'opensearch-domain-https': {
      arn,
      state: { whole: { EnforceHTTPS: false }, vpc: 'vpc-0a1b2c3d' },
      clears: ['breaks-plaintext'],
    },
  },
};
