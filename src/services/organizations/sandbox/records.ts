import * as z from 'zod/mini';

/** Where accounts stand, as account files carry it: paths instead of a tree of ids. */
export const organizationsRecords = z.strictObject({
  Accounts: z._default(
    z.array(z.strictObject({ Id: z.string(), Path: z.string().check(z.regex(/^\/([^/]+(\/[^/]+)*)?$/)) })),
    [],
  ),
});
export type Organizations = z.output<typeof organizationsRecords>;
