import * as z from 'zod/mini';

/** The host of an endpoint, or the secret that holds it. */
const settings = z.optional(
  z.strictObject({ ServerName: z.optional(z.string()), SecretsManagerSecretId: z.optional(z.string()) }),
);

const endpoint = z.strictObject({
  EndpointIdentifier: z.string(),
  EndpointType: z._default(z.enum(['SOURCE', 'TARGET']), 'SOURCE'),
  EngineName: z.string(),
  ServerName: z.optional(z.string()),
  Port: z.optional(z.number()),
  SslMode: z._default(z.enum(['none', 'require', 'verify-ca', 'verify-full']), 'none'),
  PostgreSQLSettings: settings,
  MySQLSettings: settings,
  MicrosoftSQLServerSettings: settings,
  IBMDb2Settings: settings,
  DocDbSettings: settings,
  KafkaSettings: z.optional(
    z.strictObject({ Broker: z.optional(z.string()), SecurityProtocol: z.optional(z.string()) }),
  ),
});

/** Database Migration Service of the account, as account files carry it. */
export const dmsRecords = z.strictObject({ Endpoints: z._default(z.array(endpoint), []) });
export type Dms = z.output<typeof dmsRecords>;
