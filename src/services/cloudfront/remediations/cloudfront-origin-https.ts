import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { remediation } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { documentPart, type DocumentSeen } from '../../../families/document.ts';
import { without } from '../../../families/typed.ts';
import { isWebsiteAt, mayBePlain, originPolicies, withOriginPolicy } from '../facts/origin-policies.ts';
import { vpcOriginIds, vpcOriginTrouble, withVpcOrigins, type Endpoints } from '../facts/vpc-origins.ts';
import { distributionConfiguration, distributionSeen } from '../parameters/distribution-configuration.ts';
import { vpcOrigins } from '../parameters/vpc-origins.ts';
import { messages as own } from './cloudfront-origin-https/messages.ts';
import { sayingsOf } from './cloudfront-origin-https/sayings.ts';
import { settings, type Settings } from './cloudfront-origin-https/settings.ts';
import { source } from './cloudfront-origin-https/source.ts';

interface Seen extends DocumentSeen<DistributionConfig> {
  readonly inVpcs: Endpoints;
}
const troubleOf = ({ whole, inVpcs }: Seen, { id }: Target) =>
  vpcOriginTrouble(whole, id, (one) => mayBePlain(inVpcs[one]?.OriginProtocolPolicy, whole));

const { messages, plan, ...parts } = documentPart({
  attribute: 'originProtocolPolicy',
  thing: 'distribution',
  setting: 'OriginProtocolPolicy',
  document: distributionConfiguration,
  messages: own,
  read: async (target, aws) => {
    const seen = await distributionSeen(target, aws);
    return seen && { ...seen, inVpcs: await vpcOrigins(vpcOriginIds(seen.whole), aws) };
  },
  places: originPolicies,
  into: withOriginPolicy,
  meaning: (value, { websites }: Settings, at, { whole }) => {
    const isPlain = mayBePlain(value, whole);
    if (isPlain === undefined) return undefined;
    if (!isPlain || (websites === 'accept' && isWebsiteAt(whole, at))) return 'good';
    return { to: 'https-only', impact: ['breaks-plaintext'] };
  },
  sayings: (seen, stepping, target, chosen) => {
    const { obstacles = [], ...said } = sayingsOf(seen.whole, stepping, target, chosen);
    return { ...said, obstacles: [...troubleOf(seen, target), ...obstacles] };
  },
  source,
});

/** Has CloudFront ask the custom origins of a distribution over HTTPS only. */
export default remediation({
  meta: {
    id: 'cloudfront-origin-https',
    version: 1,
    family: 'document',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'CloudFront asks the origins of distributions over HTTPS only',
    summary:
      'Sets the origin protocol policy of each custom origin that may be asked over plain HTTP to https-only, all in one update, and nothing else of the distribution; people are always asked. Like CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED, match-viewer is good where no cache behavior takes plain HTTP. S3 websites speak no HTTPS: people are told the other way, and nothing is changed before, unless websites is set to accept. VPC origins, which the rule does not look at, are evaluated and not changed.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-traffic-to-origin-encrypted.html
    managedRules: { CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED: { regions: { onlyIn: ['us-east-1'] } } },
    controls: ['CloudFront.9'],
    services: ['cloudfront'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['cloudfront:GetDistribution', 'cloudfront:GetVpcOrigin'],
      write: ['cloudfront:UpdateDistribution'],
      undo: ['cloudfront:UpdateDistribution'],
    },
    // No status of a distribution waits for people.
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-traffic-to-origin-encrypted.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginEndpointConfig.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html',
    ],
  },
  settings,
  ...parts,
  plan: (seen, target, chosen) => withVpcOrigins(plan(seen, target, chosen), troubleOf(seen, target)),
});
