import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { documentPart } from '../../../families/document.ts';
import { without } from '../../../families/typed.ts';
import {
  certificatePlace,
  hasOwnCertificate,
  sslSupportMethod,
  withSslSupportMethod,
} from '../facts/viewer-certificate.ts';
import { distributionConfiguration, distributionSeen } from '../parameters/distribution-configuration.ts';
import { messages as own } from './cloudfront-sni/messages.ts';
import { sayingsOf } from './cloudfront-sni/sayings.ts';
import { source } from './cloudfront-sni/source.ts';

const { messages, ...parts } = documentPart({
  attribute: 'sslSupportMethod',
  thing: 'distribution',
  setting: 'SSLSupportMethod',
  document: distributionConfiguration,
  messages: own,
  read: distributionSeen,
  outside: ({ whole }, { id: name }) =>
    hasOwnCertificate(whole) ? undefined : { message: 'no-certificate', data: { name } },
  places: (whole) => [{ at: certificatePlace, value: sslSupportMethod(whole) }],
  into: (whole, _at, value) => withSslSupportMethod(whole, value),
  meaning: (value) => {
    if (value === 'vip' || value === 'static-ip') return { to: 'sni-only', impact: ['breaks-old-tls'] };
    return value === 'sni-only' ? 'good' : undefined;
  },
  sayings: ({ whole }, stepping, target) => (stepping.length > 0 ? sayingsOf(whole, target) : {}),
  source,
});

/** Has CloudFront choose the certificate of a distribution by the name that viewers ask for, and not by its address. */
export default remediation({
  meta: {
    id: 'cloudfront-sni',
    version: 1,
    family: 'document',
    concerns: { hop: 'in', matter: 'hardening' },
    title: 'CloudFront chooses certificates of distributions by name (SNI)',
    summary:
      'Sets SSLSupportMethod of a distribution with a certificate of its own to sni-only, in place of dedicated IP addresses, and nothing else of the distribution; people are always asked. A distribution without a certificate of its own is none of its business: CLOUDFRONT_SNI_ENABLED fails for dedicated IP addresses only.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_SNI_ENABLED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-sni-enabled.html
    managedRules: { CLOUDFRONT_SNI_ENABLED: { regions: { onlyIn: ['us-east-1'] } } },
    controls: ['CloudFront.8'],
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
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-sni-enabled.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-8',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
