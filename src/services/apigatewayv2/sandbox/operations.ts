import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { integrations } from './integrations.ts';
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
  ...integrations,
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
