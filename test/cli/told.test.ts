import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ada, arnOf, autoPolicy, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

const asked = async () => {
  const terminal = terminalAt(plainBuckets, { disk: true });
  terminal.file('waxseal.yaml', autoPolicy);
  const { out } = await terminal.run(['apply', '--resource', arnOf('website')]);
  terminal.signIn(ada);
  return { ...terminal, request: /approval-\w+/.exec(out)?.[0] ?? '' };
};

test('a rejection is told with what it brings, also where the resource is compliant by now', async () => {
  const { run, json, request, sandbox } = await asked();
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arnOf('website'), `${arnOf('website')}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
  const input = { Bucket: 'website', Policy: JSON.stringify(policy) };
  sandbox.write({ operation: 's3:PutBucketPolicy', input });
  const { exit, out } = await run(['reject', request, '--reason', 'The partner says in spring.']);
  expect(exit).toBe(0);
  expect(flat(out)).toContain('compliant already');
  expect(flat(out)).toMatch(new RegExp(`${request} is rejected: left alone until 20\\S+; waxseal release`));
  const history = flat((await run(['history'])).out);
  expect(history).toContain('rejected');
  expect(history).toContain('The partner says in spring.');
  expect((await json(['history'], 'waxseal/history/v1')).document).toMatchObject({
    answers: [
      { approvalRequest: request, answer: 'reject', by: [ada], comment: 'The partner says in spring.' },
    ],
  });
});

test('what approvers say is in history and report', async () => {
  const { run, json, request } = await asked();
  expect((await run(['approve', request, '--comment', 'Logs are clean.'])).exit).toBe(0);
  expect(flat((await run(['history'])).out)).toContain('Logs are clean.');
  expect(flat((await run(['report'])).out)).toContain('Logs are clean.');
  expect((await json(['report'], 'waxseal/report/v1')).document).toMatchObject({
    report: { proven: [{ comment: 'Logs are clean.' }] },
  });
});

test('what is held after an undo is counted once, as left alone', async () => {
  const { run, file } = terminalAt(plainBuckets, { disk: true });
  file('waxseal.yaml', autoPolicy);
  await run(['apply', '--resource', arnOf('plain')]);
  await run(['undo', '--resource', arnOf('plain'), '--reason', 'no']);
  const { out } = await run(['report']);
  expect(flat(out)).toContain('0 open, 0 unknown, 0 waiting, 1 left alone');
  expect(out).toContain('Left alone: 1');
  expect(out).not.toContain('Open: 1');
});

test('a refused evidence enable --apply makes no journal, and --exit-code is refused', async () => {
  const { run, cwd } = terminalAt(plainBuckets, { disk: true });
  expect((await run(['evidence', 'enable', '--resource', arnOf('plain'), '--apply'])).exit).toBe(2);
  expect(existsSync(join(cwd, '.waxseal'))).toBe(false);
  expect((await run(['evidence', 'enable', '--resource', arnOf('plain'), '--exit-code'])).exit).toBe(2);
});

test('doctor tells a list of what to correct line by line', async () => {
  const { run, file } = terminalAt(plainBuckets, { disk: true });
  file('waxseal.yaml', 'version: 1\nmode: loud\nrules: 3\n');
  const { out } = await run(['doctor']);
  expect(out).not.toContain(String.raw`\n`);
  expect(out).toMatch(/^ +line 2/m);
});
