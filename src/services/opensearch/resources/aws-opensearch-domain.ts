import {
  DescribeDomainCommand,
  ListDomainNamesCommand,
  ListTagsCommand,
  OpenSearchClient,
  type EngineType,
} from '@aws-sdk/client-opensearch';
import { unless } from '../../../aws/error-names.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Endpoint } from '../../../core/model/endpoint.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { termsOf } from '../facts/tls-policies.ts';
import { domainArn, domainNamed, domainNameIn, openSearch, typeBy } from '../facts/domain.ts';

const asked = async (DomainName: string, aws: Aws) => {
  const asking = aws.use(OpenSearchClient).send(new DescribeDomainCommand({ DomainName }));
  return (await unless('ResourceNotFoundException', undefined, asking))?.DomainStatus;
};

/** Of one engine. All names come in one answer. */
const listing = (type: string, EngineType: EngineType) =>
  async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
    const asking = aws.use(OpenSearchClient).send(new ListDomainNamesCommand({ EngineType }));
    for (const { DomainName: name } of (await asking).DomainNames ?? [])
      if (name !== undefined) yield targetsOf(type, domainArn)(name, place);
  };

/** HTTPS at every name that clients may use. */
const endpointsOf = async ({ id }: Target, aws: Aws): Promise<readonly Endpoint[]> => {
  const domain = await asked(id, aws);
  if (!domain) return [];
  const { Endpoint: host, EndpointV2: dual, Endpoints = {}, VPCOptions: net } = domain;
  const { DomainEndpointOptions: options = {} } = domain;
  const { CustomEndpointEnabled: isCustom, CustomEndpoint: custom } = options;
  const vpc = net?.VPCId;
  const within = vpc === undefined ? {} : ({ vpc, internal: true } as const);
  const common = { port: 443, protocol: 'http', ...within } as const;
  const given = [
    ...new Set([host, dual, ...Object.values(Endpoints)].flatMap((name) => name ?? [])),
  ].toSorted();
  return [
    ...given.map((name) => ({ host: name, ...common, given: true as const })),
    ...(isCustom && custom !== undefined ? [{ host: custom, ...common }] : []),
  ];
};

/**
 * Domains of one engine. An ARN does not tell the engine, and a domain that was upgraded changes it: what is named by
 * either type is found, and its target says of which it is.
 */
export const domainsOf = (type: string, engine: EngineType): Resource => ({
  type,
  arn: 'arn:{partition}:es:{region}:{account}:domain/{domain}',
  configRecords: true,
  permissions: ['es:DescribeDomain', 'es:ListDomainNames', 'es:ListTags'],
  idOf: domainNameIn,
  resolve: async (id, place, aws) => {
    const name = domainNamed(id, place);
    const domain = name === undefined ? undefined : await asked(name, aws);
    if (name === undefined || !domain) return undefined;
    return targetsOf(typeBy(domain.EngineVersion ?? ''), domainArn)(name, place);
  },
  list: listing(type, engine),
  root: ({ arn }) => arn,
  tags: async ({ arn: ARN }, aws) => {
    const { TagList = [] } = await aws.use(OpenSearchClient).send(new ListTagsCommand({ ARN }));
    return tagsByKey(TagList);
  },
  endpoints: endpointsOf,
  terms: async ({ id }, aws) => {
    const domain = await asked(id, aws);
    return domain ? [termsOf(domain.DomainEndpointOptions ?? {})] : [];
  },
});

/** Domains whose engine is OpenSearch. */
const domain: Resource = domainsOf(openSearch, 'OpenSearch');

export default domain;
