import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const properties = z.optional(z.record(z.string(), z.string()));

const connection = z.strictObject({
  Name: z.string(),
  Description: z.optional(z.string()),
  ConnectionType: z._default(z.string(), 'JDBC'),
  MatchCriteria: z.optional(z.array(z.string())),
  ConnectionProperties: z._default(z.record(z.string(), z.string()), {}),
  SparkProperties: properties,
  AthenaProperties: properties,
  PythonProperties: properties,
  PhysicalConnectionRequirements: z.optional(
    z.strictObject({
      SubnetId: z.optional(z.string()),
      SecurityGroupIdList: z.optional(z.array(z.string())),
      AvailabilityZone: z.optional(z.string()),
    }),
  ),
  AuthenticationConfiguration: z.optional(
    z.strictObject({
      AuthenticationType: z.optional(z.string()),
      SecretArn: z.optional(z.string()),
      KmsKeyArn: z.optional(z.string()),
      OAuth2Properties: z.optional(z.record(z.string(), z.unknown())),
    }),
  ),
  ConnectionSchemaVersion: z.optional(z.number()),
  CompatibleComputeEnvironments: z.optional(z.array(z.string())),
  Status: z.optional(z.string()),
  StatusReason: z.optional(z.string()),
  Tags: tagRecords,
  /** What the answer holds and the SDK does not know. */
  Dropped: z.optional(z.array(z.string())),
  /** The catalog is encrypted with a key that nobody here may use. */
  Closed: z.optional(z.boolean()),
});

/** By the names of their connections. */
const job = z.strictObject({
  Name: z.string(),
  Connections: z._default(z.array(z.string()), []),
  DefaultArguments: properties,
  NonOverridableArguments: properties,
  Tags: tagRecords,
});
export type Job = z.output<typeof job>;
const crawler = z.strictObject({ Name: z.string(), Connections: z._default(z.array(z.string()), []) });

/** Glue of the account, as account files carry it. */
export const glueRecords = z.strictObject({
  Connections: z._default(z.array(connection), []),
  Jobs: z._default(z.array(job), []),
  Crawlers: z._default(z.array(crawler), []),
});

type Raw = z.output<typeof glueRecords>;
export type Connection = Raw['Connections'][number];
export type Glue = Raw & { readonly region: string };

export const loadGlue = (records: Raw, { region }: Where): Glue => ({ ...records, region });
