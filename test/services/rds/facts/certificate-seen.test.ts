import { describe, expect, test } from 'vitest';
import { authoritySeen, certificateSeen } from '../../../../src/services/rds/facts/certificate-seen.ts';

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

describe('the authority', () => {
  const target = {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::RDS::DBInstance',
    id: 'db-1',
    arn,
  };
  const listed = [
    {
      CertificateIdentifier: 'rds-ca-rsa2048-g1',
      CertificateArn: 'arn:aws:rds:eu-west-1::cert:rds-ca-rsa2048-g1',
      ValidTill: new Date('2061-05-25T22:34:57Z'),
    },
  ];

  test('has an end of its own', () => {
    expect(authoritySeen('rds-ca-rsa2048-g1', listed, target)).toMatchObject({
      id: 'arn:aws:rds:eu-west-1::cert:rds-ca-rsa2048-g1',
      ends: '2061-05-25T22:34:57.000Z',
      renews: 'no',
      serves: [arn],
    });
  });

  test.each([
    ['RDS does not list it any more', listed],
    ['its end could not be read', undefined],
  ])('%s: there is one, and nobody knows until when', (says, all) => {
    const one = authoritySeen('rds-ca-2019', all, target);
    expect(one).toMatchObject({
      id: 'arn:aws:rds:eu-west-1::cert:rds-ca-2019',
      why: expect.stringContaining(says),
    });
    expect(one).not.toHaveProperty('ends');
  });
});
