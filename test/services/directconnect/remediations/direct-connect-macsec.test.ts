import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import unit from '../../../../src/services/directconnect/remediations/direct-connect-macsec.ts';
import { keyCommand } from '../../../../src/services/directconnect/remediations/direct-connect-macsec/write.ts';
import connection from '../../../../src/services/directconnect/resources/aws-directconnect-connection.ts';
import lag from '../../../../src/services/directconnect/resources/aws-directconnect-lag.ts';
import { location } from '../../../kit/answers.ts';
import { anyOf } from '../../../kit/any-of.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'dxcon-abcd1234';
const group = 'dxlag-abcd1234';
const arn = `arn:aws:directconnect:eu-west-1:111122223333:dxcon/${id}`;
const groupArn = `arn:aws:directconnect:eu-west-1:111122223333:dxlag/${group}`;
const up = { portEncryptionStatus: 'Encryption Up', macSecKeys: [{}] };

const one = (over: object = {}) => ({ directconnect: { Connections: [{ connectionId: id, ...over }] } });
const links = (over: object = {}, ...members: readonly object[]) => ({
  directconnect: {
    Connections: members.map((member, index) => ({
      connectionId: `dxcon-${index}`,
      lagId: group,
      ...member,
    })),
    Lags: [{ lagId: group, ...over }],
  },
});
const good = { is: 'compliant', notes: ['one-hop'] } as const;
const advised = { is: 'non-compliant', changes: [] } as const;
const unknown = { is: 'unknown', message: 'not-told' } as const;
const pending = { is: 'pending', message: 'at-work' } as const;

