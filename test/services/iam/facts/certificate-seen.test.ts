import { expect, test } from 'vitest';
import { certificateSeen } from '../../../../src/services/iam/facts/certificate-seen.ts';

const named = { id: 'web', arn: 'arn:aws:iam::111122223333:server-certificate/web' };

test('IAM renews none, and does not say what uses one', () => {
  const one = certificateSeen(named, new Date('2026-02-01T10:00:00Z'));
  expect(one).toMatchObject({ id: named.arn, name: 'web', ends: '2026-02-01T10:00:00.000Z', renews: 'no' });
  expect(one).not.toHaveProperty('serves');
});

test('no end is told: none is made up', () => {
  expect(certificateSeen(named, undefined)).not.toHaveProperty('ends');
});
