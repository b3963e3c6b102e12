import { expect, test } from 'vitest';
import { certificateSeen } from '../../../../src/services/rds/facts/certificate-seen.ts';

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';

test('what the instance shows its clients, not what is ordered', () => {
  const CertificateDetails = { CAIdentifier: 'rds-ca-2019', ValidTill: new Date('2024-08-22T00:00:00Z') };
  expect(
    certificateSeen(arn, {
      DBInstanceIdentifier: 'orders',
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      CertificateDetails,
    }),
  ).toEqual([
    {
      id: `${arn}#certificate`,
      name: 'orders',
      kind: 'RDS, of rds-ca-2019',
      ends: '2024-08-22T00:00:00.000Z',
      renews: 'unknown',
      why: expect.stringContaining('no restart'),
      serves: [arn],
    },
  ]);
});

test('an authority without an end: there is one, and nobody knows until when', () => {
  const [one] = certificateSeen(arn, { CACertificateIdentifier: 'rds-ca-rsa2048-g1' });
  expect(one).toMatchObject({ kind: 'RDS, of rds-ca-rsa2048-g1' });
  expect(one).not.toHaveProperty('ends');
});

test('none while it is being made', () => {
  expect(certificateSeen(arn, {})).toEqual([]);
});
