import * as z from 'zod/mini';

export const settings = z.strictObject({
  /** `accept`: the owner knows that nobody sends anything but GET and HEAD over plain HTTP. */
  otherMethods: z._default(z.enum(['ask', 'accept']), 'ask'),
});
export type Settings = z.output<typeof settings>;
