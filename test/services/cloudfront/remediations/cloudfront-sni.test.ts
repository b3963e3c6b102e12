import unit from '../../../../src/services/cloudfront/remediations/cloudfront-sni.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, certificate, distribution, id, shop } from '../distributions.ts';

const vip = { ...certificate, SSLSupportMethod: 'vip', MinimumProtocolVersion: 'TLSv1' };
const held = (over: object = {}) => ({ ViewerCertificate: { ...vip, ...over } });
const set = (before: string) => ({
  set: 'sslSupportMethod',
  on: `${arn}#ViewerCertificate`,
  before,
  after: 'sni-only',
  impact: ['breaks-old-tls'] as const,
});
const wrong = { is: 'non-compliant', message: 'not-as-wanted' } as const;
const usual = ['without-sni', 'addresses-change', 'undo-is-priced'] as const;
const fixed = { ...wrong, changes: [set('vip')], hazards: usual };

testRemediation(unit, resource, {
  'by name': { account: shop() },
  'by address': {
    account: shop(held()),
    expect: {
      ...fixed,
      says: [
        `SSLSupportMethod of distribution ${id} is "vip". Apply the plan: it sets "sni-only" and nothing else about the distribution.`,
        `Viewers of distribution ${id} that do not send the name of the server in the handshake (SNI) can no longer connect: old browsers and devices, and programs with old TLS libraries. No log of CloudFront tells who they are. Look at the user agents in the access logs for programs and devices of before 2012 and their like, and ask their owners. With sni-only, try one by hand: openssl s_client -connect HOST:443 -noservername`,
        'An undo asks AWS for addresses of its own again: AWS charges for them by the month, the account needs a quota for them, and they are not the same ones. The change itself ends that charge. Look at the quota of certificates with dedicated IP addresses of the account before the plan is approved.',
      ],
    },
  },
  'by address, with a certificate of IAM': {
    account: shop({
      ViewerCertificate: {
        IAMCertificateId: 'ASCAEXAMPLE',
        SSLSupportMethod: 'vip',
        MinimumProtocolVersion: 'TLSv1',
      },
    }),
    expect: fixed,
  },
  'by addresses that AWS has given the distribution': {
    account: shop(held({ SSLSupportMethod: 'static-ip' })),
    expect: {
      ...wrong,
      changes: [set('static-ip')],
      hazards: ['without-sni', 'addresses-change', 'addresses-of-aws'],
    },
  },
  'named by its ARN': { account: shop(held()), target: arn, expect: fixed },
  'in China': {
    account: shop(held()),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: { ...wrong, changes: 1, hazards: usual },
  },

  // What must not be changed before people have done something.
  'SSLv3, which goes without SNI only': {
    account: shop(held({ MinimumProtocolVersion: 'SSLv3' })),
    expect: {
      is: 'non-compliant',
      message: 'sslv3-first',
      hazards: usual,
      says: [
        `Distribution ${id} has the security policy SSLv3, which CloudFront takes without SNI only: it would refuse sni-only beside it. Set its security policy to TLSv1 first, when no viewer needs SSLv3. Then this is evaluated again.`,
      ],
    },
  },
  'a security policy that AWS Support has set': {
    account: shop(held({ MinimumProtocolVersion: 'TLSv1.2_2021' })),
    expect: {
      is: 'non-compliant',
      message: 'policy-of-support',
      hazards: usual,
      says: [
        `Distribution ${id} has the security policy TLSv1.2_2021 without SNI, which AWS Support alone sets. With sni-only it may stay, but an undo could not put SSLSupportMethod vip back beside it. When all viewers speak SNI, set SSLSupportMethod to sni-only by hand.`,
      ],
    },
  },
  'nothing is said of a security policy': {
    account: shop(held({ MinimumProtocolVersion: undefined })),
    expect: { is: 'non-compliant', message: 'policy-of-support', hazards: usual },
  },

  // Without a certificate of its own.
  'the certificate of CloudFront itself': {
    account: shop({ ViewerCertificate: { CloudFrontDefaultCertificate: true, SSLSupportMethod: 'vip' } }),
    expect: { is: 'not-applicable', message: 'no-certificate' },
  },
  'nothing is said of a certificate': {
    account: shop({ ViewerCertificate: undefined }),
    expect: { is: 'not-applicable', message: 'no-certificate' },
  },

  // Distributions that are more than one.
  'a continuous deployment': {
    account: shop({ ...held(), ContinuousDeploymentPolicyId: 'policy-1' }),
    expect: { ...fixed, hazards: [...usual, 'continuous-deployment'] },
  },
  'a staging distribution': {
    account: shop({ ...held(), Staging: true, Aliases: { Items: [] } }),
    expect: { ...fixed, hazards: [...usual, 'staging'] },
  },
  'a template of tenants': {
    account: shop({ ...held(), ConnectionMode: 'tenant-only', Aliases: undefined }),
    expect: { ...fixed, hazards: [...usual, 'tenants'] },
  },
  'one that is disabled': {
    account: shop({ ...held(), Enabled: false }),
    expect: { ...fixed, notes: ['disabled'] },
  },
  'what is newer than the SDK could not be put back': {
    account: shop({ ...held(), Dropped: ['DistributionConfig.ViewerCertificate.Newer'] }),
    expect: { is: 'non-compliant', message: 'whole-unread', hazards: usual },
  },

  // What cannot be evaluated now.
  'on its way to the edge locations': {
    account: shop({ ...held(), Status: 'InProgress' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that nobody knows': {
    account: shop({ ...held(), Status: 'Suspended' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  ...Object.fromEntries(
    ['newer', undefined].map((SSLSupportMethod) => [
      `a method that nobody knows: ${SSLSupportMethod}`,
      {
        account: shop(held({ SSLSupportMethod })),
        expect: { is: 'unknown', message: 'value-unknown' } as const,
      },
    ]),
  ),
  'one of several': {
    account: {
      ...shop(),
      cloudfront: { Distributions: ['E1', 'E2', 'E3'].map((Id) => distribution({ Id })) },
    },
    target: 'E3',
  },
  'a distribution that is gone': {
    account: {},
    target: 'arn:aws:cloudfront::111122223333:distribution/E1GONE',
    gone: true,
  },
});
