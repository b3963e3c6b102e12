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
const stage = z.strictObject({
  restApiId: z.string(),
  stageName: z.string(),
  deploymentId: z._default(z.string(), 'd1'),
  description: z.optional(z.string()),
  /** Empty: none. */
  clientCertificateId: z._default(z.string(), ''),
  cacheClusterEnabled: z._default(z.boolean(), false),
  /** Empty: AWS shows none. */
  cacheClusterStatus: z._default(z.string(), 'NOT_AVAILABLE'),
  canarySettings: z.optional(
    z.strictObject({
      deploymentId: z.string(),
      percentTraffic: z._default(z.number(), 10),
      stageVariableOverrides: z.optional(z.record(z.string(), z.string())),
    }),
  ),
  variables: z.optional(z.record(z.string(), z.string())),
  Region: z.optional(z.string()),
  Tags: tagRecords,
});
const clientCertificate = z.strictObject({
  clientCertificateId: z.string(),
  /** ISO 8601. Empty: AWS shows none. */
  expirationDate: z._default(z.string(), '2026-09-01T00:00:00Z'),
  Region: z.optional(z.string()),
});
const integration = z.strictObject({
  type: z._default(z.string(), 'HTTP_PROXY'),
  uri: z.optional(z.string()),
  connectionType: z.optional(z.enum(['INTERNET', 'VPC_LINK'])),
  tlsConfig: z.optional(z.strictObject({ insecureSkipVerification: z.boolean() })),
});
const resourceMethods = z.record(z.string(), z.strictObject({ methodIntegration: z.optional(integration) }));
const resource = z.strictObject({
  restApiId: z.string(),
  id: z.string(),
  path: z._default(z.string(), '/'),
  /** By method, what it is integrated with; a method need not be. */
  resourceMethods: z.optional(resourceMethods),
  Region: z.optional(z.string()),
});
/** What an API was when it was deployed. A deployment without one is of what is written now. */
const snapshot = z.strictObject({
  restApiId: z.string(),
  deploymentId: z.string(),
  resources: z._default(
    z.array(z.strictObject({ path: z.string(), resourceMethods: z.optional(resourceMethods) })),
    [],
  ),
  /** Some APIs are not. */
  isExported: z._default(z.boolean(), true),
});

/** Custom domain names and REST APIs of the account, and what belongs to them, as the Get operation of each answers. */
export const apigatewayRecords = z.strictObject({
  DomainNames: z._default(z.array(domainName), []),
  RestApis: z._default(z.array(restApi), []),
  Stages: z._default(z.array(stage), []),
  ClientCertificates: z._default(z.array(clientCertificate), []),
  Resources: z._default(z.array(resource), []),
  Snapshots: z._default(z.array(snapshot), []),
});

interface Placed {
  readonly Region: string;
}
export type DomainName = z.output<typeof domainName> & Placed;
export type RestApi = z.output<typeof restApi> & Placed;
export type Stage = z.output<typeof stage> & Placed;
export interface Apigateway {
  readonly DomainNames: readonly DomainName[];
  readonly RestApis: readonly RestApi[];
  readonly Stages: readonly Stage[];
  readonly ClientCertificates: readonly (z.output<typeof clientCertificate> & Placed)[];
  readonly Resources: readonly (z.output<typeof resource> & Placed)[];
  readonly Snapshots: readonly z.output<typeof snapshot>[];
}

/** The records with AWS's defaults. */
export const loadApigateway = (
  records: z.output<typeof apigatewayRecords>,
  { region }: Where,
): Apigateway => {
  const placed = <Item extends { readonly Region?: string | undefined }>(items: readonly Item[]) =>
    items.map((item) => ({ ...item, Region: item.Region ?? region }));
  return {
    DomainNames: placed(records.DomainNames),
    RestApis: placed(records.RestApis),
    Stages: placed(records.Stages),
    ClientCertificates: placed(records.ClientCertificates),
    Resources: placed(records.Resources),
    Snapshots: records.Snapshots,
  };
};
