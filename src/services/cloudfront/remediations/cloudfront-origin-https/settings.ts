import * as z from 'zod/mini';

export const settings = z.strictObject({
  websites: z
    ._default(z.enum(['ask', 'accept']), 'ask')
    .check(
      z.describe(
        'accept: websites of S3, which speak no HTTPS, may stay; the Config rule goes on failing for them.',
      ),
    ),
});
export type Settings = z.output<typeof settings>;
