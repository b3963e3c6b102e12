import type { DistributionConfig, ResponseHeadersPolicyConfig } from '@aws-sdk/client-cloudfront';
import { behavioursOf, placeOf, type Behaviour } from './viewers.ts';

/**
 * The headers that CloudFront adds to answers, by a response headers policy for each cache behavior.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyStrictTransportSecurity.html
 */

type Config = DistributionConfig;

/** What of a response headers policy counts here. */
export interface HeadersPolicy {
  readonly name: string;
  /** `null`: it sets no such header. */
  readonly hsts: {
    readonly seconds: number;
    readonly subdomains: boolean;
    readonly preload: boolean;
    /** Whether it replaces the header of an origin. */
    readonly overrides: boolean;
  } | null;
  /** What else it sets or takes away, by name. */
  readonly others: readonly string[];
}
/** By their ids. */
export type HeadersPolicies = Readonly<Record<string, HeadersPolicy>>;

const securityHeaders = {
  XSSProtection: 'X-XSS-Protection',
  FrameOptions: 'X-Frame-Options',
  ReferrerPolicy: 'Referrer-Policy',
  ContentSecurityPolicy: 'Content-Security-Policy',
  ContentTypeOptions: 'X-Content-Type-Options',
} as const;

export const headersPolicy = (config: ResponseHeadersPolicyConfig): HeadersPolicy => {
  const {
    SecurityHeadersConfig: security = {},
    CorsConfig,
    CustomHeadersConfig,
    RemoveHeadersConfig,
  } = config;
  const {
    AccessControlMaxAgeSec: seconds,
    IncludeSubdomains,
    Preload,
    Override,
  } = security.StrictTransportSecurity ?? {};
  return {
    name: config.Name ?? '',
    hsts:
      seconds === undefined
        ? null
        : {
            seconds,
            subdomains: IncludeSubdomains === true,
            preload: Preload === true,
            overrides: Override === true,
          },
    others: [
      ...Object.entries(securityHeaders).flatMap(([member, header]) =>
        Object.hasOwn(security, member) && Reflect.get(security, member) !== undefined ? [header] : [],
      ),
      ...(CorsConfig ? ['Access-Control-*'] : []),
      ...(CustomHeadersConfig?.Items ?? []).flatMap(({ Header }) => Header ?? []),
      ...(RemoveHeadersConfig?.Items ?? []).flatMap(({ Header }) => (Header ? [`no ${Header}`] : [])),
    ].toSorted(),
  };
};

export const headersPolicyIds = (
  config: Config,
): readonly { readonly at: string; readonly value: string | null }[] =>
  behavioursOf(config).map((one) => ({ at: placeOf(one), value: one.ResponseHeadersPolicyId ?? null }));

/** The same configuration with another response headers policy in one place. */
export const withHeadersPolicy = (config: Config, place: string, value: string | null): Config => {
  const changed = <Some extends Behaviour>(one: Some): Some =>
    placeOf(one) === place ? { ...one, ResponseHeadersPolicyId: value ?? undefined } : one;
  const { DefaultCacheBehavior, CacheBehaviors } = config;
  return {
    ...config,
    ...(DefaultCacheBehavior && { DefaultCacheBehavior: changed(DefaultCacheBehavior) }),
    ...(CacheBehaviors && {
      CacheBehaviors: { ...CacheBehaviors, Items: CacheBehaviors.Items?.map((one) => changed(one)) },
    }),
  };
};

/** Behaviours with code that sees the answer on its way out, and may set the header itself. */
export const answering = (behaviours: readonly Behaviour[]): readonly Behaviour[] =>
  behaviours.filter(({ FunctionAssociations, LambdaFunctionAssociations }) =>
    [...(FunctionAssociations?.Items ?? []), ...(LambdaFunctionAssociations?.Items ?? [])].some(
      ({ EventType }) => EventType === 'viewer-response' || EventType === 'origin-response',
    ),
  );
