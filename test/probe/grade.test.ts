import { expect, test } from 'vitest';
import { versions } from '../../src/probe/ciphers.ts';
import { gradeOf } from '../../src/probe/grade.ts';
import type { VersionSeen } from '../../src/probe/versions.ts';

const certificate = {
  subject: 'CN=shop',
  issuer: 'CN=Root',
  names: ['shop.example.com'],
  from: '2026-01-01T00:00:00.000Z',
  until: '2026-03-01T00:00:00.000Z',
  serial: '01',
  fingerprint: 'AA',
  key: 'EC prime256v1',
  signature: 'ecdsa-with-SHA256',
  authority: false,
};
const gradedWith = (...known: readonly VersionSeen[]) =>
  gradeOf({
    versions: versions.map(
      (version) => known.find((one) => one.version === version) ?? { version, is: 'refused', ciphers: [] },
    ),
    certificate,
  });
const ciphers = ['TLS_AES_128_GCM_SHA256'];
const tls13 = { version: 'TLSv1.3', is: 'accepted', ciphers } as const;

test('the strictest profile that is met', () => {
  expect(gradedWith(tls13)).toMatchObject({ profile: 'modern', s3: true });
});
test.each([
  ['TLSv1', 'Whether TLSv1 is refused is not known.'],
  ['TLSv1.2', 'What TLSv1.2 takes is not known.'],
] as const)('nothing is good while %s is not known', (version, says) => {
  const grade = gradedWith(tls13, { version, is: 'unknown', ciphers: [], says: 'not answered' });
  expect(grade).toMatchObject({ s3: false });
  expect(grade.against.intermediate).toEqual([says]);
});
