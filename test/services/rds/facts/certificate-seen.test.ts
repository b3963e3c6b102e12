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
      renews: 'no',
      why: 'rds-ca-2019 is over and issues none: its owner gives it a newer authority',
      serves: [arn],
    },
  ]);
});

test.each([
  [{ Engine: 'sqlserver-se', EngineVersion: '15.00' }, 'sqlserver-se 15.00'],
  [{ Engine: 'postgres' }, 'postgres'],
  [{}, 'its engine'],
])('of %j nobody knows whether it is renewed without a restart', (engine, named) => {
  expect(certificateSeen(arn, { CACertificateIdentifier: 'rds-ca-rsa2048-g1', ...engine })).toMatchObject([
    {
      renews: 'unknown',
      why: `RDS does only where ${named} needs no restart for it, which was not read`,
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
  const over = new Date('2024-08-22T17:08:50Z');
  const listed = [
    {
      CertificateIdentifier: 'rds-ca-rsa2048-g1',
      CertificateArn: 'arn:aws:rds:eu-west-1::cert:rds-ca-rsa2048-g1',
      ValidTill: new Date('2061-05-25T22:34:57Z'),
    },
  ];

  test('has an end of its own', () => {
    expect(authoritySeen('rds-ca-rsa2048-g1', listed, target, over)).toMatchObject({
      id: 'arn:aws:rds:eu-west-1::cert:rds-ca-rsa2048-g1',
      ends: '2061-05-25T22:34:57.000Z',
      renews: 'no',
      serves: [arn],
    });
  });

  test.each([
    ['RDS does not list it any more', listed],
    ['its end could not be read', undefined],
  ])('%s: one that is over ended with what it has issued', (says, all) => {
    expect(authoritySeen('rds-ca-2019', all, target, over)).toMatchObject({
      id: 'arn:aws:rds:eu-west-1::cert:rds-ca-2019',
      ends: '2024-08-22T17:08:50.000Z',
      why: expect.stringContaining(says),
    });
  });

  test.each([
    ['rds-ca-2019', undefined],
    ['rds-ca-rsa4096-g1', over],
    ['of-a-stranger', over],
  ])('%s: there is one, and nobody knows until when', (name, issuedUntil) => {
    expect(authoritySeen(name, listed, target, issuedUntil)).not.toHaveProperty('ends');
  });
});
