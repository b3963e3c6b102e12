import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Meaning } from '../../../../families/steps.ts';
import { securityPolicy } from '../../facts/security-policies.ts';
import { hasOwnCertificate } from '../../facts/viewer-certificate.ts';
import type { Settings } from './settings.ts';
import { targetPolicy } from './target-policy.ts';

/** What a security policy of this distribution means. Where an obstacle is, the step is never taken. */
export const meaningOf = (
  config: DistributionConfig,
  value: string | null,
  chosen: Settings,
): Meaning<string> => {
  const wished = { to: chosen.targetPolicy, impact: ['breaks-old-tls'] } as const;
  // What is set beside the certificate of CloudFront itself counts for nothing.
  if (!hasOwnCertificate(config)) return wished;
  if (value !== null && chosen.acceptedPolicies.includes(value)) return 'good';
  const from = securityPolicy(value);
  if (!from) return undefined;
  const to = targetPolicy(from, chosen);
  // Each is stricter than the one before it, so somebody may always notice.
  return to ? { ...wished, to: to.name } : wished;
};
