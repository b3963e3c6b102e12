import * as z from 'zod/mini';

export const settings = z.strictObject({
  otherMethods: z
    ._default(z.enum(['ask', 'accept']), 'ask')
    .check(
      z.describe('accept: the owner knows that nobody sends anything but GET and HEAD over plain HTTP.'),
    ),
});
export type Settings = z.output<typeof settings>;
