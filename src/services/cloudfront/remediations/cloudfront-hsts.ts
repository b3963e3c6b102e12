import { remediation } from '../../../core/model/remediation.ts';
import { documentPart } from '../../../families/document.ts';
import { without } from '../../../families/typed.ts';
import { headersPolicyIds, withHeadersPolicy } from '../facts/response-headers.ts';
import { distributionConfiguration, distributionSeen } from '../parameters/distribution-configuration.ts';
import { headersPolicies } from '../parameters/headers-policies.ts';
import { meaningOf } from './cloudfront-hsts/meaning.ts';
import { messages as own } from './cloudfront-hsts/messages.ts';
import { sayingsOf } from './cloudfront-hsts/sayings.ts';
import { settings, type Settings } from './cloudfront-hsts/settings.ts';
import { source } from './cloudfront-hsts/source.ts';

const { messages, ...parts } = documentPart({
  attribute: 'responseHeadersPolicyId',
  thing: 'distribution',
  setting: 'ResponseHeadersPolicyId',
  document: distributionConfiguration,
  messages: own,
  read: async (target, aws) => {
    const seen = await distributionSeen(target, aws);
    return seen && { ...seen, policies: await headersPolicies(aws) };
  },
  places: headersPolicyIds,
  into: withHeadersPolicy,
  meaning: (value, chosen: Settings, _at, { policies }) => meaningOf(value, policies, chosen),
  sayings: ({ whole, policies }, stepping, target, chosen) =>
    sayingsOf(whole, stepping, target, policies, chosen),
  source,
});

/** Has CloudFront tell browsers to come to a distribution over HTTPS only (HSTS). */
export default remediation({
  meta: {
    id: 'cloudfront-hsts',
    version: 1,
    family: 'document',
    concerns: { hop: 'in', matter: 'hardening' },
    title: 'CloudFront tells browsers to come over HTTPS only (HSTS)',
    summary:
      'Attaches a response headers policy with Strict-Transport-Security to each cache behavior that has none: SecurityHeadersPolicy of AWS, or those that policies names, one after the other from the shortest max-age on. People are always asked, because browsers keep what they are told. Policies are never made or changed, and one that is attached is never replaced by one with other headers. No rule of AWS Config evaluates this. A header that functions or origins set themselves is not seen.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: [],
    controls: [],
    services: ['cloudfront'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['cloudfront:GetDistribution', 'cloudfront:ListResponseHeadersPolicies'],
      write: ['cloudfront:UpdateDistribution'],
      undo: ['cloudfront:UpdateDistribution'],
    },
    // No status of a distribution waits for people.
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html',
      'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyStrictTransportSecurity.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListResponseHeadersPolicies.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html',
    ],
  },
  settings,
  ...parts,
});
