import { remediation } from '../../../core/model/remediation.ts';
import { documentPart } from '../../../families/document.ts';
import { without } from '../../../families/typed.ts';
import { plainBehaviours, viewerPolicies, vpcOriginsBehind, withViewerPolicy } from '../facts/viewers.ts';
import type { Endpoints } from '../facts/vpc-origins.ts';
import { distributionConfiguration, distributionSeen } from '../parameters/distribution-configuration.ts';
import { vpcOrigins } from '../parameters/vpc-origins.ts';
import { messages as own } from './cloudfront-viewer-https/messages.ts';
import { sayingsOf } from './cloudfront-viewer-https/sayings.ts';
import { settings, type Settings } from './cloudfront-viewer-https/settings.ts';
import { source } from './cloudfront-viewer-https/source.ts';

const policiesOf = (endpoints: Endpoints): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(endpoints).map(([id, { OriginProtocolPolicy }]) => [id, OriginProtocolPolicy ?? '']),
  );

const { messages, ...parts } = documentPart({
  attribute: 'viewerProtocolPolicy',
  thing: 'distribution',
  setting: 'ViewerProtocolPolicy',
  document: distributionConfiguration,
  messages: own,
  read: async (target, aws) => {
    const seen = await distributionSeen(target, aws);
    if (!seen) return undefined;
    const endpoints = await vpcOrigins(vpcOriginsBehind(seen.whole, plainBehaviours(seen.whole)), aws);
    return { ...seen, inVpcs: policiesOf(endpoints) };
  },
  places: viewerPolicies,
  into: withViewerPolicy,
  // Never to https-only: that one refuses what redirect-to-https sends on.
  meaning: (value) => {
    if (value === 'allow-all')
      return { to: 'redirect-to-https', impact: ['breaks-plaintext', 'redirects-clients'] };
    return value === 'redirect-to-https' || value === 'https-only' ? 'good' : undefined;
  },
  sayings: ({ whole, inVpcs }, _stepping, target, chosen: Settings) =>
    sayingsOf(whole, target, chosen, inVpcs),
  source,
});

/** Sends viewers of a CloudFront distribution from HTTP to HTTPS, in every cache behaviour that takes both. */
export default remediation({
  meta: {
    id: 'cloudfront-viewer-https',
    version: 1,
    family: 'document',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'CloudFront distributions take requests of viewers over HTTPS only',
    summary:
      'Sets the viewer protocol policy of each cache behavior that is allow-all to redirect-to-https, all in one update, and nothing else of the distribution.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_VIEWER_POLICY_HTTPS'],
    // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-viewer-policy-https.html
    managedRules: { CLOUDFRONT_VIEWER_POLICY_HTTPS: { regions: { onlyIn: ['us-east-1'] } } },
    controls: ['CloudFront.3'],
    services: ['cloudfront'],
    impacts: ['breaks-plaintext', 'redirects-clients'],
    reversible: true,
    permissions: {
      read: ['cloudfront:GetDistribution', 'cloudfront:GetVpcOrigin'],
      write: ['cloudfront:UpdateDistribution'],
      undo: ['cloudfront:UpdateDistribution'],
    },
    // No status of a distribution waits for people.
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-viewer-policy-https.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment-workflow.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html',
    ],
  },
  settings,
  ...parts,
  // Logs name the distribution and not the behaviour: what one of them redirects already says so itself.
  evidence: (_state, { arn }) => [
    { ask: 'requests-without-redirect', of: arn, clears: ['breaks-plaintext', 'redirects-clients'] },
  ],
});
