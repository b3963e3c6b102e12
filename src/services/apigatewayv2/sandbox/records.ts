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

/** HTTP and WebSocket APIs of the account, and which domain names lead to which APIs, REST APIs among them. */
export const apigatewayv2Records = z.strictObject({
  Apis: z._default(z.array(api), []),
  ApiMappings: z._default(z.array(mapping), []),
});

type Api = z.output<typeof api> & { readonly Region: string };
export interface Apigatewayv2 {
  /** Every API of the account. */
  readonly Apis: readonly Api[];
  readonly ApiMappings: readonly z.output<typeof mapping>[];
}

/** The records with AWS's defaults. */
export const loadApigatewayv2 = (
  { Apis, ApiMappings }: z.output<typeof apigatewayv2Records>,
  where: Where,
): Apigatewayv2 => ({
  ApiMappings,
  Apis: Apis.map(({ Region = where.region, ...rest }) => {
    const scheme = rest.ProtocolType === 'HTTP' ? 'https' : 'wss';
    const ApiEndpoint = `${scheme}://${rest.ApiId}.execute-api.${Region}.amazonaws.com`;
    return { ApiEndpoint, ...rest, Region };
  }),
});
