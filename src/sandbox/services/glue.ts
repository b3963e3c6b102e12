import * as z from 'zod/mini';
import type { Operation, Operations } from '../world.ts';

const connection = z.strictObject({
  Name: z.string(),
  ConnectionType: z._default(z.string(), 'JDBC'),
  ConnectionProperties: z._default(z.record(z.string(), z.string()), {}),
});

/** Glue's connections of the account, as account files carry them. */
export const glueRecords = z.strictObject({ Connections: z._default(z.array(connection), []) });
export type Glue = z.output<typeof glueRecords>;

const pageSize = 3;

interface Get {
  readonly NextToken?: string;
  readonly HidePassword?: boolean;
}
/** https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnections.html */
const getConnections: Operation<Get> = (world, { NextToken, HidePassword = false }) => {
  const from = Number(NextToken ?? 0);
  const next = from + pageSize;
  const { Connections: all } = world.glue;
  const ConnectionList = all.slice(from, next).map(({ ConnectionProperties, ...rest }) => {
    const { PASSWORD, ...others } = ConnectionProperties;
    const password = HidePassword || PASSWORD === undefined ? {} : { PASSWORD };
    return { ...rest, ConnectionProperties: { ...others, ...password } };
  });
  return { world, output: { ConnectionList, ...(all.length > next && { NextToken: String(next) }) } };
};

export const glue: Operations = { GetConnections: getConnections };
