import { expect, test } from 'vitest';
import { securityPolicies } from '../../../../../src/services/cloudfront/facts/security-policies.ts';
import { targetPolicy } from '../../../../../src/services/cloudfront/remediations/cloudfront-minimum-tls/target-policy.ts';

/** Every set of names that somebody may accept. */
const subsets = securityPolicies.reduce<readonly (readonly string[])[]>(
  (all, { name }) => [...all, ...all.map((one) => [...one, name])],
  [[]],
);

test.each(securityPolicies)('from $name nothing is changed to what lets in more', (from) => {
  const taken = new Set([...from.protocols, ...from.ciphers]);
  const looser = subsets.flatMap((acceptedPolicies) =>
    securityPolicies.flatMap(({ name: wished }) => {
      const to = targetPolicy(from, {
        acceptedPolicies: [...acceptedPolicies],
        targetPolicy: wished,
        lostCiphers: 'ask',
      });
      return [...(to?.protocols ?? []), ...(to?.ciphers ?? [])].filter((one) => !taken.has(one));
    }),
  );
  expect(looser).toEqual([]);
});
