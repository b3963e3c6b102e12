import { remediation } from '../../../core/model/remediation.ts';
import { documentPart } from '../../../families/document.ts';
import { without } from '../../../families/typed.ts';
import {
  certificatePlace,
  minimumProtocolVersion,
  withMinimumProtocolVersion,
} from '../facts/viewer-certificate.ts';
import { distributionConfiguration, distributionSeen } from '../parameters/distribution-configuration.ts';
import { evidence } from './cloudfront-minimum-tls/evidence.ts';
import { messages as own } from './cloudfront-minimum-tls/messages.ts';
import { meaningOf } from './cloudfront-minimum-tls/meaning.ts';
import { sayingsOf } from './cloudfront-minimum-tls/sayings.ts';
import { fromRule, settings, type Settings } from './cloudfront-minimum-tls/settings.ts';
import { source } from './cloudfront-minimum-tls/source.ts';

const { messages, ...parts } = documentPart({
  attribute: 'minimumProtocolVersion',
  thing: 'distribution',
  setting: 'MinimumProtocolVersion',
  document: distributionConfiguration,
  messages: own,
  read: distributionSeen,
  places: (whole) => [{ at: certificatePlace, value: minimumProtocolVersion(whole) }],
  into: (whole, _at, value) => withMinimumProtocolVersion(whole, value),
  meaning: (value, chosen: Settings, _at, { whole }) => meaningOf(whole, value, chosen),
  sayings: ({ whole }, stepping, target, chosen: Settings) =>
    stepping.length > 0 ? sayingsOf(whole, target, chosen) : {},
  source,
});

/** Has CloudFront take nothing older than TLS 1.2 from viewers of a distribution that has a certificate of its own. */
export default remediation({
  meta: {
    id: 'cloudfront-minimum-tls',
    version: 1,
    family: 'document',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'CloudFront distributions take a recommended TLS version from viewers, or a newer one',
    summary:
      'Sets the minimum protocol version (the security policy) of the viewer certificate to TLSv1.2_2021, or to another accepted one, and nothing else of the distribution. It never changes to one that lets in more. With the certificate of CloudFront itself, or with dedicated IP addresses, it says what people have to do whatever policy is named, which is stricter than CloudFront.15 and the rules. TLSv1.2_2018 and TLSv1.2_2019, which pass CLOUDFRONT_SECURITY_POLICY_CHECK, pass here only when they are accepted.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_SSL_POLICY_CHECK', 'CLOUDFRONT_SECURITY_POLICY_CHECK'],
    // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-ssl-policy-check.html
    managedRules: {
      CLOUDFRONT_SSL_POLICY_CHECK: { regions: { onlyIn: ['us-east-1'] } },
      CLOUDFRONT_SECURITY_POLICY_CHECK: { regions: { onlyIn: ['us-east-1'] } },
    },
    controls: ['CloudFront.15'],
    services: ['cloudfront'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: {
      read: ['cloudfront:GetDistribution'],
      write: ['cloudfront:UpdateDistribution'],
      undo: ['cloudfront:UpdateDistribution'],
    },
    // No status of a distribution waits for people; and there is one place, so none is there twice.
    messages: without(messages, 'needs-people', 'place-twice'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-ssl-policy-check.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-security-policy-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/tenant-customization.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/managed-cloudfront-certificates.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment-workflow.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html',
    ],
  },
  settings,
  fromRule,
  ...parts,
  evidence,
});
