import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** Of both engines: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonopensearchservice.html */
export const domainArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:es:${region}:${account}:domain/${name}`;

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html */
const isDomainName = (text: string): boolean => /^[a-z][a-z0-9-]{2,27}$/.test(text);

/** The name in an ARN of a domain; `undefined`: the ARN is of something else. */
export const domainNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const name = service === 'es' ? /^domain\/([^:/]+)$/.exec(resource)?.[1] : undefined;
  return name !== undefined && isDomainName(name) ? name : undefined;
};

/** A name, an ARN, or the account and a name as AWS Config has them; `undefined`: it is none of this place. */
export const domainNamed = (text: string, place: Location): string | undefined => {
  const own = text.startsWith(`${place.account}/`) ? text.slice(place.account.length + 1) : text;
  const name = domainNameIn(own) ?? own;
  if (own.startsWith('arn:') && domainArn(place, name) !== own) return undefined;
  return isDomainName(name) ? name : undefined;
};

export const openSearch = 'AWS::OpenSearch::Domain';
export const elasticsearch = 'AWS::Elasticsearch::Domain';

/**
 * AWS Config has a type for each engine, and its rules look at their own alone.
 * https://docs.aws.amazon.com/config/latest/developerguide/opensearch-node-to-node-encryption-check.html
 */
export const typeBy = (engineVersion: string): typeof openSearch | typeof elasticsearch =>
  engineVersion.startsWith('Elasticsearch_') ? elasticsearch : openSearch;

interface Shown {
  readonly Endpoint?: string | undefined;
  readonly EndpointV2?: string | undefined;
  readonly Endpoints?: Readonly<Record<string, string>> | undefined;
}
interface Custom {
  readonly CustomEndpointEnabled?: boolean | undefined;
  readonly CustomEndpoint?: string | undefined;
}

/**
 * Every host by which a domain is reached: of a VPC they are in a map. Empty: AWS shows none, as while it is made.
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html
 */
export const hostsOf = (
  { Endpoint, EndpointV2, Endpoints = {} }: Shown,
  { CustomEndpointEnabled, CustomEndpoint }: Custom,
): readonly string[] => {
  const own = [Endpoint, EndpointV2, ...Object.values(Endpoints)].flatMap((host) => host || []);
  const custom = CustomEndpointEnabled === true && CustomEndpoint ? [CustomEndpoint] : [];
  return own.length === 0 ? [] : [...new Set([...own, ...custom])].toSorted();
};
