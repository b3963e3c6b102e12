import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

/** The host of an endpoint, or the secret that holds it. */
const settings = z.optional(
  z.strictObject({ ServerName: z.optional(z.string()), SecretsManagerSecretId: z.optional(z.string()) }),
);

const endpoint = z.strictObject({
  EndpointIdentifier: z.string(),
  EndpointArn: z.optional(z.string()),
  EndpointType: z._default(z.enum(['SOURCE', 'TARGET']), 'SOURCE'),
  EngineName: z.string(),
  ServerName: z.optional(z.string()),
  Port: z.optional(z.number()),
  Status: z._default(z.string(), 'active'),
  CertificateArn: z.optional(z.string()),
  SslMode: z._default(z.string(), 'none'),
  PostgreSQLSettings: settings,
  MySQLSettings: settings,
  MicrosoftSQLServerSettings: settings,
  IBMDb2Settings: settings,
  DocDbSettings: settings,
  KafkaSettings: z.optional(
    z.strictObject({
      Broker: z.optional(z.string()),
      SecurityProtocol: z.optional(z.string()),
      SslCaCertificateArn: z.optional(z.string()),
      SslClientCertificateArn: z.optional(z.string()),
    }),
  ),
  ElasticsearchSettings: z.optional(z.strictObject({ EndpointUri: z.optional(z.string()) })),
  IsReadOnly: z.optional(z.boolean()),
  /** Of its server; DMS finds out by a test. */
  TakesTls: z._default(z.boolean(), true),
  /** By the replication instance that was tested with it. */
  Connections: z._default(
    z.array(
      z.strictObject({
        ReplicationInstanceIdentifier: z.string(),
        Status: z._default(z.string(), 'successful'),
        LastFailureMessage: z.optional(z.string()),
      }),
    ),
    [],
  ),
  RedisSettings: z.optional(
    z.strictObject({
      ServerName: z.optional(z.string()),
      Port: z.optional(z.number()),
      SslSecurityProtocol: z.optional(z.string()),
      SslCaCertificateArn: z.optional(z.string()),
      AuthType: z.optional(z.string()),
      AuthUserName: z.optional(z.string()),
      /** DMS keeps it, and no answer shows it. */
      AuthPassword: z.optional(z.string()),
    }),
  ),
  Tags: tagRecords,
});

/** By the identifiers of their endpoints, as account files say them. */
const task = z.strictObject({
  ReplicationTaskIdentifier: z.string(),
  ReplicationTaskArn: z.optional(z.string()),
  Source: z.string(),
  Target: z.string(),
  Status: z.string(),
});
const replication = z.strictObject({
  ReplicationConfigIdentifier: z.string(),
  Source: z.string(),
  Target: z.string(),
  Status: z.string(),
});

/** Imported by its owner; of an Oracle wallet no end is shown. */
const certificate = z.strictObject({
  CertificateIdentifier: z.string(),
  CertificateArn: z.optional(z.string()),
  ValidToDate: z.optional(z.string()),
});

/** Database Migration Service of the account, as account files carry it. */
export const dmsRecords = z.strictObject({
  Endpoints: z._default(z.array(endpoint), []),
  Certificates: z._default(z.array(certificate), []),
  ReplicationTasks: z._default(z.array(task), []),
  Replications: z._default(z.array(replication), []),
});

type Raw = z.output<typeof dmsRecords>;
export type Endpoint = Omit<Raw['Endpoints'][number], 'EndpointArn' | 'Tags'> & {
  readonly EndpointArn: string;
  readonly Tags: Tags;
};
export type Task = Omit<Raw['ReplicationTasks'][number], 'ReplicationTaskArn'> & {
  readonly ReplicationTaskArn: string;
};
export interface Dms {
  readonly region: string;
  readonly Endpoints: readonly Endpoint[];
  readonly Certificates: readonly (Raw['Certificates'][number] & { readonly CertificateArn: string })[];
  readonly ReplicationTasks: readonly Task[];
  readonly Replications: Raw['Replications'];
}

export const loadDms = (
  { Endpoints, Certificates, ReplicationTasks, ...rest }: Raw,
  { partition, region, account }: Where,
): Dms => {
  const arn = (kind: string, name: string): string =>
    `arn:${partition}:dms:${region}:${account}:${kind}:${name}`;
  return {
    ...rest,
    region,
    Endpoints: Endpoints.map((one) => ({
      ...one,
      EndpointArn: one.EndpointArn ?? arn('endpoint', one.EndpointIdentifier),
    })),
    Certificates: Certificates.map((one) => ({
      ...one,
      CertificateArn: one.CertificateArn ?? arn('cert', one.CertificateIdentifier),
    })),
    ReplicationTasks: ReplicationTasks.map((one) => ({
      ...one,
      ReplicationTaskArn: one.ReplicationTaskArn ?? arn('task', one.ReplicationTaskIdentifier),
    })),
  };
};
