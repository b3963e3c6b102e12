import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TlsSeen } from '../../src/probe/probe.ts';
import { certified, type Certified, type Wanted } from '../kit/probe/certificates.ts';
import { probed, tlsServer } from '../kit/probe/servers.ts';
import { hasSslyze, sslyze } from '../kit/probe/sslyze.ts';

/** Two that share no code and no TLS library look at the same server. */

const day = 86_400_000;
const there = hasSslyze();
let authority: Certified;
let ca: string;
beforeAll(async () => {
  authority = await certified({ subject: 'CN=Tests', names: [], authority: true });
  ca = join(mkdtempSync(join(tmpdir(), 'sslyze-')), 'ca.pem');
  writeFileSync(ca, authority.cert);
});

const serving = async (wanted: Wanted, options: TlsOptions) => {
  const own = await certified({ use: 'server', by: authority, ...wanted });
  return tlsServer({ key: own.key, cert: own.cert, ...options }, (socket) =>
    socket.on('data', () => socket.end()),
  );
};

const spoken = async (port: number): Promise<TlsSeen> => {
  const { tls } = await probed('tls', port, { ca: [authority.cert], names: ['localhost'] });
  if (tls.is !== 'spoken') throw new Error(tls.says);
  return tls;
};

/** Ours, in the shape of theirs. */
const versionsOf = ({ versions }: TlsSeen) =>
  Object.fromEntries(
    versions.map(({ version, is, ciphers }) => [version, is === 'accepted' ? ciphers.toSorted() : is]),
  );
const leafOf = ({ chain: [leaf] }: TlsSeen) =>
  leaf && {
    fingerprint: leaf.fingerprint.replaceAll(':', ''),
    names: leaf.names,
    from: leaf.from,
    until: leaf.until,
    bits: leaf.key.startsWith('EC') ? 256 : Number(leaf.key.split(' ')[1]),
    hash: /sha-?(\d+)/i.exec(leaf.signature)?.[0].toLowerCase().replace('-', ''),
  };

describe.skipIf(!there)('the same as sslyze', { timeout: 60_000 }, () => {
  test.each<[string, TlsOptions]>([
    ['TLS 1.0 to 1.2', { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0' }],
    ['TLS 1.1 alone', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }],
    ['TLS 1.2 alone', { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }],
    ['TLS 1.2 and 1.3', { minVersion: 'TLSv1.2' }],
    ['TLS 1.3 alone', { minVersion: 'TLSv1.3' }],
  ])('versions and suites of a server with %s', async (_, options) => {
    const port = await serving({ key: 'RSA 2048' }, options);
    const theirs = await sslyze(port, ca);
    const ours = await spoken(port);
    expect(versionsOf(ours)).toEqual(theirs.versions);
    expect(Object.values(theirs.versions).some((one) => one !== 'refused')).toBe(true);
  });

  test.each<[string, Wanted, TlsSeen['problems'][number]['check'] | undefined]>([
    ['a good one', {}, undefined],
    ['a good one of RSA', { key: 'RSA 2048' }, undefined],
    ['one for other names', { names: ['shop.example.com', 'www.example.com'] }, 'name'],
    [
      'an expired one',
      { from: new Date(Date.now() - 30 * day), until: new Date(Date.now() - 2 * day) },
      'dates',
    ],
    ['one of tomorrow', { from: new Date(Date.now() + day), until: new Date(Date.now() + 9 * day) }, 'dates'],
    ['one for clients', { use: 'client' }, 'use'],
    ['a self-signed one', { by: undefined }, 'chain'],
    ['one with a short key', { key: 'RSA 1024' }, 'key'],
    ['one signed with SHA-1', { hash: 'SHA-1' }, 'signature'],
  ])('findings about %s', async (_, wanted, check) => {
    const port = await serving(wanted, { ciphers: 'DEFAULT:@SECLEVEL=0' });
    const theirs = await sslyze(port, ca);
    const ours = await spoken(port);
    const problems = ours.problems.filter(({ weighs }) => weighs === 'problem');
    expect(leafOf(ours)).toEqual(theirs.leaf);
    // It only tells how long a key is.
    expect(problems.every((one) => one.check === 'key')).toBe(theirs.trusted);
    expect(problems.map((one) => one.check)).toEqual(
      check === undefined ? [] : expect.arrayContaining([check]),
    );
  });
});
