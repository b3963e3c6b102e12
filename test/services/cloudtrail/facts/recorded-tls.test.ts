import { expect, test } from 'vitest';
import { areModern, versionsOf } from '../../../../src/services/cloudtrail/facts/recorded-tls.ts';

const by = (tlsVersion: unknown) => JSON.stringify({ tlsDetails: { tlsVersion, cipherSuite: 'x' } });

test.each([
  [[], null],
  [[undefined, '', '{', 'null', '[]', '{"tlsDetails":null}', by(13), by(''), by('x, y (1)')], null],
  [[by('TLSv1.2')], 'TLSv1.2 (1)'],
  [[by('TLSv1.2'), by('TLSv1.3'), '{}', by('TLSv1.3')], 'TLSv1.3 (2), TLSv1.2 (1), not recorded (1)'],
  [[by('TLSv1'), by('TLSv1.1')], 'TLSv1.1 (1), TLSv1 (1)'],
])('of %j', (records, versions) => {
  expect(versionsOf(records)).toBe(versions);
});

test.each([
  ['TLSv1.3 (2), TLSv1.2 (1), not recorded (1)', true],
  ['TLSv1.3 (49), TLSv1.1 (1)', false],
  ['TLSv1 (1)', false],
  ['TLSv1.4 (1)', false],
  ['SSLv3 (1)', false],
])('%s: %s', (versions, is) => {
  expect(areModern(versions)).toBe(is);
});
