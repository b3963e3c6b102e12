import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { remediation } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { documentPart, type DocumentSeen } from '../../../families/document.ts';
import { without } from '../../../families/typed.ts';
import { isOldAt, originProtocols, withOriginProtocols } from '../facts/origin-protocols.ts';
import { vpcOriginIds, vpcOriginTrouble, withVpcOrigins, type Endpoints } from '../facts/vpc-origins.ts';
import { distributionConfiguration, distributionSeen } from '../parameters/distribution-configuration.ts';
import { vpcOrigins } from '../parameters/vpc-origins.ts';
import { meaningOf } from './cloudfront-origin-tls-protocols/meaning.ts';
import { messages as own } from './cloudfront-origin-tls-protocols/messages.ts';
import { sayingsOf } from './cloudfront-origin-tls-protocols/sayings.ts';
import { settings, type Settings } from './cloudfront-origin-tls-protocols/settings.ts';
import { source } from './cloudfront-origin-tls-protocols/source.ts';

interface Seen extends DocumentSeen<DistributionConfig> {
  readonly inVpcs: Endpoints;
}
const troubleOf = ({ whole, inVpcs }: Seen, { id }: Target, { oldest }: Settings) =>
  vpcOriginTrouble(whole, id, (one) => isOldAt(inVpcs[one], oldest));

const { messages, plan, ...parts } = documentPart({
  attribute: 'originSslProtocols',
  thing: 'distribution',
  setting: 'OriginSslProtocols',
  document: distributionConfiguration,
  messages: own,
  read: async (target, aws) => {
    const seen = await distributionSeen(target, aws);
    return seen && { ...seen, inVpcs: await vpcOrigins(vpcOriginIds(seen.whole), aws) };
  },
  places: originProtocols,
  into: withOriginProtocols,
  meaning: (value, chosen: Settings, at, { whole }) => meaningOf(whole, at, value, chosen),
  sayings: (seen, stepping, target, chosen) => ({
    ...sayingsOf(seen.whole, stepping, target),
    obstacles: troubleOf(seen, target, chosen),
  }),
  source,
});

/** Has CloudFront offer custom origins of a distribution no SSLv3, and then nothing older than TLS 1.2. */
export default remediation({
  meta: {
    id: 'cloudfront-origin-tls-protocols',
    version: 1,
    family: 'document',
    concerns: { hop: 'out', matter: 'old-tls' },
    title: 'CloudFront speaks no old TLS with the origins of distributions',
    summary:
      'Takes SSLv3 out of the protocols of each custom origin, and in a second step TLSv1 and TLSv1.1, about which people are asked; nothing else of the distribution changes. CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS and CloudFront.10 fail for SSLv3 alone: with oldest set to TLSv1 this agrees with them. VPC origins, which the rule does not look at, are evaluated and not changed.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS'],
    // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-no-deprecated-ssl-protocols.html
    managedRules: { CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: { regions: { onlyIn: ['us-east-1'] } } },
    controls: ['CloudFront.10'],
    services: ['cloudfront'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: {
      read: ['cloudfront:GetDistribution', 'cloudfront:GetVpcOrigin'],
      write: ['cloudfront:UpdateDistribution'],
      undo: ['cloudfront:UpdateDistribution'],
    },
    // No status of a distribution waits for people.
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-no-deprecated-ssl-protocols.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-10',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-ciphers-cloudfront-to-origin.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginEndpointConfig.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html',
    ],
  },
  settings,
  ...parts,
  plan: (seen, target, chosen) => withVpcOrigins(plan(seen, target, chosen), troubleOf(seen, target, chosen)),
});
