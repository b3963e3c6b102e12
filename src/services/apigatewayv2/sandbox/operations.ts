import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

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

/** What the sandbox plays of it. */
export const apigatewayv2: Operations = {
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
      world.apigatewayv2.ApiMappings.filter(({ DomainName }) => DomainName === name).map(
        ({ DomainName: _name, ...item }) => item,
      ),
  }),
};
