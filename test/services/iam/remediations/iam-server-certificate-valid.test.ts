import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import unit from '../../../../src/services/iam/remediations/iam-server-certificate-valid.ts';
import resource from '../../../../src/services/iam/resources/aws-iam-servercertificate.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const home = { region: 'us-east-1' };
// The sandbox begins on 5 January 2026 at nine o'clock.
const held = (Expiration?: string, over: object = {}) => ({
  location: home,
  account: {
    ...home,
    iam: { ServerCertificates: [{ ServerCertificateName: 'orders', Expiration, ...over }] },
  },
});
const told = { is: 'non-compliant', changes: 0 } as const;

testRemediation(unit, resource, {
  'it ends in a year': { ...held('2027-01-01T00:00:00Z'), expect: { is: 'compliant' } },
  'as many days are left as are wanted': { ...held('2026-02-04T09:00:00Z'), expect: { is: 'compliant' } },
  'a second less': { ...held('2026-02-04T08:59:59Z'), expect: { ...told, message: 'ends-soon' } },
  'only those that have ended are wanted': {
    ...held('2026-01-05T09:00:00Z'),
    settings: { daysToExpiration: 0 },
    expect: { is: 'compliant' },
  },
  'it ends today': { ...held('2026-01-05T18:00:00Z'), expect: { ...told, message: 'ends-soon' } },
  'it ended this morning': { ...held('2026-01-05T08:59:59Z'), expect: { ...told, message: 'ended' } },
  'for CloudFront, behind its path': {
    ...held('2025-01-01T00:00:00Z', { Path: '/cloudfront/shop/' }),
    expect: { ...told, message: 'ended' },
  },
  'named by the id that IAM gave it': {
    ...held('2025-01-01T00:00:00Z', { ServerCertificateId: 'ASCACKCEVSQ6CEXAMPLE1' }),
    target: 'ASCACKCEVSQ6CEXAMPLE1',
    expect: { ...told, message: 'ended' },
  },
  'IAM does not say until when': { ...held(), expect: { is: 'unknown', message: 'end-unknown' } },
  'in China': {
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    account: {
      partition: 'aws-cn',
      region: 'cn-north-1',
      iam: { ServerCertificates: [{ ServerCertificateName: 'orders', Expiration: '2025-01-01T00:00:00Z' }] },
    },
    expect: { ...told, message: 'ended' },
  },
  'a server certificate that is gone': {
    location: home,
    account: home,
    target: 'arn:aws:iam::111122223333:server-certificate/gone',
    gone: true,
  },
});

const arn = 'arn:aws:iam::111122223333:server-certificate/shop/orders';
const target = { ...location, ...home, type: 'AWS::IAM::ServerCertificate', id: 'orders', arn };
const seen = { certificateId: 'ASCACKCEVSQ6CEXAMPLE1', until: '2025-12-31', daysLeft: -5 };

test('what uses it is looked for everywhere, and nothing is deleted unless its name is typed', () => {
  const verdict = unit.plan(seen, target, { daysToExpiration: 30 });
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  const { cli = '' } = (change && unit.source?.(change, target)) ?? {};
  expect(cli.split('\n').at(-1)).toMatch(
    /^printf %s '.*' && read -r NAME && aws iam delete-server-certificate .*"\$NAME"$/,
  );
});

test('the plan is the same on the next day', () => {
  const settings = { daysToExpiration: 30 };
  expect(unit.plan({ ...seen, daysLeft: -6 }, target, settings)).toEqual(unit.plan(seen, target, settings));
});

test('no path of a certificate is more than a text to a shell, and what was not read is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-'));
  const stolen = join(folder, 'stolen');
  const hostile = `arn:aws:iam::111122223333:server-certificate/a$(touch\${IFS}${stolen})/\`touch\${IFS}${stolen}\`/"/'/orders`;
  const its = { ...target, arn: hostile };
  const change = {
    set: 'kept',
    on: hostile,
    before: 'ASCACKCEVSQ6CEXAMPLE1',
    after: null,
    impact: [],
  } as const;
  const { cli = '' } = unit.source?.(change, its) ?? {};
  // Answers one of everything, but no listeners; and writes down what it was asked.
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word" >> ${folder}/questions; done\n[ "$2" = describe-listeners ] && exit 254\necho one\n`,
    { mode: 0o755 },
  );
  const { status, stdout, stderr } = spawnSync('sh', ['-c', cli], {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    input: '\n',
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(existsSync(stolen)).toBe(false);
  expect(readFileSync(join(folder, 'questions'), 'utf8')).toContain(
    `Listener.SSLCertificateId=='${hostile.replace("'", String.raw`\'`)}'`,
  );
  expect(stdout).toContain('Used in one by one\n');
  expect(stderr).toContain('Not read: listeners of one\n');
});
