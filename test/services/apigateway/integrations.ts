import type { AccountFile } from '../../../src/sandbox/account.ts';

type Apigateway = NonNullable<AccountFile['apigateway']>;
type Apigatewayv2 = NonNullable<AccountFile['apigatewayv2']>;

export const rest = 'a1b2c3d4e5';
export const http = 'h1h2h3h4h5';

/** A method of `/orders`, integrated with this. */
export const method = (integration: object = {}, path = '/orders', verb = 'GET') => ({
  restApiId: rest,
  id: `r${path.replaceAll('/', '')}`,
  path,
  resourceMethods: { [verb]: { methodIntegration: integration } },
});
/** A REST API with a stage `live`; its methods as given. */
export const restApi = (
  Resources: Apigateway['Resources'],
  { stage = {}, ...more }: Partial<Apigateway> & { readonly stage?: object } = {},
): AccountFile => ({
  apigateway: {
    RestApis: [{ id: rest, name: 'shop', Tags: { team: 'shop' } }],
    Stages: [{ restApiId: rest, stageName: 'live', ...stage }],
    Resources,
    ...more,
  },
});
/** The same with one method that calls this server. */
export const calling = (uri: string, over: object = {}, more: Parameters<typeof restApi>[1] = {}) =>
  restApi([method({ uri, ...over })], more);

/** An HTTP API that is deployed by itself, with one route that calls this server. */
export const httpApi = (
  uri: string,
  {
    api = {},
    integration = {},
    stage = {},
    ...more
  }: Partial<Apigatewayv2> & {
    readonly api?: object;
    readonly integration?: object;
    readonly stage?: object;
  } = {},
): AccountFile => ({
  apigatewayv2: {
    Apis: [{ ApiId: http, Name: 'shop', Tags: { team: 'shop' }, ...api }],
    Integrations: [{ ApiId: http, IntegrationId: 'i1', IntegrationUri: uri, ...integration }],
    Routes: [{ ApiId: http, RouteId: 't1', RouteKey: 'GET /orders', Target: 'integrations/i1' }],
    Stages: [{ ApiId: http, AutoDeploy: true, ...stage }],
    ...more,
  },
});
