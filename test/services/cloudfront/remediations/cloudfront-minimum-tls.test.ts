import unit from '../../../../src/services/cloudfront/remediations/cloudfront-minimum-tls.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, certificate, distribution, id, shop } from '../distributions.ts';

const held = (MinimumProtocolVersion: string, over: object = {}) => ({
  ViewerCertificate: { ...certificate, MinimumProtocolVersion, ...over },
});
const set = (before: string, after = 'TLSv1.2_2021') => ({
  set: 'minimumProtocolVersion',
  on: `${arn}#ViewerCertificate`,
  before,
  after,
  impact: ['breaks-old-tls'] as const,
});
const fixed = { is: 'non-compliant', message: 'not-as-wanted', changes: 1 } as const;
const asked = { ...fixed, hazards: ['ciphers-lost'] } as const;
const accept = { lostCiphers: 'accept' };
const own = { CloudFrontDefaultCertificate: true };

testRemediation(unit, resource, {
  ...Object.fromEntries(
    ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].map((policy) => [
      `${policy} is recommended`,
      { account: shop(held(policy)), expect: { is: 'compliant' } as const },
    ]),
  ),
  ...Object.fromEntries(
    ['TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018', 'TLSv1.2_2019'].map((policy) => [
      `${policy} is not`,
      { account: shop(held(policy)), expect: { ...asked, changes: [set(policy)] } },
    ]),
  ),
  'what is said of it': {
    account: shop(held('TLSv1.2_2019')),
    expect: {
      ...asked,
      says: [
        `MinimumProtocolVersion of distribution ${id} is "TLSv1.2_2019". Apply the plan: it sets "TLSv1.2_2021" and nothing else about the distribution.`,
        `TLSv1.2_2021 drops these ciphers: ECDHE-ECDSA-AES128-SHA256, ECDHE-ECDSA-AES256-SHA384, ECDHE-RSA-AES128-SHA256, ECDHE-RSA-AES256-SHA384. Viewers of distribution ${id} that speak TLS 1.2 and support no others can no longer connect. Search ssl-protocol and ssl-cipher of its access logs. When nobody needs them, set lostCiphers to accept.`,
      ],
    },
  },
  'an owner knows that nobody needs the ciphers': {
    account: shop(held('TLSv1.1_2016')),
    settings: accept,
    expect: { ...fixed, changes: [set('TLSv1.1_2016')] },
  },
  'a certificate of IAM': {
    account: shop({
      ViewerCertificate: {
        IAMCertificateId: 'ASCAEXAMPLE',
        SSLSupportMethod: 'sni-only',
        MinimumProtocolVersion: 'TLSv1',
      },
    }),
    settings: accept,
    expect: fixed,
  },
  'named by its ARN': { account: shop(held('TLSv1')), target: arn, expect: asked },
  'what is newer than the SDK could not be put back': {
    account: shop({ ...held('TLSv1'), Dropped: ['DistributionConfig.ViewerCertificate.Newer'] }),
    settings: accept,
    expect: {
      is: 'non-compliant',
      message: 'whole-unread',
      changes: [],
    },
  },

  // What is accepted.
  'an older policy that is accepted': {
    account: shop(held('TLSv1.2_2018')),
    settings: { acceptedPolicies: ['TLSv1.2_2018', 'TLSv1.2_2021'] },
    expect: { is: 'compliant' },
  },
  // AWS Config's own example of a list has none of 2025.
  ...Object.fromEntries(
    ['TLSv1.2_2025', 'TLSv1.3_2025'].map((policy) => [
      `${policy} is stricter than all that are accepted`,
      {
        account: shop(held(policy)),
        settings: { acceptedPolicies: ['TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2021'] },
        expect: {
          is: 'non-compliant',
          message: 'stricter-already',
          changes: [],
          says: [
            `Distribution ${id} uses the security policy ${policy}, which takes less from viewers than TLSv1.2_2018. That one is accepted and ${policy} is not; nothing is changed, because a change would let in more, or shut out viewers without need. Add ${policy} to acceptedPolicies and to securityPolicies of the Config rule.`,
          ],
        } as const,
      },
    ]),
  ),
  'stricter than one that is accepted, though another takes TLS 1.3 alone': {
    account: shop(held('TLSv1.2_2025')),
    settings: { acceptedPolicies: ['TLSv1.2_2021', 'TLSv1.3_2025'], targetPolicy: 'TLSv1.3_2025' },
    expect: { is: 'non-compliant', message: 'stricter-already', changes: [] },
  },
  'another policy that is wished for': {
    account: shop(held('TLSv1.2_2018')),
    settings: { ...accept, targetPolicy: 'TLSv1.2_2025' },
    expect: { ...fixed, changes: [set('TLSv1.2_2018', 'TLSv1.2_2025')] },
  },
  'the wished one is not accepted': {
    account: shop(held('TLSv1')),
    settings: { ...accept, acceptedPolicies: ['TLSv1.2_2019', 'TLSv1.2_2025'] },
    expect: {
      ...fixed,
      changes: [set('TLSv1', 'TLSv1.2_2019')],
      notes: ['another-target'],
      says: [
        'TLSv1.2_2021 is not accepted here, is none of CloudFront, or would be worse; of the accepted security policies TLSv1.2_2019 takes the least away.',
      ],
    },
  },
  'only TLS 1.3 is accepted': {
    account: shop(held('TLSv1.2_2021')),
    settings: { acceptedPolicies: ['TLSv1.3_2025'] },
    expect: {
      ...fixed,
      changes: [set('TLSv1.2_2021', 'TLSv1.3_2025')],
      hazards: ['tls12-lost'],
      notes: ['another-target'],
      says: [
        `TLSv1.3_2025 drops TLS 1.2: viewers of distribution ${id} that do not speak TLS 1.3 can no longer connect. Search ssl-protocol of its access logs. If somebody needs TLS 1.2, accept a security policy that keeps it, and name that in targetPolicy.`,
      ],
    },
  },
  'an owner names the one with TLS 1.3 alone': {
    account: shop(held('TLSv1.2_2021')),
    settings: { ...accept, acceptedPolicies: ['TLSv1.3_2025'], targetPolicy: 'TLSv1.3_2025' },
    expect: { ...fixed, changes: [set('TLSv1.2_2021', 'TLSv1.3_2025')], hazards: ['tls12-lost'] },
  },
  'three are accepted, and not the one that is wished for': {
    account: shop(held('TLSv1')),
    settings: { ...accept, acceptedPolicies: ['TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2025'] },
    expect: { ...fixed, changes: [set('TLSv1', 'TLSv1.2_2018')], notes: ['another-target'] },
  },
  'nobody knows what is accepted': {
    account: shop(held('TLSv1')),
    settings: { acceptedPolicies: ['TLSv1.2_2099'], targetPolicy: 'TLSv1.2_2099' },
    expect: {
      is: 'non-compliant',
      message: 'no-target',
      changes: [],
      says: [
        `Distribution ${id} uses the security policy TLSv1, and Waxseal knows none of those that are accepted. Name security policies of CloudFront in acceptedPolicies (or in securityPolicies of the Config rule).`,
      ],
    },
  },

  // What CloudFront gives no other policy.
  'the certificate of CloudFront itself': {
    account: shop({
      Aliases: { Items: [] },
      ViewerCertificate: { ...own, MinimumProtocolVersion: 'TLSv1' },
    }),
    expect: {
      is: 'non-compliant',
      message: 'default-certificate',
      changes: [],
      says: [
        `Distribution ${id} shows the certificate of CloudFront itself, and with it CloudFront takes TLS 1.0 and newer, whatever security policy is set. Give it a name and a certificate of its own (of AWS Certificate Manager in us-east-1), with the security policy TLSv1.2_2021, and have viewers use that name.`,
      ],
    },
  },
  'a good policy beside it counts for nothing': {
    account: shop({ ViewerCertificate: { ...own, MinimumProtocolVersion: 'TLSv1.2_2021' } }),
    expect: { is: 'non-compliant', message: 'default-certificate', changes: [] },
  },
  'nothing is said of a certificate': {
    account: shop({ ViewerCertificate: undefined }),
    expect: { is: 'non-compliant', message: 'default-certificate', changes: [] },
  },
  'the same in China': {
    account: shop({ ViewerCertificate: own }),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: {
      is: 'non-compliant',
      message: 'default-certificate',
      changes: [],
      says: [
        `Distribution ${id} shows the certificate of CloudFront itself, and with it CloudFront takes TLS 1.0 and newer, whatever security policy is set. Give it a name and a certificate of its own (a server certificate of IAM), with the security policy TLSv1.2_2021, and have viewers use that name.`,
      ],
    },
  },
  'viewers without SNI': {
    account: shop(held('TLSv1', { SSLSupportMethod: 'vip' })),
    expect: {
      is: 'non-compliant',
      message: 'not-sni',
      changes: [],
      says: [
        `SSLSupportMethod of distribution ${id} is vip and not sni-only: CloudFront lets nobody set a security policy but SSLv3 and TLSv1 there. When all viewers speak SNI, set SSLSupportMethod to sni-only; then this is evaluated again. Otherwise ask AWS Support for TLSv1.2_2021, which counts for all viewers without SNI of the account.`,
      ],
    },
  },
  'the oldest policy that there is': {
    account: shop(held('SSLv3', { SSLSupportMethod: 'vip' })),
    expect: { is: 'non-compliant', message: 'not-sni', changes: [] },
  },
  'viewers without SNI, with a policy that AWS Support has set': {
    account: shop(held('TLSv1.2_2021', { SSLSupportMethod: 'vip' })),
    expect: { is: 'compliant' },
  },
  'nothing is said of SNI': {
    account: shop(held('TLSv1', { SSLSupportMethod: undefined })),
    expect: { is: 'non-compliant', message: 'sni-unknown', changes: [] },
  },
  'addresses that AWS has given the distribution': {
    account: shop(held('TLSv1', { SSLSupportMethod: 'static-ip' })),
    expect: {
      is: 'non-compliant',
      message: 'sni-unknown',
      changes: [],
      says: [
        `SSLSupportMethod of distribution ${id} is static-ip, and no page of AWS says which security policies CloudFront takes there. When all viewers speak SNI, set SSLSupportMethod to sni-only; then this is evaluated again. Otherwise ask AWS Support for TLSv1.2_2021.`,
      ],
    },
  },

  // Distributions that are more than one.
  'a continuous deployment': {
    account: shop({ ...held('TLSv1'), ContinuousDeploymentPolicyId: 'policy-1' }),
    settings: accept,
    expect: {
      ...fixed,
      hazards: ['continuous-deployment'],
      says: [
        `Distribution ${id} has a continuous deployment policy (policy-1): promoting its staging distribution puts that one’s security policy in place of what is set here. Finish the deployment first, or remediate the staging distribution as well before it is promoted.`,
      ],
    },
  },
  'a staging distribution': {
    account: shop({ ...held('TLSv1'), Staging: true, Aliases: { Items: [] } }),
    settings: accept,
    expect: { ...fixed, hazards: ['staging'] },
  },
  'a template of tenants': {
    account: shop({ ...held('TLSv1'), ConnectionMode: 'tenant-only', Aliases: undefined }),
    settings: accept,
    expect: {
      ...fixed,
      hazards: ['tenants'],
      says: [
        `Distribution ${id} is a template of distribution tenants: the change is one for the viewers of all of them. List them (aws cloudfront list-distribution-tenants) and ask their owners.`,
      ],
    },
  },
  'a template that is disabled': {
    account: shop({ ...held('TLSv1'), ConnectionMode: 'tenant-only', Aliases: undefined, Enabled: false }),
    settings: accept,
    expect: { ...fixed, hazards: ['tenants'], notes: ['disabled'] },
  },
  'a template without a certificate': {
    account: shop({
      ConnectionMode: 'tenant-only',
      Aliases: undefined,
      ViewerCertificate: { ...own, MinimumProtocolVersion: 'TLSv1.2_2021' },
    }),
    expect: {
      is: 'non-compliant',
      message: 'tenants-certificate',
      changes: [],
      hazards: ['tenants'],
      says: [
        `Distribution ${id} is a template of distribution tenants and has the certificate of CloudFront itself: its viewers meet the certificates of its tenants, and no page of AWS says that a security policy of the template counts for them then. A template has no names of its own. Give it a certificate that covers those of its tenants (of AWS Certificate Manager in us-east-1), which they share, with the security policy TLSv1.2_2021; then this is evaluated again. Tenants may keep certificates of their own besides.`,
      ],
    },
  },
  'one that is disabled': {
    account: shop({ ...held('TLSv1'), Enabled: false }),
    settings: accept,
    expect: { ...fixed, notes: ['disabled'] },
  },

  // What cannot be evaluated now.
  'on its way to the edge locations': {
    account: shop({ ...held('TLSv1'), Status: 'InProgress' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that nobody knows': {
    account: shop({ ...held('TLSv1'), Status: 'Suspended' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a security policy that nobody knows': {
    account: shop(held('TLSv1.4_2030')),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a certificate of its own, and nothing is said of a policy': {
    account: shop({ ViewerCertificate: { IAMCertificateId: 'ASCAEXAMPLE', SSLSupportMethod: 'sni-only' } }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'one of several': {
    account: {
      ...shop(),
      cloudfront: {
        Distributions: ['E1', 'E2', 'E3'].map((Id) => distribution({ Id, ...held('TLSv1.3_2025') })),
      },
    },
    target: 'E3',
    expect: { is: 'compliant' },
  },
  'a distribution that is gone': {
    account: {},
    target: 'arn:aws:cloudfront::111122223333:distribution/E1GONE',
    gone: true,
  },
});
