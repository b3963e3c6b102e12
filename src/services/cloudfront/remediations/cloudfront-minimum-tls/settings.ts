import * as z from 'zod/mini';
import { recommended } from '../../facts/security-policies.ts';

export const settings = z.strictObject({
  acceptedPolicies: z
    ._default(z.array(z.string()), [...recommended])
    .check(z.describe('Names of security policies that are good enough.')),
  targetPolicy: z._default(z.string(), 'TLSv1.2_2021').check(z.describe('What is changed to.')),
  lostCiphers: z
    ._default(z.enum(['ask', 'accept']), 'ask')
    .check(
      z.describe(
        'accept: an owner knows that no viewer needs the ciphers that go; nobody is asked for their sake.',
      ),
    ),
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
