import { expect, test } from 'vitest';
import {
  isWithin,
  predefinedIn,
  securityHubAttributes,
  securityHubPolicy,
  sslPolicyOf,
  tlsPolicyOf,
} from '../../../../src/services/elb/facts/ssl-policy.ts';
import { predefinedPolicies } from '../../../../src/services/elb/sandbox/ssl-policies.ts';

const described = (attributes: Readonly<Record<string, string>>, more: object = {}) => ({
  PolicyName: 'mine',
  PolicyTypeName: 'SSLNegotiationPolicyType',
  PolicyAttributeDescriptions: Object.entries(attributes).map(([AttributeName, AttributeValue]) => ({
    AttributeName,
    AttributeValue,
  })),
  ...more,
});
const on = { 'Protocol-TLSv1.2': 'true', 'Protocol-TLSv1': 'false', 'AES128-SHA': 'true' };

test('what a security policy switches on, and what it stands for', () => {
  expect(sslPolicyOf(described({ ...on, 'Reference-Security-Policy': 'ELBSecurityPolicy-2016-08' }))).toEqual(
    {
      name: 'mine',
      reference: 'ELBSecurityPolicy-2016-08',
      on: ['AES128-SHA', 'Protocol-TLSv1.2'],
    },
  );
  expect(sslPolicyOf(described({ ...on, 'Reference-Security-Policy': '' }))?.reference).toBeNull();
});

test('what is of another type, has no name, or is said in words that are not known', () => {
  expect(sslPolicyOf(described(on, { PolicyTypeName: 'PublicKeyPolicyType' }))).toBeUndefined();
  expect(sslPolicyOf(described(on, { PolicyTypeName: undefined }))).toBeUndefined();
  expect(sslPolicyOf(described(on, { PolicyName: undefined }))).toBeUndefined();
  expect(sslPolicyOf(described({ ...on, 'AES128-SHA': 'yes' }))).toBeUndefined();
  expect(sslPolicyOf(described({ ...on, '': 'true' }))).toBeUndefined();
});

test('half a description is none', () => {
  const policy = (...names: readonly string[]) =>
    tlsPolicyOf({ name: 'mine', reference: null, on: names }, 'x');
  expect(policy('Protocol-TLSv1.2', 'AES128-SHA')).toEqual({
    name: 'x',
    protocols: ['TLSv1.2'],
    ciphers: ['AES128-SHA'],
    kinds: [],
  });
  expect(policy('Protocol-TLSv1.2', 'Server-Defined-Cipher-Order')).toBeUndefined();
  expect(policy('AES128-SHA')).toBeUndefined();
});

test('predefined policies, and no samples', () => {
  const named = (PolicyName: string) => described(on, { PolicyName });
  const found = predefinedIn([
    named('ELBSecurityPolicy-b'),
    named('ELBSample-ELBDefaultNegotiationPolicy'),
    named('ELBSecurityPolicy-a'),
    described({}, { PolicyName: 'ELBSecurityPolicy-c' }),
  ]);
  expect(found.map(({ name }) => name)).toEqual(['ELBSecurityPolicy-a', 'ELBSecurityPolicy-b']);
});

test('within a list', () => {
  const policy = { name: 'x', protocols: ['TLSv1.2'], ciphers: ['AES128-SHA'], kinds: [] };
  expect(isWithin(policy, ['Protocol-TLSv1.2', 'AES128-SHA', 'AES256-SHA'])).toBe(true);
  expect(isWithin(policy, ['Protocol-TLSv1.2'])).toBe(false);
  expect(isWithin(policy, ['AES128-SHA', 'TLSv1.2'])).toBe(false);
});

test('what Security Hub’s policy switches on', () => {
  const predefined = predefinedPolicies.find(({ Name }) => Name === securityHubPolicy);
  expect(securityHubAttributes.toSorted()).toEqual(predefined?.On.toSorted());
});
