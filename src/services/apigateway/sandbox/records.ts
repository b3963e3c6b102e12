import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const endpointConfiguration = z._default(z.strictObject({ types: z.array(z.string()) }), {
  types: ['REGIONAL'],
});
const common = {
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  endpointConfiguration,
  endpointAccessMode: z.optional(z.enum(['BASIC', 'STRICT'])),
  Tags: tagRecords,
};

const domainName = z.strictObject({
  domainName: z.string(),
  /** Of a private one. */
  domainNameId: z.optional(z.string()),
  securityPolicy: z._default(z.string(), 'TLS_1_2'),
  domainNameStatus: z._default(z.string(), 'AVAILABLE'),
  mutualTlsAuthentication: z.optional(z.strictObject({ truststoreUri: z.string() })),
  certificateName: z.optional(z.string()),
  ...common,
});
const restApi = z.strictObject({
  id: z.string(),
  name: z._default(z.string(), 'shop'),
  description: z.optional(z.string()),
  securityPolicy: z._default(z.string(), 'TLS_1_0'),
  /** Empty: AWS shows none. */
  apiStatus: z._default(z.string(), 'AVAILABLE'),
  disableExecuteApiEndpoint: z._default(z.boolean(), false),
  ...common,
});

/** Custom domain names and REST APIs of the account, as GetDomainName and GetRestApi answer each. */
export const apigatewayRecords = z.strictObject({
  DomainNames: z._default(z.array(domainName), []),
  RestApis: z._default(z.array(restApi), []),
});

interface Placed {
  readonly Region: string;
}
export type DomainName = z.output<typeof domainName> & Placed;
export type RestApi = z.output<typeof restApi> & Placed;
export interface Apigateway {
  readonly DomainNames: readonly DomainName[];
  readonly RestApis: readonly RestApi[];
}

/** The records with AWS's defaults. */
export const loadApigateway = (
  { DomainNames, RestApis }: z.output<typeof apigatewayRecords>,
  { region }: Where,
): Apigateway => ({
  DomainNames: DomainNames.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
  RestApis: RestApis.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
});
