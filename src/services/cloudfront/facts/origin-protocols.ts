import type {
  CustomOriginConfig,
  DistributionConfig,
  VpcOriginEndpointConfig,
} from '@aws-sdk/client-cloudfront';
import { customOrigins, withCustomOrigin } from './custom-origins.ts';

/**
 * The protocols that CloudFront offers origins.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginSslProtocols.html
 */

type Protocols = NonNullable<CustomOriginConfig['OriginSslProtocols']>;

/** From the oldest on. CloudFront has no name for the last one yet, and nobody would mean anything else by it. */
const protocols: readonly string[] = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Those that are older than `oldest`; `undefined`: there is none at all, or one that nobody knows. */
export const olderThan = (oldest: string, held: readonly string[]): readonly string[] | undefined =>
  held.length > 0 && held.every((one) => protocols.includes(one))
    ? held.filter((one) => protocols.indexOf(one) < protocols.indexOf(oldest))
    : undefined;

/** Whether CloudFront offers old ones at a VPC origin; `undefined`: it cannot be told. */
export const isOldAt = (
  endpoint: VpcOriginEndpointConfig | undefined,
  oldest: string,
): boolean | undefined => {
  if (endpoint?.OriginProtocolPolicy === 'http-only') return false;
  const old = olderThan(oldest, endpoint?.OriginSslProtocols?.Items ?? []);
  return old && old.length > 0;
};

export const originProtocols = (
  config: DistributionConfig,
): readonly { readonly at: string; readonly value: readonly string[] | null }[] =>
  customOrigins(config).map(({ at, config: { OriginSslProtocols } }) => ({
    at,
    value: OriginSslProtocols?.Items?.toSorted() ?? null,
  }));

export const withOriginProtocols = (
  config: DistributionConfig,
  place: string,
  value: readonly string[] | null,
): DistributionConfig =>
  withCustomOrigin(config, place, {
    OriginSslProtocols: value
      ? {
          Quantity: value.length,
          // A value that is put back is whatever AWS said, which may be newer than the SDK's list.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          Items: [...value] as Protocols['Items'],
        }
      : undefined,
  });
