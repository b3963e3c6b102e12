import * as z from 'zod/mini';
import { refuse, type Operation, type Operations } from '../world.ts';

const serverName = z.optional(z.strictObject({ ServerName: z.optional(z.string()) }));

const endpoint = z.strictObject({
  EndpointIdentifier: z.string(),
  EndpointType: z._default(z.enum(['SOURCE', 'TARGET']), 'SOURCE'),
  EngineName: z.string(),
  ServerName: z.optional(z.string()),
  Port: z.optional(z.number()),
  SslMode: z._default(z.enum(['none', 'require', 'verify-ca', 'verify-full']), 'none'),
  PostgreSQLSettings: serverName,
  MySQLSettings: serverName,
  MicrosoftSQLServerSettings: serverName,
});

/** Database Migration Service of the account, as account files carry it. */
export const dmsRecords = z.strictObject({ Endpoints: z._default(z.array(endpoint), []) });
export type Dms = z.output<typeof dmsRecords>;

const page = 'https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html';
const pageSize = 3;

/** Read strictly: where there is nothing to list, DMS says that nothing was found. */
const describeEndpoints: Operation<{ readonly Marker?: string }> = (world, { Marker }) => {
  const { Endpoints: all } = world.dms;
  if (all.length === 0)
    return refuse('ResourceNotFoundFault', 400, 'No Endpoints found matching provided filters.', page);
  const from = Number(Marker ?? 0);
  const next = from + pageSize;
  return {
    world,
    output: { Endpoints: all.slice(from, next), ...(all.length > next && { Marker: String(next) }) },
  };
};

export const dms: Operations = { DescribeEndpoints: describeEndpoints };
