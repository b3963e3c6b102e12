import * as z from 'zod/mini';

/** SecurityHeadersPolicy of AWS: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
const managed = '67f7725c-6f97-4210-82d7-5512b31e9d03';

export const settings = z.strictObject({
  policies: z
    ._default(z.array(z.string().check(z.minLength(1))).check(z.minLength(1)), [managed])
    .check(
      z.describe(
        'Ids of response headers policies with HSTS. A behavior without one gets the first; one that has one of them which is too short gets the next: so a short max-age comes before a long one.',
      ),
    ),
  seconds: z._default(z.number(), 31_536_000).check(z.describe('Seconds of max-age that are enough.')),
});
export type Settings = z.output<typeof settings>;
