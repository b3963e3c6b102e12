import unit from '../../../../src/services/apigateway/remediations/apigateway-domain-tls-policy.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-domainname.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { domainArn, name, named } from '../apis.ts';

const pfs = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
const edge = { endpointConfiguration: { types: ['EDGE'] } };
const mutual = { mutualTlsAuthentication: { truststoreUri: 's3://trust/store.pem' } };
const leadsTo = (ApiId: string, Apis: readonly object[] = []) => ({
  apigatewayv2: { Apis, ApiMappings: [{ ApiMappingId: 'm1', DomainName: name, ApiId }] },
});
const http = leadsTo('h1', [{ ApiId: 'h1' }]);
const accept = { lostCiphers: 'accept' };
const asked = {
  is: 'non-compliant',
  message: 'policy-not-accepted',
  changes: 1,
  hazards: ['ciphers-lost', 'clients-of-all', 'takes-time'],
} as const;
const busy = { is: 'pending', message: 'busy' } as const;

testRemediation(unit, resource, {
  'a recommended one': {
    account: named({ securityPolicy: pfs, endpointAccessMode: 'BASIC' }),
    expect: { is: 'compliant' },
  },
  'a recommended one at the edge': {
    account: named({
      ...edge,
      securityPolicy: 'SecurityPolicy_TLS13_2025_EDGE',
      endpointAccessMode: 'STRICT',
    }),
    expect: { is: 'compliant' },
  },
  TLS_1_0: {
    account: named(),
    expect: {
      ...asked,
      changes: [
        { set: 'securityPolicy', on: domainArn, before: 'TLS_1_0', after: pfs, impact: ['breaks-old-tls'] },
      ],
      says: [
        `All clients of all APIs that ${name} leads to meet its policy. AWS says that a REST API has one of its own, which counts for them as well. Ask the owners of all these APIs; remediate the REST APIs too (apigateway-rest-api-tls-policy).`,
        `API Gateway works on ${name} for about 15 minutes then, and takes no other change meanwhile. The endpoint access mode becomes BASIC where none is set. Once its access logs show no request that STRICT would refuse, set the endpoint access mode to STRICT by hand; that cannot be taken back without 15 minutes in which nobody is served.`,
      ],
    },
  },
  'TLS_1_2 is not enough for the control': {
    account: named({ securityPolicy: 'TLS_1_2' }),
    target: domainArn,
    expect: { ...asked, changes: [{ after: pfs }] },
  },
  'it leads to a REST API': { account: named({}, leadsTo('r1')), expect: asked },
  'it leads to a REST API, where the second version of the API tells where': {
    account: named({ securityPolicy: 'TLS_1_2' }, leadsTo('r1')),
    expect: asked,
  },
  'at the edge, with TLS_1_0': {
    account: named(edge, leadsTo('r1')),
    settings: accept,
    expect: {
      ...asked,
      changes: [{ after: 'SecurityPolicy_TLS12_PFS_2025_EDGE' }],
      hazards: ['clients-of-all', 'takes-time'],
    },
  },
  'at the edge': {
    account: named({ ...edge, securityPolicy: 'TLS_1_2' }),
    settings: accept,
    expect: {
      ...asked,
      changes: [{ after: 'SecurityPolicy_TLS12_PFS_2025_EDGE' }],
      hazards: ['clients-of-all', 'takes-time'],
    },
  },
  'a private endpoint takes those of Regional ones': {
    account: named({ endpointConfiguration: { types: ['PRIVATE'] } }),
    expect: { ...asked, changes: [{ after: pfs }] },
  },
  'mutual TLS: TLS_1_2 is the most': {
    account: named(mutual),
    settings: accept,
    expect: {
      ...asked,
      changes: [{ after: 'TLS_1_2' }],
      hazards: ['clients-of-all', 'mutual-tls'],
      says: [
        `Clients of ${name} show certificates (mutual TLS): AWS takes no policy there that begins with SecurityPolicy_. TLS_1_2 is the most that can be; APIGateway.11 goes on failing. Suppress the finding of Security Hub once this is applied.`,
      ],
    },
  },
  'mutual TLS, and TLS_1_2': {
    account: named({ ...mutual, securityPolicy: 'TLS_1_2' }),
    expect: { is: 'compliant' },
  },
  'it leads to an HTTP API': {
    account: named({}, http),
    settings: accept,
    expect: {
      ...asked,
      changes: [{ after: 'TLS_1_2' }],
      hazards: ['clients-of-all', 'http-apis'],
      says: [
        `${name} leads to HTTP or WebSocket APIs: AWS takes no policy there that begins with SecurityPolicy_. TLS_1_2 is the most that can be; APIGateway.11 goes on failing. Suppress the finding of Security Hub once this is applied, or give those APIs a name of their own.`,
      ],
    },
  },
  'it leads to an HTTP API, and has TLS_1_2': {
    account: named({ securityPolicy: 'TLS_1_2' }, http),
    expect: { is: 'compliant' },
  },
  'TLS 1.3 alone is accepted': {
    account: named(),
    settings: { acceptedPolicies: ['SecurityPolicy_TLS13_1_3_2025_09'] },
    expect: {
      ...asked,
      hazards: ['tls12-lost', 'clients-of-all', 'takes-time'],
      changes: [{ after: 'SecurityPolicy_TLS13_1_3_2025_09' }],
      notes: ['another-target'],
    },
  },
  'nothing is accepted that exists': {
    account: named(),
    settings: { acceptedPolicies: ['SecurityPolicy_TLS14_2031'] },
    expect: { is: 'non-compliant', message: 'no-target' },
  },
  'a stricter one that is not accepted': {
    account: named({ securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09', endpointAccessMode: 'BASIC' }),
    settings: { acceptedPolicies: [pfs] },
    expect: { is: 'non-compliant', message: 'stronger-already' },
  },
  'a policy that no page has': {
    account: named({ securityPolicy: 'SecurityPolicy_TLS14_2031' }),
    expect: { is: 'non-compliant', message: 'policy-unknown' },
  },
  'two types of endpoint': {
    account: named({ endpointConfiguration: { types: ['REGIONAL', 'EDGE'] } }),
    expect: {
      is: 'non-compliant',
      message: 'needs-people',
      says: [
        `The domain name ${name} is of several endpoint types (EDGE, REGIONAL): nothing is changed in it before that is fixed. AWS changes the security policy of a name with one endpoint type only: take out all but one first.`,
      ],
    },
  },
  ...Object.fromEntries(
    ['UPDATING', 'PENDING'].map((domainNameStatus) => [
      domainNameStatus,
      { account: named({ domainNameStatus }), expect: busy },
    ]),
  ),
  ...Object.fromEntries(
    ['FAILED', 'PENDING_CERTIFICATE_REIMPORT', 'PENDING_OWNERSHIP_VERIFICATION'].map((domainNameStatus) => [
      domainNameStatus,
      {
        account: named({ domainNameStatus }),
        expect: { is: 'non-compliant', message: 'needs-people' } as const,
      },
    ]),
  ),
  'a status that no page has': {
    account: named({ domainNameStatus: 'MOVING' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a domain name that is gone': {
    account: {},
    target: 'arn:aws:apigateway:eu-west-1::/domainnames/gone.example.com',
    gone: true,
  },
});