testRemediation(unit, anyOf(connection, lag), {
  'it must encrypt, and does': {
    account: one({ encryptionMode: 'must_encrypt', ...up }),
    target: id,
    expect: {
      ...good,
      says: [
        `MACsec of connection ${id} is between your router and the device of AWS (${id}: Encryption Up). On your side of the router it ends.`,
      ],
    },
  },
  'it must encrypt, with an old key that is going': {
    account: one({
      encryptionMode: 'must_encrypt',
      ...up,
      macSecKeys: [{ state: 'disassociating' }, { state: 'associated' }],
    }),
    target: arn,
    expect: good,
  },
  'it must encrypt, and is down: nothing goes through': {
    account: one({ encryptionMode: 'must_encrypt', macSecKeys: [{}], connectionState: 'down' }),
    target: id,
    expect: { is: 'compliant', notes: ['one-hop', 'nothing-goes'] },
  },
  'it must encrypt, without a key': {
    account: one({ encryptionMode: 'must_encrypt' }),
    target: id,
    expect: { ...advised, message: 'no-key' },
  },
  'it must encrypt, and its only key is on its way': {
    account: one({ encryptionMode: 'must_encrypt', macSecKeys: [{ state: 'associating' }] }),
    target: id,
    expect: { ...advised, message: 'no-key' },
  },
  'it should encrypt, and does': {
    account: one({ encryptionMode: 'should_encrypt', ...up }),
    target: id,
    expect: {
      ...advised,
      message: 'may-fall-back',
      says: [
        `connection ${id} is encrypted now (${id}: Encryption Up). By should_encrypt it goes on in plaintext, without an error, whenever both sides do not agree on a key. Waxseal does not set must_encrypt, because the link may fail by it. From then on it carries nothing whenever both sides do not agree on a key: while its virtual interfaces have another way, and with somebody at the router. Back: aws directconnect update-connection --connection-id ${id} --region eu-west-1 --encryption-mode should_encrypt.`,
      ],
    },
  },
  'it should encrypt, and the router has another key': {
    account: one({ encryptionMode: 'should_encrypt', macSecKeys: [{}] }),
    target: id,
    expect: { ...advised, message: 'plaintext-now' },
  },
  'it should encrypt, is up, and AWS shows no associated key': {
    account: one({ encryptionMode: 'should_encrypt', ...up, macSecKeys: [{ state: 'disassociated' }] }),
    target: id,
    expect: { ...advised, message: 'plaintext-now' },
  },
  'off, and nobody asks how its port is': {
    account: one({ portEncryptionStatus: null }),
    target: id,
    expect: {
      ...advised,
      message: 'no-encryption',
    },
  },
  'one of 1 Gbps': {
    account: one({ bandwidth: '1Gbps', macSecCapable: false, encryptionMode: null }),
    target: id,
    expect: {
      ...advised,
      message: 'not-capable',
      says: [
        `connection ${id} (1Gbps) cannot speak MACsec: what is not encrypted within goes in plaintext between your router and AWS. It cannot be had later: only dedicated connections of 10, 100 and 400 Gbps that were ordered with it (create-connection or create-lag with --request-mac-sec) have it, where availableMacSecPortSpeeds names the speed: aws directconnect describe-locations --region eu-west-1. Order such a one, and move the virtual interfaces. A Site-to-Site VPN over it (over a public virtual interface, or with private addresses over a transit virtual interface) is encrypted in any case; vpn-tunnel-strength looks at that.`,
      ],
    },
  },
  'hosted by a partner': {
    account: one({
      vlan: 101,
      partnerName: 'Example Carrier',
      bandwidth: '500Mbps',
      macSecCapable: false,
      partnerInterconnectMacSecCapable: true,
    }),
    target: id,
    expect: {
      ...advised,
      message: 'hosted',
      says: [
        `Connection ${id} is hosted by Example Carrier. MACsec can be on the interconnect of Example Carrier only (partnerInterconnectMacSecCapable: true), and nothing here shows whether it is. Ask Example Carrier whether must_encrypt is on there, and how it encrypts the way from you to it. A Site-to-Site VPN over it (over a public virtual interface, or with private addresses over a transit virtual interface) is encrypted in any case; vpn-tunnel-strength looks at that.`,
      ],
    },
  },
  'hosted, and AWS tells nothing of it': {
    account: one({ vlan: 7, encryptionMode: 'must_encrypt', ...up }),
    target: id,
    expect: { ...advised, message: 'hosted' },
  },
  'of a LAG': {
    account: links({ encryptionMode: 'must_encrypt' }, up),
    target: 'dxcon-0',
    expect: { is: 'not-applicable', message: 'member' },
  },
  'a LAG that must encrypt, and does': {
    account: links({ encryptionMode: 'must_encrypt', macSecKeys: [{}] }, up, up),
    target: group,
    expect: good,
  },
  'a LAG that should encrypt, and one of its links does not': {
    account: links({ encryptionMode: 'should_encrypt', macSecKeys: [{}] }, up, {}),
    target: groupArn,
    expect: {
      ...advised,
      message: 'plaintext-now',
      says: [
        `LAG ${group} should encrypt (should_encrypt) and does not everywhere (dxcon-0: Encryption Up, dxcon-1: Encryption Down; keys: associated): what is not encrypted within goes in plaintext there now, and nothing reports an error. Where no key is associated: A key, of 256 bits, in AWS: (umask 077 && openssl rand -hex 32 | tr -d '\\n' | tr a-f A-F > macsec.ckn && openssl rand -hex 32 | tr -d '\\n' | tr a-f A-F > macsec.cak) && aws directconnect associate-mac-sec-key --region eu-west-1 --connection-id ${group} --ckn file://macsec.ckn --cak file://macsec.cak. Then the same name and key (CKN, CAK) in the router, by a way that nobody else reads, and both files deleted. Where one is, the router has another one, or none: only its owner sees that. In CloudWatch, ConnectionEncryptionState of AWS/DX is 1 when it is up.`,
      ],
    },
  },
  'a LAG that should encrypt, and one that was deleted does not count': {
    account: links({ encryptionMode: 'should_encrypt', macSecKeys: [{}] }, up, {
      connectionState: 'deleted',
    }),
    target: group,
    expect: {
      ...advised,
      message: 'may-fall-back',
    },
  },
  'a LAG without connections': {
    account: links({ macSecCapable: false }),
    target: group,
    expect: { is: 'not-applicable', message: 'empty' },
  },
  'a LAG of which AWS does not tell the connections': {
    account: links({ encryptionMode: 'must_encrypt', macSecKeys: [{}], TellsConnections: false }, up),
    target: group,
    expect: unknown,
  },
  ordered: { account: one({ connectionState: 'requested' }), target: id, expect: pending },
  'it is going': { account: one({ connectionState: 'deleting' }), target: id, expect: pending },
  'AWS does not know its state': {
    account: one({ connectionState: 'unknown', encryptionMode: 'must_encrypt', ...up }),
    target: id,
    expect: unknown,
  },
  'AWS does not tell whether it can': {
    account: one({ macSecCapable: null, encryptionMode: 'must_encrypt', ...up }),
    target: id,
    expect: unknown,
  },
  'AWS does not tell its mode': {
    account: one({ encryptionMode: null, ...up }),
    target: id,
    expect: unknown,
  },
  'a mode that no page has': {
    account: one({ encryptionMode: 'may_encrypt', ...up }),
    target: id,
    expect: unknown,
  },
  'AWS does not tell how its port is': {
    account: one({ encryptionMode: 'must_encrypt', ...up, portEncryptionStatus: null }),
    target: id,
    expect: unknown,
  },
  'in China': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...one({ encryptionMode: 'must_encrypt', ...up }) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: `arn:aws-cn:directconnect:cn-north-1:111122223333:dxcon/${id}`,
    expect: good,
  },
  'one that was deleted, and is still shown': {
    account: one({ connectionState: 'deleted' }),
    target: arn,
    gone: true,
  },
  'a hosted one that was declined': {
    account: one({ connectionState: 'rejected' }),
    target: arn,
    gone: true,
  },
  'a LAG that was deleted': { account: links({ lagState: 'deleted' }, up), target: groupArn, gone: true },
  'of another Region': { account: one({ Region: 'us-east-1' }), target: arn, gone: true },
});

