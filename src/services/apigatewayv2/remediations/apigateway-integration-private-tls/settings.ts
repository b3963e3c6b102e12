import * as z from 'zod/mini';

export const settings = z.strictObject({
  serverName: z
    ._default(
      z
        .string()
        .check(
          z.regex(/^(?:[\w-]+(?:\.[\w-]+)*)?$/u, 'must be a name alone, without https://, port, path or *'),
        ),
      '',
    )
    .check(
      z.describe(
        "The name that the server's certificate is for. Left empty: the only one on the certificates of the listener.",
      ),
    ),
});
export type Settings = z.output<typeof settings>;
