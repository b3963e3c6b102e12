import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Question } from '../../../../core/model/evidence.ts';
import type { Target } from '../../../../core/model/target.ts';
import { securityPolicy } from '../../facts/security-policies.ts';
import { minimumProtocolVersion } from '../../facts/viewer-certificate.ts';
import type { Settings } from './settings.ts';
import { targetPolicy } from './target-policy.ts';

/** Who speaks what the planned policy does not offer. */
export const evidence = (
  { whole }: { readonly whole: DistributionConfig },
  { arn }: Target,
  chosen: Settings,
): readonly Question[] => {
  const from = securityPolicy(minimumProtocolVersion(whole));
  const planned = from && targetPolicy(from, chosen);
  if (!planned) return [];
  const { protocols, ciphers } = planned;
  return [{ ask: 'tls-not-offered', of: arn, clears: ['breaks-old-tls'], given: { protocols, ciphers } }];
};
