import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const api = z.strictObject({
  ApiId: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Name: z.optional(z.string()),
  ProtocolType: z._default(z.enum(['HTTP', 'WEBSOCKET']), 'HTTP'),
  ApiEndpoint: z.optional(z.string()),
  DisableExecuteApiEndpoint: z._default(z.boolean(), false),
  Tags: tagRecords,
});
const mapping = z.strictObject({
  ApiMappingId: z.string(),
  DomainName: z.string(),
  ApiId: z.string(),
  Stage: z._default(z.string(), 'live'),
  ApiMappingKey: z._default(z.string(), ''),
});
const integration = z.strictObject({
  ApiId: z.string(),
  IntegrationId: z.string(),
  ConnectionType: z._default(z.enum(['INTERNET', 'VPC_LINK']), 'INTERNET'),
  ConnectionId: z.optional(z.string()),
  IntegrationType: z._default(z.string(), 'HTTP_PROXY'),
  IntegrationMethod: z._default(z.string(), 'ANY'),
  IntegrationUri: z.optional(z.string()),
  Description: z.optional(z.string()),
  TlsConfig: z.optional(z.strictObject({ ServerNameToVerify: z.optional(z.string()) })),
});
const stage = z.strictObject({
  ApiId: z.string(),
  StageName: z._default(z.string(), '$default'),
  AutoDeploy: z._default(z.boolean(), false),
  DeploymentId: z._default(z.string(), 'd1'),
  StageVariables: z.optional(z.record(z.string(), z.string())),
});
const route = z.strictObject({
  ApiId: z.string(),
  RouteId: z.string(),
  RouteKey: z.string(),
  Target: z.optional(z.string()),
});
/** What an API was when it was deployed. A deployment without one is of what is written now. */
const snapshot = z.strictObject({
  ApiId: z.string(),
  DeploymentId: z.string(),
  Integrations: z._default(z.array(integration), []),
  Routes: z._default(z.array(route), []),
  /** Some APIs are not. */
  isExported: z._default(z.boolean(), true),
});

/** HTTP and WebSocket APIs of the account with their integrations and stages, and which domain names lead to which APIs, REST APIs among them. */
export const apigatewayv2Records = z.strictObject({
  Apis: z._default(z.array(api), []),
  ApiMappings: z._default(z.array(mapping), []),
  Integrations: z._default(z.array(integration), []),
  Stages: z._default(z.array(stage), []),
  Routes: z._default(z.array(route), []),
  Snapshots: z._default(z.array(snapshot), []),
});

type Api = z.output<typeof api> & { readonly Region: string };
export type Integration = z.output<typeof integration>;
export interface Apigatewayv2 {
  /** Every API of the account. */
  readonly Apis: readonly Api[];
  readonly ApiMappings: readonly z.output<typeof mapping>[];
  readonly Integrations: readonly Integration[];
  readonly Stages: readonly z.output<typeof stage>[];
  readonly Routes: readonly z.output<typeof route>[];
  readonly Snapshots: readonly z.output<typeof snapshot>[];
}

/** The records with AWS's defaults. */
export const loadApigatewayv2 = (
  { Apis, ...others }: z.output<typeof apigatewayv2Records>,
  where: Where,
): Apigatewayv2 => ({
  ...others,
  Apis: Apis.map(({ Region = where.region, ...rest }) => {
    const scheme = rest.ProtocolType === 'HTTP' ? 'https' : 'wss';
    const ApiEndpoint = `${scheme}://${rest.ApiId}.execute-api.${Region}.amazonaws.com`;
    return { ApiEndpoint, ...rest, Region };
  }),
});
