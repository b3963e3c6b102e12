import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

const policy = `version: 1
mode: dry-run
rules:
  - name: the website
    resources: ['arn:aws:s3:::website']
    mode: ask
  - name: a bucket that is gone
    resources: ['arn:aws:s3:::gone']
    mode: ask
  - name: somewhere else
    accounts: ['444455556666']
    mode: ask
  - name: another Region
    regions: [us-east-1]
    mode: ask
  - name: databases
    remediations: [rds-instance-force-tls]
    resources: ['arn:aws:rds:us-east-1:111122223333:db:*']
    mode: ask
exemptions:
  - { resources: ['arn:aws:s3:::remediated'], owner: quiet, reason: matches what is compliant, expires: 2026-12-31 }
  - { resources: ['arn:aws:s3:::selaed'], owner: mistyped, reason: x, expires: 2026-12-31 }
  - { resources: ['arn:aws:s3:::old'], owner: over, reason: x, expires: 2025-12-31 }
  - { tags: { team: order }, owner: tagged, reason: x, expires: 2026-12-31 }
optIns:
  - { resources: ['arn:aws:s3:::plain*'], impacts: [breaks-plaintext], owner: a, reason: b, since: 2025-01-01 }
approvals: { approvers: ['arn:aws:iam::111122223333:role/waxseal-approver'] }
`;

test('lines that match nothing in the scan are named, and no others', async () => {
  const { run, json, file, cwd } = terminalAt(plainBuckets);
  file('waxseal.yaml', policy);
  const { exit, out } = await run(['scan']);
  expect(exit).toBe(0);
  expect(out).toContain('Lines of the policy that match nothing in this scan: 3');
  expect(out).toContain('rule "a bucket that is gone" (line 7, rules[1])');
  const { document } = await json(['scan'], 'waxseal/scan/v1');
  expect(document).toMatchObject({
    idle: [
      { kind: 'rule', name: 'a bucket that is gone', line: 7 },
      { kind: 'exemption', name: 'mistyped', path: 'exemptions[1]' },
      { kind: 'exemption', name: 'tagged' },
    ],
  });
  const report = await json(['report', '--scan'], 'waxseal/report/v1');
  expect(report.document).toMatchObject({ report: { idle: [{ line: 7 }, {}, {}] } });
  expect((await run(['report', '--scan'])).out).toContain('exemption of mistyped');
  await run(['report', '--scan', '--out', 'r.html']);
  expect(flat(readFileSync(join(cwd, 'r.html'), 'utf8'))).toMatch(/id="idle".*exemption of mistyped/);
  await run(['report', '--scan', '--out', 'r.md']);
  expect(readFileSync(join(cwd, 'r.md'), 'utf8')).toContain('match nothing in this scan: 3');
});

test('what was not looked at makes no line idle', async () => {
  const { run, file } = terminalAt(plainBuckets);
  file('waxseal.yaml', policy);
  const { out } = await run(['scan', '--remediation', 'rds-instance-force-tls']);
  expect(out).not.toContain('match nothing');
  const blind = terminalAt({ ...plainBuckets, denied: ['s3:ListBuckets'] });
  blind.file('waxseal.yaml', policy);
  expect((await blind.run(['scan'])).out).not.toContain('match nothing');
  const untagged = terminalAt({ ...plainBuckets, denied: ['s3:GetBucketTagging'] });
  untagged.file('waxseal.yaml', policy);
  const seen = (await untagged.run(['scan'])).out;
  expect(seen).toContain('exemption of mistyped');
  expect(seen).not.toContain('exemption of tagged');
  expect((await run(['report'])).out).not.toContain('match nothing');
});
