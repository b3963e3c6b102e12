import { expect, test } from 'vitest';
import { certificateSeen } from '../../../../src/services/acmpca/facts/certificate-seen.ts';

const arn = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/one';
const NotAfter = new Date('2030-01-01T00:00:00Z');

test.each(['ACTIVE', 'DISABLED', 'EXPIRED', 'OF_TOMORROW'])('%s: its own certificate', (Status) => {
  expect(certificateSeen(arn, { Type: 'ROOT', Status, NotAfter })).toEqual([
    expect.objectContaining({ id: arn, name: arn, kind: 'private CA, root', renews: 'no' }),
  ]);
});

test.each(['CREATING', 'PENDING_CERTIFICATE', 'FAILED', 'DELETED'])('%s: it has none', (Status) => {
  expect(certificateSeen(arn, { Type: 'ROOT', Status })).toEqual([]);
});

test('called by its subject; what trusts it is not told', () => {
  const Subject = { CommonName: 'Shop CA' };
  const [one] = certificateSeen(arn, {
    Type: 'SUBORDINATE',
    Status: 'ACTIVE',
    CertificateAuthorityConfiguration: { Subject },
  });
  expect(one).toMatchObject({ name: 'Shop CA', kind: 'private CA' });
  expect(one).not.toHaveProperty('ends');
  expect(one).not.toHaveProperty('serves');
});
