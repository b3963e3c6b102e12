import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { exports } from './exports.ts';
import type { Integration } from './records.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';

const reference = 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/';
const wrong = (message: string) =>
  refuse('BadRequestException', 400, message, `${reference}apis.html#apisget-response-schemas`);

const apis = recordsOf({
  all: (world) => world.apigatewayv2.Apis,
  with: (world, Apis) => ({ ...world, apigatewayv2: { ...world.apigatewayv2, Apis } }),
  is: (item, input: { readonly ApiId?: string }, { region }) =>
    item.ApiId === input.ApiId && item.Region === region,
  missing: ({ ApiId }) =>
    refuse(
      'NotFoundException',
      404,
      `Invalid API identifier specified ${ApiId}`,
      `${reference}apis-apiid.html`,
    ),
});

interface Named {
  readonly ApiId?: string;
  readonly IntegrationId?: string;
}
const integrations = recordsOf<Integration, Named>({
  all: (world) => world.apigatewayv2.Integrations,
  with: (world, Integrations) => ({ ...world, apigatewayv2: { ...world.apigatewayv2, Integrations } }),
  is: (item, input, { region }, world) =>
    item.ApiId === input.ApiId &&
    item.IntegrationId === input.IntegrationId &&
    world.apigatewayv2.Apis.some(({ ApiId, Region }) => ApiId === item.ApiId && Region === region),
  missing: ({ IntegrationId }) =>
    refuse(
      'NotFoundException',
      404,
      `Invalid Integration identifier specified ${IntegrationId}`,
      `${reference}apis-apiid-integrations-integrationid.html`,
    ),
});

/** What belongs to an API, page by page. */
const ofApi = (all: (world: World) => readonly { readonly ApiId: string }[]) =>
  lists({
    as: 'Items',
    token: 'NextToken',
    wrong,
    items: (world, input: Named, { region }) =>
      world.apigatewayv2.Apis.some(({ ApiId, Region }) => ApiId === input.ApiId && Region === region)
        ? all(world)
            .filter(({ ApiId }) => ApiId === input.ApiId)
            .map(({ ApiId: _api, ...item }) => item)
        : refuse(
            'NotFoundException',
            404,
            `Invalid API identifier specified ${input.ApiId}`,
            `${reference}apis-apiid.html`,
          ),
  });

type Update = Named & Pick<Partial<Integration>, 'Description' | 'TlsConfig'>;

/**
 * AWS answers so, and only the first version of the API tells where such names lead. A name of TLS 1.0 that leads to an HTTP API
 * all the same is shown. https://github.com/amplify-education/serverless-domain-manager/issues/359 and 381
 */
const notOfV2 = (
  { apigateway: { DomainNames }, apigatewayv2: { ApiMappings, Apis } }: World,
  name: string | undefined,
): Refusal | undefined => {
  const held = DomainNames.find(({ domainName }) => domainName === name);
  const leadsToHttp = ApiMappings.some(
    ({ DomainName, ApiId }) => DomainName === name && Apis.some((one) => one.ApiId === ApiId),
  );
  if (held?.endpointConfiguration.types.includes('EDGE'))
    return wrong('Only REGIONAL domain names can be managed through the API Gateway V2 API');
  return held?.securityPolicy === 'TLS_1_0' && !leadsToHttp
    ? wrong('TLS 1.0 domain names cannot be managed through the API Gateway V2 API')
    : undefined;
};

/** What the sandbox plays of it. */
export const apigatewayv2: Operations = {
  ...exports,
  // apis.html
  GetApis: lists({
    as: 'Items',
    token: 'NextToken',
    wrong,
    items: (world, _input: object, { region }) =>
      world.apigatewayv2.Apis.filter(({ Region }) => Region === region).map(
        ({ Region: _region, ...item }) => item,
      ),
  }),
  // apis-apiid.html: a REST API is none of its.
  GetApi: apis.reads(({ Region: _region, ApiEndpoint, ...item }) => ({
    ...item,
    ...(ApiEndpoint !== '' && { ApiEndpoint }),
  })),
  // apis-apiid-integrations.html
  GetIntegrations: ofApi((world) => world.apigatewayv2.Integrations),
  // apis-apiid-stages.html
  GetStages: ofApi((world) => world.apigatewayv2.Stages),
  // apis-apiid-routes.html
  GetRoutes: ofApi((world) => world.apigatewayv2.Routes),
  // apis-apiid-integrations-integrationid.html
  GetIntegration: integrations.reads(({ ApiId: _api, ...item }) => item),
  // What is left out stays. That an empty configuration takes it away is what Terraform's provider goes by; no page says it.
  UpdateIntegration: integrations.changes((item, { Description, TlsConfig }: Update) => {
    if (TlsConfig?.ServerNameToVerify !== undefined && item.ConnectionType !== 'VPC_LINK')
      return wrong('TlsConfig is for private integrations');
    const { TlsConfig: before, ...rest } = { ...item, ...(Description !== undefined && { Description }) };
    const now = TlsConfig ?? before;
    return { item: { ...rest, ...(now?.ServerNameToVerify !== undefined && { TlsConfig: now }) } };
  }),
  // domainnames-domainname-apimappings.html: those to REST APIs as well.
  GetApiMappings: lists({
    as: 'Items',
    token: 'NextToken',
    wrong,
    items: (world, { DomainName: name }: { readonly DomainName?: string }) =>
      notOfV2(world, name) ??
      world.apigatewayv2.ApiMappings.filter(({ DomainName }) => DomainName === name).map(
        ({ DomainName: _name, ...item }) => item,
      ),
  }),
};
