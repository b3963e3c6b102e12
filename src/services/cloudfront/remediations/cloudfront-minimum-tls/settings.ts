import * as z from 'zod/mini';
import { nameAmong } from '../../../../core/model/known-names.ts';
import { recommended, securityPolicies } from '../../facts/security-policies.ts';

const name = nameAmong(securityPolicies.map((policy) => policy.name));

export const settings = z.strictObject({
  acceptedPolicies: z
    ._default(z.array(name), [...recommended])
    .check(z.describe('Names of security policies that are good enough.')),
  targetPolicy: z._default(name, 'TLSv1.2_2021').check(z.describe('What is changed to.')),
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
export const fromRule = ({ securityPolicies: named = '' }: Readonly<Record<string, string>>) => {
  const acceptedPolicies = named
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return acceptedPolicies.length > 0 ? { acceptedPolicies } : {};
};
