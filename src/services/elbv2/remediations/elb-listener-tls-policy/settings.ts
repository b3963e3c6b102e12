import * as z from 'zod/mini';
import { securityHubPolicies } from '../../facts/tls-policies.ts';

export const settings = z.strictObject({
  /** Names of policies that are good enough. */
  acceptedPolicies: z._default(z.array(z.string()), [...securityHubPolicies]),
  /** What listeners are changed to. */
  targetPolicy: z._default(z.string(), 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'),
  /** The same for listeners whose policy is a FIPS one: they stay so. */
  fipsTargetPolicy: z._default(z.string(), 'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09'),
  /** `accept`: an owner knows that no client needs the ciphers that go; nobody is asked for their sake. */
  lostCiphers: z._default(z.enum(['ask', 'accept']), 'ask'),
});
export type Settings = z.infer<typeof settings>;
