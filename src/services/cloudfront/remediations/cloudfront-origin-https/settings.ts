import * as z from 'zod/mini';

export const settings = z.strictObject({
  /** `accept`: websites of S3, which speak no HTTPS, may stay; the Config rule goes on failing for them. */
  websites: z._default(z.enum(['ask', 'accept']), 'ask'),
});
export type Settings = z.output<typeof settings>;
