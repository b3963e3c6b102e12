import type { Operation, Operations } from '../../../sandbox/world.ts';

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
