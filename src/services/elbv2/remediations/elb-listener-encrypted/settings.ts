import * as z from 'zod/mini';
import { certificateArnPattern } from '../../../acm/facts/certificate.ts';

export const settings = z.strictObject({
  certificate: z
    ._default(z.nullable(z.string().check(z.regex(certificateArnPattern))), null)
    .check(z.describe('The ARN of the certificate that listeners get. Never guessed.')),
  policy: z
    ._default(z.string().check(z.minLength(1)), 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09')
    .check(z.describe('The security policy that they get.')),
  endTlsOn: z
    ._default(z.array(z.int().check(z.minimum(1), z.maximum(65_535))), [])
    .check(
      z.describe(
        'Ports of Network Load Balancers on which clients speak plain TCP today: TLS is ended there, and nowhere else.',
      ),
    ),
});
export type Settings = z.output<typeof settings>;
