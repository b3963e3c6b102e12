import unit from '../../../../src/services/apigateway/remediations/apigateway-rest-api-tls-policy.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-restapi.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { apiArn, id, shop } from '../apis.ts';

const pfs = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
const edge = { endpointConfiguration: { types: ['EDGE'] } };
const accept = { lostCiphers: 'accept' };
const asked = {
  is: 'non-compliant',
  message: 'policy-not-accepted',
  changes: 1,
  hazards: ['ciphers-lost', 'redeploy', 'takes-time'],
} as const;
const busy = { is: 'pending', message: 'busy' } as const;

testRemediation(unit, resource, {
  ...Object.fromEntries(
    [
      pfs,
      'SecurityPolicy_TLS13_1_2_2021_06',
      'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09',
      'SecurityPolicy_TLS13_1_3_2025_09',
    ].map((securityPolicy) => [
      securityPolicy,
      {
        account: shop({ securityPolicy, endpointAccessMode: 'BASIC' }),
        expect: { is: 'compliant' } as const,
      },
    ]),
  ),
  'a private API has TLS_1_2': {
    account: shop({ securityPolicy: 'TLS_1_2', endpointConfiguration: { types: ['PRIVATE'] } }),
    expect: { is: 'compliant' },
  },
  'at the edge': {
    account: shop({ ...edge, securityPolicy: 'SecurityPolicy_TLS12_2018_EDGE', endpointAccessMode: 'BASIC' }),
    expect: { is: 'compliant' },
  },
  'nobody chose': {
    account: shop(),
    expect: {
      ...asked,
      changes: [
        { set: 'apiSecurityPolicy', on: apiArn, before: 'TLS_1_0', after: pfs, impact: ['breaks-old-tls'] },
      ],
      says: [
        `The REST API ${id} uses TLS_1_0, which is not an accepted security policy. Apply the plan: it changes the REST API to ${pfs} and nothing else about it.`,
        `API Gateway works on REST API ${id} for about 15 minutes then. It answers meanwhile, and takes no other change. Choose a time at which nobody deploys.`,
      ],
    },
  },
  'named by its ARN, a status is shown': {
    account: shop({ apiStatus: 'AVAILABLE' }),
    target: apiArn,
    expect: asked,
  },
  'an owner knows that nobody needs the ciphers': {
    account: shop(),
    settings: accept,
    expect: { ...asked, hazards: ['redeploy', 'takes-time'] },
  },
  'at the edge, and nobody chose': {
    account: shop(edge),
    expect: { ...asked, changes: [{ after: 'SecurityPolicy_TLS12_PFS_2025_EDGE' }] },
  },
  'TLS 1.3 alone is accepted': {
    account: shop(),
    settings: { acceptedPolicies: ['SecurityPolicy_TLS13_1_3_2025_09'] },
    expect: {
      ...asked,
      changes: [{ after: 'SecurityPolicy_TLS13_1_3_2025_09' }],
      hazards: ['tls12-lost', 'redeploy', 'takes-time'],
      notes: ['another-target'],
    },
  },
  'STRICT stays': {
    account: shop({ securityPolicy: 'SecurityPolicy_TLS13_1_2_PQ_2025_09', endpointAccessMode: 'STRICT' }),
    settings: { ...accept, acceptedPolicies: [pfs] },
    expect: { ...asked, changes: [{ after: pfs }], hazards: ['redeploy'] },
  },
  'no API goes from TLS_1_0 to TLS_1_2, whether or not a status is shown': {
    account: shop({ apiStatus: '' }),
    settings: { acceptedPolicies: ['TLS_1_2'] },
    expect: { is: 'non-compliant', message: 'no-target' },
  },
  'a stricter one that is not accepted': {
    account: shop({ securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09', endpointAccessMode: 'BASIC' }),
    settings: { acceptedPolicies: [pfs] },
    expect: { is: 'non-compliant', message: 'stronger-already' },
  },
  'its own endpoint is off': {
    account: shop({ disableExecuteApiEndpoint: true }),
    expect: {
      ...asked,
      hazards: ['ciphers-lost', 'redeploy', 'takes-time', 'by-domain-only'],
      says: [
        `The endpoint of REST API ${id} itself is off: all its clients come by custom domain names, and meet this policy there as well, whatever the policy of the name. Look at the access logs of all stages that a name leads to.`,
      ],
    },
  },
  ...Object.fromEntries(
    ['UPDATING', 'PENDING'].map((apiStatus) => [apiStatus, { account: shop({ apiStatus }), expect: busy }]),
  ),
  'a change failed': {
    account: shop({ apiStatus: 'FAILED' }),
    expect: { is: 'non-compliant', message: 'needs-people' },
  },
  'a status that no page has': {
    account: shop({ apiStatus: 'MOVING' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a policy that no page has': {
    account: shop({ securityPolicy: 'SecurityPolicy_TLS14_2031' }),
    expect: { is: 'non-compliant', message: 'policy-unknown' },
  },
  'an API that is gone': { account: {}, target: 'arn:aws:apigateway:eu-west-1::/restapis/gone', gone: true },
});
