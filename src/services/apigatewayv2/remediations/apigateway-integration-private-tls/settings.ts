import * as z from 'zod/mini';

export const settings = z.strictObject({
  /** The name that the server's certificate is for. Left empty: the only one on the certificates of the listener. */
  serverName: z._default(
    z
      .string()
      .check(
        z.regex(/^(?:[\w-]+(?:\.[\w-]+)*)?$/u, 'must be a name alone, without https://, port, path or *'),
      ),
    '',
  ),
});
export type Settings = z.output<typeof settings>;
