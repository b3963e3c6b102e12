import { describe, expect, test } from 'vitest';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { terminalAt } from '../kit/terminal.ts';

const acm = 'arn:aws:acm:eu-west-1:111122223333:certificate';
const stage = (stageName: string) => ({ restApiId: 'a1', stageName, clientCertificateId: 'c1' });
const account: AccountFile = {
  acm: {
    Certificates: [
      {
        CertificateArn: `${acm}/late`,
        DomainName: 'late.example',
        NotAfter: '2031-01-01T00:00:00Z',
        Tags: { team: 'shop' },
      },
      {
        CertificateArn: `${acm}/over`,
        DomainName: 'over.example',
        Type: 'IMPORTED',
        NotAfter: '2020-01-01T00:00:00Z',
      },
    ],
  },
  acmpca: {
    CertificateAuthorities: [
      {
        Arn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/00001111-2222-3333-4444-555566667777',
        Type: 'ROOT',
        NotAfter: '2036-01-01T00:00:00Z',
      },
    ],
  },
  iam: { ServerCertificates: [{ ServerCertificateName: 'web', Expiration: '2030-05-01T00:00:00Z' }] },
  rds: {
    DBInstances: [
      { DBInstanceIdentifier: 'orders', Engine: 'postgres', CACertificateIdentifier: 'rds-ca-rsa2048-g1' },
    ],
  },
  apigateway: {
    RestApis: [{ id: 'a1', name: 'one' }],
    Stages: [stage('live'), stage('next')],
    ClientCertificates: [
      { clientCertificateId: 'c1', expirationDate: '2030-02-01T00:00:00Z' },
      { clientCertificateId: 'c2', expirationDate: '2030-02-02T00:00:00Z' },
    ],
  },
};
const regions = ['--region', 'eu-west-1', '--region', 'us-east-1'];

test('every kind, in each Region, the first that ends before all', async () => {
  const { run } = terminalAt(account);
  const { out } = await run(['certificates', ...regions, '--format', 'json']);
  const { calendar } = JSON.parse(out);
  expect(calendar.unread).toEqual([]);
  expect(
    calendar.certificates.map(({ kind, name }: Readonly<Record<string, string>>) => `${kind}: ${name}`),
  ).toEqual([
    'ACM, imported: over.example',
    'API Gateway client certificate: c1',
    'API Gateway client certificate: c2',
    'IAM server certificate: web',
    'ACM: late.example',
    expect.stringMatching(/^private CA, root: /),
    'RDS, of rds-ca-rsa2048-g1: orders',
    'authority of RDS: rds-ca-rsa2048-g1',
  ]);
  expect(calendar.certificates[1].serves).toHaveLength(2);
  expect(calendar.certificates[2].serves).toEqual([]);
  expect(calendar.certificates[4].owners).toEqual(['shop']);
});

test('as a calendar, and what a pipeline is told', async () => {
  const { run } = terminalAt(account);
  const { out } = await run(['certificates', ...regions, '--format', 'ics']);
  expect(out.match(/BEGIN:VEVENT/g)).toHaveLength(8);
  expect((await run(['certificates', ...regions, '--exit-code'])).exit).toBe(3);
});

const ca = 'rds-ca-rsa2048-g1';

describe('more than one row', () => {
  const many = Array.from({ length: 230 }, (_, index) => ({
    CertificateArn: `${acm}/n${index}`,
    DomainName: `n${index}.example`,
    NotAfter: '2030-01-01T00:00:00Z',
  }));
  const json = async (file: AccountFile, ...more: readonly string[]) => {
    const { out } = await terminalAt(file).run(['certificates', ...more, '--format', 'json']);
    return JSON.parse(out).calendar;
  };
  const here = ['--region', 'eu-west-1'];

  test('every page is read; a screen has the first of them and says how many more', async () => {
    const file = { acm: { Certificates: many } };
    expect((await json(file, ...here)).certificates).toHaveLength(230);
    const { out } = await terminalAt(file).run(['certificates', ...here]);
    expect(out).toContain('and 30 more: --format json names them all.');
  });

  test('one kind that may not be read is told, the rest is there, and a pipeline fails', async () => {
    const denied = { ...account, denied: ['acm:DescribeCertificate'] };
    const { certificates, unread } = await json(denied, ...regions);
    expect(unread).toHaveLength(2);
    expect(certificates.map(({ kind }: { readonly kind: string }) => kind)).toContain(
      'IAM server certificate',
    );
    expect((await terminalAt(denied).run(['certificates', ...regions, '--exit-code'])).exit).toBe(3);
  });

  test('an authority that serves many is one, with all of them', async () => {
    const DBInstances = ['a', 'b', 'c', 'd', 'e'].map((DBInstanceIdentifier) => ({
      DBInstanceIdentifier,
      Engine: 'postgres',
      CACertificateIdentifier: ca,
    }));
    const { certificates } = await json({ rds: { DBInstances } }, ...here);
    const found = certificates.filter(({ name }: { readonly name: string }) => name === ca);
    expect(found).toHaveLength(1);
    expect(found[0].serves).toHaveLength(5);
  });
});
