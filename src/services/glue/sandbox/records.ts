import * as z from 'zod/mini';

const connection = z.strictObject({
  Name: z.string(),
  ConnectionType: z._default(z.string(), 'JDBC'),
  ConnectionProperties: z._default(z.record(z.string(), z.string()), {}),
  SparkProperties: z.optional(z.record(z.string(), z.string())),
  AthenaProperties: z.optional(z.record(z.string(), z.string())),
  PythonProperties: z.optional(z.record(z.string(), z.string())),
});

/** Glue's connections of the account, as account files carry them. */
export const glueRecords = z.strictObject({ Connections: z._default(z.array(connection), []) });
export type Glue = z.output<typeof glueRecords>;
