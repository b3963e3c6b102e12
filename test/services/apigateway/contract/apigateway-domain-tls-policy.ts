import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { knownPolicies, modern, name, named } from '../apis.ts';

/** What the tests must know of the security policy of a domain name. */
export const apigatewayDomainTlsPolicy: Contract = {
  ...valueContract({
    type: 'AWS::ApiGateway::DomainName',
    remediation: 'apigateway-domain-tls-policy',
    at: 'apigateway.DomainNames',
    value: /^\.securityPolicy$/,
    good: [
      'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      'SecurityPolicy_TLS13_1_3_2025_09',
      'SecurityPolicy_TLS13_1_3_FIPS_2025_09',
    ],
    field: 'securityPolicy',
    shows: () => '.securityPolicy',
    // What any name takes, with mutual TLS as well.
    others: ['TLS_1_0', 'TLS_1_2', 'TLS_1_3'],
    writes: 'apigateway:UpdateDomainName',
    reads: 'apigateway:GetDomainName',
    // Only the policy takes time; the name of the certificate does not.
    beside: (_world, domainName) => ({
      write: {
        operation: 'apigateway:UpdateDomainName',
        input: {
          domainName,
          patchOperations: [{ op: 'replace', path: '/certificateName', value: 'theirs' }],
        },
      },
      path: `apigateway.DomainNames[${domainName}].certificateName`,
      shows: 'theirs',
    }),
    follows: /^\.(?:domainNameStatus|endpointAccessMode)$/,
    scene: { target: name, account: named({ Tags: { team: 'shop' } }) },
  }),
  asks: {
    'apigateway-domain-tls-policy': {
      arn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com',
      state: {
        policy: 'TLS_1_0',
        known: knownPolicies,
        kind: 'REGIONAL',
        readiness: { is: 'ready' },
        isMutual: false,
        hasHttpApis: false,
      },
      clears: ['breaks-old-tls'],
      given: modern,
    },
  },
};
