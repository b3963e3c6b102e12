import { describe, expect, test } from 'vitest';
import { certificatesTold } from '../../src/adapters/notify/certificates.ts';
import { configCompliance } from '../../src/adapters/aws/config-compliance.ts';
import { lookAtLocation, type LocationParts } from '../../src/entry-points/sweep-location.ts';
import { lookAtPart } from '../../src/entry-points/sweep-message.ts';
import type { SweepPart } from '../../src/intake/sweep-part.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { auto, enter, type Scene } from '../kit/deliveries.ts';

const acm = 'arn:aws:acm:eu-west-1:111122223333:certificate';
const account: AccountFile = {
  acm: {
    Certificates: [
      {
        CertificateArn: `${acm}/soon`,
        DomainName: 'soon.example',
        Type: 'IMPORTED',
        NotAfter: '2026-02-01T00:00:00Z',
        Tags: { team: 'shop' },
      },
      { CertificateArn: `${acm}/late`, DomainName: 'late.example', NotAfter: '2050-01-01T00:00:00Z' },
    ],
  },
};

const at = ({ account: file = account, ...scene }: Scene = {}) => {
  const given = enter({ account: file, policy: { ...auto, mode: 'dry-run', ownerTags: ['team'] }, ...scene });
  const { ports, entryPoint, host } = given;
  const part: SweepPart = {
    waxseal: 'sweep/v1',
    location: { account: '111122223333', region: 'eu-west-1', partition: 'aws' },
    started: ports.now().toISOString(),
    rules: [],
    list: [],
    open: [],
    turn: 1,
  };
  const parts: LocationParts = {
    catalog: entryPoint.catalog,
    ports,
    compliance: configCompliance(ports.clouds),
    certificates: true,
  };
  const asked = (operation: string) => host.calls().filter((call) => call.operation === operation).length;
  const told = async () => (await certificatesTold(ports.journal, ports.now(), 90)).text;
  return { ...given, part, parts, asked, told };
};

describe('a sweep reads for the digest', () => {
  test('which certificates end, whose they are; of a place once a day', async () => {
    const { part, parts, asked, told } = at();
    expect((await lookAtLocation(part, parts)).missed).toEqual([]);
    expect(await told()).toContain('Owner: shop.');
    expect(await told()).not.toContain('late.example');
    expect(asked('acm:ListTagsForCertificate')).toBe(1);
    await lookAtLocation(part, parts);
    expect(asked('acm:ListCertificates')).toBe(1);
  });

  test('nothing, where the digest tells of none', async () => {
    const { part, parts, ports, host } = at();
    await lookAtLocation(part, { ...parts, certificates: false });
    const here = { env: {}, getRemainingTimeInMillis: () => 900_000 };
    await lookAtPart(part, { catalog: parts.catalog, ports }, here);
    expect(host.calls()).toEqual([]);
    const env = { WAXSEAL_DIGEST_TOPIC: 'arn:aws:sns:eu-west-1:111122223333:t' };
    await lookAtPart(part, { catalog: parts.catalog, ports }, { ...here, env });
    expect(host.calls().length).toBeGreaterThan(0);
  });

  test.each([
    ['acm:ListCertificates', 'AWS::ACM::Certificate: '],
    ['acm:DescribeCertificate', `${acm}/late: `],
  ])('%s denied: said, and the rest is read', async (denied, says) => {
    const iam = { ServerCertificates: [{ ServerCertificateName: 'web' }] };
    const { part, parts, told, asked } = at({ account: { ...account, iam, denied: [denied] } });
    const { missed, again } = await lookAtLocation(part, parts);
    expect([...missed, ...again]).toEqual([]);
    expect(await told()).toContain(
      `Not read, there may be more: ${denied === 'acm:ListCertificates' ? 1 : 2}, such as 111122223333/eu-west-1: ${says}`,
    );
    expect(asked('rds:DescribeDBInstances')).toBeGreaterThan(0);
  });

  test('tags denied: not "nobody"', async () => {
    const { part, parts, told } = at({ account: { ...account, denied: ['acm:ListTagsForCertificate'] } });
    await lookAtLocation(part, parts);
    expect(await told()).toContain('Owner: tags not read.');
  });

  test('no time: that is said, and it is read again with a sweep that has some', async () => {
    const { part, parts, told, asked, host } = at();
    await lookAtLocation(part, { ...parts, stop: () => asked('acm:ListCertificates') > 0 });
    expect(await told()).toContain('There was no time to read it.');
    host.advance(6 * 60 * 60_000);
    await lookAtLocation(part, parts);
    expect(await told()).toContain('soon.example');
  });

  test('what goes wrong with it fails nothing else', async () => {
    const { part, parts, ports } = at();
    const journal = { ...ports.journal, write: () => Promise.reject(new Error('away')) };
    const { missed, again, left } = await lookAtLocation(part, { ...parts, ports: { ...ports, journal } });
    expect(missed.map(({ where }) => where)).toEqual(['111122223333/eu-west-1 certificates']);
    expect({ again, left }).toEqual({ again: [], left: undefined });
  });
});
