import * as z from 'zod/mini';
import { recommended } from '../../facts/security-policies.ts';

export const settings = z.strictObject({
  /** Names of security policies that are good enough. */
  acceptedPolicies: z._default(z.array(z.string()), [...recommended]),
  /** What is changed to. */
  targetPolicy: z._default(z.string(), 'TLSv1.2_2021'),
  /** `accept`: an owner knows that no viewer needs the ciphers that go; nobody is asked for their sake. */
  lostCiphers: z._default(z.enum(['ask', 'accept']), 'ask'),
});
export type Settings = z.output<typeof settings>;

/** https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-ssl-policy-check.html */
export const fromRule = ({ securityPolicies = '' }: Readonly<Record<string, string>>) => {
  const acceptedPolicies = securityPolicies
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return acceptedPolicies.length > 0 ? { acceptedPolicies } : {};
};
