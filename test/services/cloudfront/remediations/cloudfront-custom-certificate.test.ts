import unit from '../../../../src/services/cloudfront/remediations/cloudfront-custom-certificate.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, distribution, id, shop } from '../distributions.ts';

const own = { ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' } };
const nameless = { ...own, Aliases: { Items: [] } };
const advised = (message: 'names-without' | 'no-name') => ({ is: 'non-compliant', message }) as const;

testRemediation(unit, resource, {
  'a certificate of ACM': { account: shop() },
  'a certificate of IAM': {
    account: shop({ ViewerCertificate: { IAMCertificateId: 'ASCAEXAMPLE', SSLSupportMethod: 'sni-only' } }),
  },
  'only the name that CloudFront gave it': {
    account: shop(nameless),
    expect: {
      ...advised('no-name'),
      says: [
        `Distribution ${id} has no name of its own and shows the certificate of CloudFront itself: with it CloudFront takes TLS 1.0 and newer, and which certificate and policy there is, is decided by CloudFront alone. Waxseal does not do it, because a name, its DNS record and its certificate (of AWS Certificate Manager in us-east-1) are for its owner to choose. Give it a name that you own, with a certificate, and have viewers use that one: the name at cloudfront.net goes on answering.`,
      ],
    },
  },
  'names of its own without a certificate': {
    account: shop(own),
    expect: {
      ...advised('names-without'),
      says: [
        `Distribution ${id} answers to shop.example.com, www.example.com and shows the certificate of CloudFront itself there, which has none of these names: viewers over HTTPS see a certificate error. Waxseal does not do it, because whoever owns the names has to prove that to AWS. Have a certificate for them issued (of AWS Certificate Manager in us-east-1) and attach it.`,
      ],
    },
  },
  'nothing is said of a certificate': {
    account: shop({ ViewerCertificate: undefined }),
    target: arn,
    expect: advised('names-without'),
  },
  'in China': {
    account: shop(nameless),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: {
      ...advised('no-name'),
      says: [
        `Distribution ${id} has no name of its own and shows the certificate of CloudFront itself: with it CloudFront takes TLS 1.0 and newer, and which certificate and policy there is, is decided by CloudFront alone. Waxseal does not do it, because a name, its DNS record and its certificate (a server certificate of IAM) are for its owner to choose. Give it a name that you own, with a certificate, and have viewers use that one: the name at cloudfront.net goes on answering.`,
      ],
    },
  },
  'on its way to the edge locations, which changes nothing about it': {
    account: shop({ ...nameless, Status: 'InProgress' }),
    expect: advised('no-name'),
  },
  'what is newer than the SDK is nobody’s business here': {
    account: shop({ ...nameless, Dropped: ['DistributionConfig.ViewerCertificate.Newer'] }),
    expect: advised('no-name'),
  },
  'a template of tenants': {
    account: shop({ ...nameless, ConnectionMode: 'tenant-only', Aliases: undefined }),
    expect: { is: 'not-applicable', message: 'tenants' },
  },
  'a staging distribution': {
    account: shop({ ...nameless, Staging: true }),
    expect: {
      ...advised('no-name'),
      notes: ['staging'],
      says: [
        `Distribution ${id} is a staging distribution: it serves viewers of its primary distribution, under names of that one.`,
      ],
    },
  },
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
