import * as z from 'zod/mini';

export const settings = z.strictObject({
  oldest: z
    ._default(z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2']), 'TLSv1.2')
    .check(
      z.describe('The oldest protocol that may stay: with TLSv1 only SSLv3 goes, as the Config rule has it.'),
    ),
});
export type Settings = z.output<typeof settings>;
