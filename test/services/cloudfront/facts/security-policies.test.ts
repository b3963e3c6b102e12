import { MinimumProtocolVersion } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { weakens } from '../../../../src/aws/tls-policies.ts';
import {
  recommended,
  securityPolicies,
  securityPolicy,
} from '../../../../src/services/cloudfront/facts/security-policies.ts';

test('they are those of the SDK', () => {
  expect(securityPolicies.map(({ name }) => name).toSorted()).toEqual(
    Object.values(MinimumProtocolVersion).toSorted(),
  );
});

test.each(
  securityPolicies.slice(1).map((policy, at) => [policy.name, policy, securityPolicies[at]] as const),
)('%s admits nothing that the one before it does not', (_name, policy, before) => {
  expect(before && weakens(before, policy)).toEqual([]);
});

test.each([
  ['SSLv3', 5, 24],
  ['TLSv1', 4, 23],
  ['TLSv1_2016', 4, 22],
  ['TLSv1.1_2016', 3, 22],
  ['TLSv1.2_2018', 2, 16],
  ['TLSv1.2_2019', 2, 13],
  ['TLSv1.2_2021', 2, 9],
  ['TLSv1.2_2025', 2, 7],
  ['TLSv1.3_2025', 1, 2],
])('%s has as many protocols and ciphers as in the table of AWS', (name, protocols, ciphers) => {
  const policy = securityPolicy(name);
  expect([policy?.protocols.length, policy?.ciphers.length]).toEqual([protocols, ciphers]);
});

test('what is recommended takes nothing older than TLS 1.2, and forgets every session key', () => {
  for (const name of recommended) {
    const { protocols = [], ciphers = [] } = securityPolicy(name) ?? {};
    expect(protocols.filter((one) => one !== 'TLSv1.2' && one !== 'TLSv1.3')).toEqual([]);
    expect(ciphers.filter((one) => !/^(?:TLS_|ECDHE-)/.test(one))).toEqual([]);
  }
});

test.each([null, 'TLSv1.2_2099', ''])('%j is none', (name) => {
  expect(securityPolicy(name)).toBeUndefined();
});