test('the printed command makes a key as Direct Connect takes it, in files of its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-'));
  writeFileSync(join(folder, 'aws'), '#!/bin/sh\nprintf "%s\\n" "$@" > called\n', { mode: 0o755 });
  const target = { ...location, type: 'AWS::DirectConnect::Connection', id, arn };
  const PATH = `${folder}:${process.env['PATH']}`;
  execFileSync('sh', ['-c', keyCommand(target)], { cwd: folder, env: { ...process.env, PATH } });
  for (const file of ['macsec.ckn', 'macsec.cak']) {
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^[0-9A-F]{64}$/);
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  }
  expect(readFileSync(join(folder, 'called'), 'utf8').split('\n')).toContain('file://macsec.cak');
});

test('what people change, where a language has it', () => {
  const change = {
    set: 'encryptionMode',
    on: arn,
    before: 'no_encrypt',
    after: 'should_encrypt',
    impact: [],
  } as const;
  const ofConnection = unit.source?.(change, {
    ...location,
    type: 'AWS::DirectConnect::Connection',
    id,
    arn,
  });
  const ofLag = unit.source?.(change, {
    ...location,
    type: 'AWS::DirectConnect::Lag',
    id: group,
    arn: groupArn,
  });
  expect(ofConnection?.terraform).toContain('\nencryption_mode = "should_encrypt"');
  expect(ofConnection?.cli).toBe(
    `aws directconnect update-connection --connection-id ${id} --region eu-west-1 --encryption-mode should_encrypt`,
  );
  expect(ofLag?.cli).toBe(
    `aws directconnect update-lag --lag-id ${group} --region eu-west-1 --encryption-mode should_encrypt`,
  );
  expect(ofLag?.terraform).toMatch(/^# aws_dx_lag has no encryption mode/);
});

test.each([
  ['no_encrypt', 'Encryption Down', ['should_encrypt']],
  ['should_encrypt', 'Encryption Down', []],
  ['should_encrypt', 'Encryption Up', ['must_encrypt']],
])(
  'of %s, with %s, the next step and no further one',
  async (encryptionMode, portEncryptionStatus, steps) => {
    const account = one({ ...up, encryptionMode, portEncryptionStatus });
    const world = sandboxClouds(startHost(loadAccount(account))).look(location);
    const target = { ...location, type: 'AWS::DirectConnect::Connection', id, arn };
    const seen = await unit.read(target, world);
    const verdict = seen && unit.plan(seen, target, {});
    const proposed = verdict && 'advises' in verdict ? (verdict.advises ?? []) : [];
    expect(proposed).toEqual(
      steps.map((after) => ({
        set: 'encryptionMode',
        on: arn,
        before: encryptionMode,
        after,
        impact: ['none'],
      })),
    );
  },
);

test('a LAG that was deleted, and is still shown, is gone', async () => {
  const world = sandboxClouds(startHost(loadAccount(links({ lagState: 'deleted' }, up)))).look(location);
  const target = { ...location, type: 'AWS::DirectConnect::Lag', id: group, arn: groupArn };
  expect(await unit.read(target, world)).toBeUndefined();
});
