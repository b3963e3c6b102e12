import { lists } from '../../../sandbox/kit/pages.ts';
import type { Operations } from '../../../sandbox/world.ts';

export const glue: Operations = {
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnections.html */
  GetConnections: lists({
    as: 'ConnectionList',
    token: 'NextToken',
    items: (world, { HidePassword = false }: { readonly HidePassword?: boolean }) =>
      world.glue.Connections.map(({ ConnectionProperties, ...rest }) => {
        const { PASSWORD, ...others } = ConnectionProperties;
        const password = HidePassword || PASSWORD === undefined ? {} : { PASSWORD };
        return { ...rest, ConnectionProperties: { ...others, ...password } };
      }),
  }),
};
