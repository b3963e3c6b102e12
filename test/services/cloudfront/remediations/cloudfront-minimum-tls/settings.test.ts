import { expect, test } from 'vitest';
import {
  fromRule,
  settings,
} from '../../../../../src/services/cloudfront/remediations/cloudfront-minimum-tls/settings.ts';

test('what the rule accepts is good enough', () => {
  expect(fromRule({ securityPolicies: 'TLSv1.2_2018, TLSv1.2_2021,' })).toEqual({
    acceptedPolicies: ['TLSv1.2_2018', 'TLSv1.2_2021'],
  });
});

test.each<Readonly<Record<string, string>>>([{}, { securityPolicies: '' }, { securityPolicies: ' , ' }])(
  '%j says nothing',
  (parameters) => {
    expect(fromRule(parameters)).toEqual({});
  },
);

test('without a rule it is what Security Hub recommends', () => {
  expect(settings.parse({})).toEqual({
    acceptedPolicies: ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'],
    targetPolicy: 'TLSv1.2_2021',
    lostCiphers: 'ask',
  });
});
