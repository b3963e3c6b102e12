import * as z from 'zod/mini';
import { certificateArnPattern } from '../../../acm/facts/certificate.ts';

const port = z.int().check(z.minimum(1), z.maximum(65_535));

export const settings = z.strictObject({
  certificate: z
    ._default(z.nullable(z.string().check(z.regex(certificateArnPattern))), null)
    .check(
      z.describe(
        'The ARN of the certificate of Certificate Manager that new listeners get. Left out: the one that other listeners of the load balancer serve, or else the only one that covers every name in names.',
      ),
    ),
  names: z
    ._default(z.array(z.string().check(z.minLength(1))), [])
    .check(z.describe('The names by which clients come: a certificate must cover each of them.')),
  securePorts: z
    ._default(z.record(z.string().check(z.regex(/^\d{1,5}$/)), port), {})
    .check(
      z.describe(
        'By the port of a listener without TLS, the one on which the same clients come with TLS. HTTP on port 80 has 443 if nothing else is said. To name a port of TCP says that clients speak no TLS on it.',
      ),
    ),
  passesTls: z
    ._default(z.array(port), [])
    .check(
      z.describe(
        'Ports of TCP listeners on which nothing but TLS comes, which the servers behind the load balancer end: nothing is to be done there.',
      ),
    ),
});
export type Settings = z.output<typeof settings>;
