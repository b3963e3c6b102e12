import type { CustomOriginConfig, DistributionConfig } from '@aws-sdk/client-cloudfront';

/**
 * Origins that CloudFront speaks to as to any web server: what has neither the configuration of S3 nor of a VPC origin.
 * Sources: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html
 */

type Config = DistributionConfig;
type Item = NonNullable<NonNullable<Config['Origins']>['Items']>[number];

export interface CustomOrigin {
  readonly id: string;
  readonly host: string;
  readonly at: string;
  readonly config: CustomOriginConfig;
}

const placeOf = ({ Id = '' }: Item): string => `Origin ${Id}`;
/** The id of an origin, from its place. */
export const originIn = (place: string): string => place.slice('Origin '.length);

/** By their ids: their order in the list means nothing. */
export const customOrigins = ({ Origins }: Config): readonly CustomOrigin[] =>
  (Origins?.Items ?? [])
    .flatMap((item) =>
      item.CustomOriginConfig
        ? [
            {
              id: item.Id ?? '',
              host: item.DomainName ?? '',
              at: placeOf(item),
              config: item.CustomOriginConfig,
            },
          ]
        : [],
    )
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));

/** The same configuration with other settings of one custom origin. */
export const withCustomOrigin = (config: Config, place: string, set: Partial<CustomOriginConfig>): Config =>
  config.Origins?.Items
    ? {
        ...config,
        Origins: {
          ...config.Origins,
          Items: config.Origins.Items.map((item) =>
            item.CustomOriginConfig && placeOf(item) === place
              ? { ...item, CustomOriginConfig: { ...item.CustomOriginConfig, ...set } }
              : item,
          ),
        },
      }
    : config;

/** S3 as a website speaks no HTTPS. https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html */
export const isWebsiteName = (host: string): boolean => /\.s3-website[.-]/i.test(host);

/**
 * Names that AWS gives load balancers, instances and environments of Elastic Beanstalk: nobody else has a certificate for them.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html
 */
export const isNameOfAws = (host: string): boolean =>
  /\.(?:elb(?:\.[a-z\d-]+)?\.amazonaws|compute(?:-1)?\.amazonaws|elasticbeanstalk)\.com(?:\.cn)?$/i.test(
    host,
  );

/** What CloudFront connects to over HTTPS. */
const httpsPortOf = ({ config }: CustomOrigin): number => config.HTTPSPort ?? 443;

/** Origins that are asked only when another one of their group fails. */
export const sparesOf = ({ OriginGroups }: Config): ReadonlySet<string> =>
  new Set(
    (OriginGroups?.Items ?? []).flatMap(({ Members }) =>
      (Members?.Items ?? []).slice(1).flatMap(({ OriginId }) => OriginId ?? []),
    ),
  );

/** A template of tenants has parameters in names, and each tenant its own values for them. */
export const isFilledIn = (host: string): boolean => host.includes('{{');

/** Where their ports do not matter, or are those of plain HTTP. */
export const namesOf = (origins: readonly CustomOrigin[]): string =>
  origins
    .map(({ host }) => host)
    .toSorted()
    .join(', ');

export const hostsOf = (origins: readonly CustomOrigin[]): string =>
  origins
    .map((origin) => `${origin.host}:${httpsPortOf(origin)}`)
    .toSorted()
    .join(', ');

/** A command for each of them that shakes hands as CloudFront does, with its name. `more`: what else openssl is told. */
export const shakingHands = (origins: readonly CustomOrigin[], more: (host: string) => string): string =>
  origins
    .map(
      (origin) =>
        `openssl s_client -connect ${origin.host}:${httpsPortOf(origin)} -servername ${origin.host} ${more(origin.host)} </dev/null`,
    )
    .toSorted()
    .join('; ');
