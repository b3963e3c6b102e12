import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Meaning } from '../../../../families/steps.ts';
import { customOrigins, type CustomOrigin } from '../../facts/custom-origins.ts';
import { olderThan } from '../../facts/origin-protocols.ts';
import type { Settings } from './settings.ts';

/** To such an origin CloudFront never speaks TLS: its list counts for nothing as long as that is so. */
export const isUsed = ({ config }: CustomOrigin): boolean => config.OriginProtocolPolicy !== 'http-only';

const hasSslv3 = ({ config }: CustomOrigin): boolean =>
  (config.OriginSslProtocols?.Items ?? []).includes('SSLv3');

/** Something has to stay, and of what there is TLS 1.2 alone is not old. */
const orNewest = (left: readonly string[]): readonly string[] => (left.length > 0 ? left : ['TLSv1.2']);

/**
 * What the protocols of one origin mean. SSLv3 goes first and by itself, wherever it is: no people need be asked about an origin
 * that can speak nothing else. What is newer goes in the next step.
 */
export const meaningOf = (
  config: DistributionConfig,
  at: string,
  value: readonly string[] | null,
  { oldest }: Settings,
): Meaning<readonly string[]> => {
  const old = olderThan(oldest, value ?? []);
  if (value === null || old === undefined) return undefined;
  if (old.length === 0) return 'good';
  const used = customOrigins(config).filter(isUsed);
  const without = (some: readonly string[]): readonly string[] =>
    orNewest(value.filter((one) => !some.includes(one)));
  if (used.every((origin) => origin.at !== at)) return { to: without(old), impact: ['none'] };
  if (value.includes('SSLv3')) return { to: without(['SSLv3']), impact: ['breaks-old-tls'] };
  return used.some(hasSslv3) ? 'good' : { to: without(old), impact: ['breaks-old-tls'] };
};
