import type { CustomOriginConfig, DistributionConfig } from '@aws-sdk/client-cloudfront';
import { customOrigins, isWebsiteName, withCustomOrigin } from './custom-origins.ts';
import { plainBehaviours } from './viewers.ts';

/**
 * By which protocol CloudFront asks custom origins.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
 */

export const originPolicies = (
  config: DistributionConfig,
): readonly { readonly at: string; readonly value: string | null }[] =>
  customOrigins(config).map(({ at, config: { OriginProtocolPolicy } }) => ({
    at,
    value: OriginProtocolPolicy ?? null,
  }));

export const withOriginPolicy = (
  config: DistributionConfig,
  place: string,
  value: string | null,
): DistributionConfig =>
  withCustomOrigin(config, place, {
    // A value that is put back is whatever AWS said, which may be newer than the SDK's list.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    OriginProtocolPolicy: (value ?? undefined) as CustomOriginConfig['OriginProtocolPolicy'],
  });

/**
 * Whether a request may go to such an origin in plain HTTP. What follows the viewer does so as soon as one behaviour takes plain HTTP,
 * whichever leads there: functions choose origins as well, and the Config rule has it so. `undefined`: nobody knows the policy.
 */
export const mayBePlain = (
  policy: string | null | undefined,
  config: DistributionConfig,
): boolean | undefined => {
  if (policy === 'https-only') return false;
  if (policy === 'http-only') return true;
  return policy === 'match-viewer' ? plainBehaviours(config).length > 0 : undefined;
};

export const isWebsiteAt = (config: DistributionConfig, place: string): boolean =>
  customOrigins(config).some(({ at, host }) => at === place && isWebsiteName(host));
