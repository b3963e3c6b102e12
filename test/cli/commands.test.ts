import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ada, arnOf, autoPolicy, flat, me, plainBuckets, terminalAt } from '../kit/terminal.ts';

const withPolicy = () => {
  const terminal = terminalAt(plainBuckets);
  terminal.file('waxseal.yaml', autoPolicy);
  return terminal;
};

test('plan shows all that a person needs to evaluate it, and writes nothing anywhere', async () => {
  const { run, sandbox, cwd } = terminalAt(plainBuckets);
  const { exit, out } = await run(['plan', '--resource', arnOf('plain')]);
  expect(exit).toBe(0);
  for (const part of [
    'arn:aws:s3:::plain',
    'owner  orders',
    '+   "Effect": "Deny"',
    'Clients that connect without TLS are refused',
    'It would only be reported.',
    'S3 PutBucketPolicy Bucket=plain',
    's3:PutBucketPolicy',
    `waxseal undo --resource ${arnOf('plain')} --remediation s3-bucket-tls-only`,
    'the built-in policy (dry-run',
  ])
    expect(out).toContain(part);
  expect(sandbox.writes()).toEqual([]);
  expect(existsSync(join(cwd, '.waxseal'))).toBe(false);
});

test('plan names owner, hazards with their remedy, and the line of the policy that decided', async () => {
  const { run } = withPolicy();
  const plain = await run(['plan', '--resource', arnOf('plain')]);
  expect(plain.out).toContain('orders');
  expect(plain.out).toContain('It would be applied.');
  const website = await run(['plan', '--resource', arnOf('website')]);
  expect(website.out).toContain('It would request approval.');
  expect(website.out).toMatch(/! Bucket website hosts a website/);
  expect(website.out).toContain('(website-hosting)');
  expect(website.out).toContain('Do: Serve it through CloudFront');
  expect(website.out).toMatch(/\[line 6 \(rules\[0\]\)\]/);
});

test('plan --exit-code tells open from remediated', async () => {
  const { run } = terminalAt(plainBuckets);
  expect((await run(['plan', '--exit-code', '--resource', arnOf('plain')])).exit).toBe(3);
  const remediated = await run(['plan', '--exit-code', '--resource', arnOf('remediated')]);
  expect(remediated.exit).toBe(0);
  expect(remediated.out).toContain('compliant already');
});

test('scan sees every bucket, and its document is as documented', async () => {
  const { run, json, sandbox } = terminalAt(plainBuckets);
  const { exit, out, err } = await run(['scan']);
  expect(exit).toBe(0);
  expect(out).toContain('3 looked at in eu-west-1: 1 compliant, 2 open.');
  expect(err).toBe('');
  expect((await run(['scan', '--exit-code'])).exit).toBe(3);
  const { document } = await json(['scan'], 'waxseal/scan/v1');
  expect(document).toMatchObject({ counts: { looked: 3, compliant: 1, open: 2, failed: 0 } });
  expect(sandbox.writes()).toEqual([]);
});

test('scan in a Region without buckets finds nothing', async () => {
  const { run } = terminalAt(plainBuckets);
  const { exit, out } = await run(['scan', '--region', 'eu-central-1']);
  expect(exit).toBe(0);
  expect(out).toContain('0 looked at in eu-central-1');
});

test('what may not be listed or read is told, and ends with 1', async () => {
  const unlisted = terminalAt({ ...plainBuckets, denied: ['s3:ListBuckets'] });
  const first = await unlisted.json(['scan'], 'waxseal/scan/v1');
  expect(first.exit).toBe(1);
  expect(first.document).toMatchObject({ looks: [], unlisted: [{ type: 'AWS::S3::Bucket' }] });
  const untagged = terminalAt({ ...plainBuckets, denied: ['s3:GetBucketTagging'] });
  const { exit, out } = await untagged.run(['plan', '--resource', arnOf('plain')]);
  expect(exit).toBe(0);
  expect(out).toMatch(/Tags could not be read/);
  expect(out).toContain('It would only be reported.');
});

test('apply without a policy only reports, and says so', async () => {
  const { run, sandbox } = terminalAt(plainBuckets);
  const { exit, out } = await run(['apply', '--resource', arnOf('plain')]);
  expect(exit).toBe(3);
  expect(out).toContain('open: reported only');
  expect(out).toContain('the built-in policy (dry-run');
  expect(sandbox.writes()).toEqual([]);
});

test('apply, approve, undo, the hold, release and history tell one story', async () => {
  const { run, json, signIn, sandbox } = withPolicy();
  const applied = await json(['apply', '--scan'], 'waxseal/apply/v1');
  expect(applied.exit).toBe(4);
  expect(applied.document).toMatchObject({
    results: [
      { target: { id: 'plain' }, outcome: { is: 'remediated' } },
      { target: { id: 'remediated' }, outcome: { is: 'compliant' } },
      { target: { id: 'website' }, outcome: { is: 'approval-requested' } },
    ],
  });
  expect(sandbox.writes()).toHaveLength(1);
  const report = await run(['report']);
  const approvalRequest = /waxseal approve (approval-\w+)/.exec(report.out)?.[1] ?? '';
  expect(approvalRequest).not.toBe('');

  // Whoever is not an approver is refused, and nothing is written.
  const refused = await run(['approve', approvalRequest]);
  expect(refused.exit).toBe(5);
  expect(flat(refused.err)).toContain('not among the approvers');
  expect(sandbox.writes()).toHaveLength(1);

  signIn(ada);
  const approved = await json(['approve', approvalRequest, '--comment', 'fine'], 'waxseal/approve/v1');
  expect(approved.exit).toBe(0);
  expect(approved.document).toMatchObject({ by: ada, result: { outcome: { is: 'remediated' } } });
  expect((await run(['approve', approvalRequest])).exit).toBe(2);

  const undone = await json(
    ['undo', '--resource', arnOf('plain'), '--reason', 'too early'],
    'waxseal/undo/v1',
  );
  expect(undone.exit).toBe(0);
  expect(undone.document).toMatchObject({ result: { outcome: { is: 'rolled-back' } } });
  const held = await run(['apply', '--resource', arnOf('plain')]);
  expect(held.exit).toBe(3);
  expect(flat(held.out)).toContain('too early');

  const released = await json(['release', '--resource', arnOf('plain')], 'waxseal/release/v1');
  expect(released.document).toMatchObject({ by: ada, released: [{ remediation: 's3-bucket-tls-only' }] });
  expect((await run(['release', '--resource', arnOf('plain')])).exit).toBe(2);
  expect((await run(['apply', '--resource', arnOf('plain')])).exit).toBe(0);

  const history = await json(['history', '--resource', arnOf('plain')], 'waxseal/history/v1');
  expect(history.document).toMatchObject({
    entries: [
      { outcome: { is: 'remediated' } },
      { outcome: { is: 'skipped' } },
      { outcome: { is: 'rolled-back' } },
      { outcome: { is: 'remediated' } },
    ],
    left: 0,
  });
  const short = await json(['history', '--limit', '1'], 'waxseal/history/v1');
  expect(short.document).toMatchObject({ entries: [{ target: { id: 'plain' } }] });
  const full = await json(['report'], 'waxseal/report/v1');
  expect(full.document).toMatchObject({
    report: {
      total: { counts: { compliant: 2 } },
      proven: [{}, {}, {}],
      undone: [{ actor: ada }],
      waiting: [],
    },
  });
});

test('a rejection is done, and nobody is asked again', async () => {
  const { run, json, signIn } = withPolicy();
  await run(['apply', '--resource', arnOf('website')]);
  const approvalRequest = /waxseal approve (approval-\w+)/.exec((await run(['report'])).out)?.[1] ?? '';
  signIn(ada);
  const rejected = await json(['reject', approvalRequest, '--reason', 'not before May'], 'waxseal/reject/v1');
  expect(rejected.exit).toBe(0);
  expect(rejected.document).toMatchObject({ result: { outcome: { is: 'skipped' } } });
  const report = await run(['report']);
  expect(flat(report.out)).toContain('not before May');
});

test('undo refuses what somebody has changed since, shows the values, and ends with 5', async () => {
  const { run, sandbox } = withPolicy();
  await run(['apply', '--resource', arnOf('plain')]);
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WaxsealTlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::plain/*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
  sandbox.write({ operation: 's3:PutBucketPolicy', input: { Bucket: 'plain', Policy } });
  const writes = sandbox.writes().length;
  const { exit, out } = await run(['undo', '--resource', arnOf('plain'), '--reason', 'no']);
  expect(exit).toBe(5);
  expect(out).toContain('through us:');
  expect(out).toContain('s3:GetObject');
  expect(sandbox.writes()).toHaveLength(writes);
});

test('^C stops before anything more is written, and says so', async () => {
  const { run, sandbox } = withPolicy();
  const { exit, out, err } = await run(['apply', '--scan'], { interrupted: true });
  expect(exit).toBe(5);
  expect(out).toContain('Stopped by you.');
  expect(err).toContain('Stopping after the change');
  expect(sandbox.writes()).toEqual([]);
  await run(['apply', '--resource', arnOf('plain')]);
  expect(sandbox.writes()).toHaveLength(1);
  // The engine itself is told, not only the loop around it.
  const undo = ['undo', '--resource', arnOf('plain'), '--reason', 'x'];
  const stopped = await run(undo, { interrupted: true });
  expect(stopped.exit).toBe(3);
  expect(sandbox.writes()).toHaveLength(1);
  expect((await run(undo)).exit).toBe(0);
});

test('the journal is a file that only writing commands make, and that the next command reads', async () => {
  const { run, file, cwd } = terminalAt(plainBuckets, { disk: true });
  file('waxseal.yaml', autoPolicy);
  const there = () => existsSync(join(cwd, '.waxseal/journal.db'));
  await run(['plan', '--resource', arnOf('plain')]);
  await run(['scan']);
  expect((await run(['history'])).out).toContain('nothing about this yet');
  expect(there()).toBe(false);
  expect((await run(['apply', '--resource', arnOf('plain')])).exit).toBe(0);
  expect(there()).toBe(true);
  expect((await run(['history'])).out).toContain('remediated and');
  const elsewhere = await run(['history', '--journal', 'other.db']);
  expect(elsewhere.out).toContain('nothing about this yet');
  const env = { WAXSEAL_JOURNAL: join(cwd, 'mine.db') };
  await run(['apply', '--resource', arnOf('website')], { env });
  expect(existsSync(join(cwd, 'mine.db'))).toBe(true);
  expect((await run(['undo', '--resource', arnOf('plain'), '--reason', 'x'])).exit).toBe(0);
});

test('a journal that is none is refused and left as it is', async () => {
  const { run, file, sandbox } = terminalAt(plainBuckets, { disk: true });
  file('notes.txt', 'not a journal, but long enough to be looked at as if it were one\n'.repeat(20));
  const { exit, err } = await run(['apply', '--resource', arnOf('plain'), '--journal', 'notes.txt']);
  expect(exit).toBe(1);
  expect(err).toContain('notes.txt');
  const below = await run(['apply', '--resource', arnOf('plain'), '--journal', 'notes.txt/journal.db']);
  expect(below.exit).toBe(1);
  expect(flat(below.err)).toContain('folder');
  expect((await run(['doctor', '--journal', 'notes.txt'])).exit).toBe(1);
  expect(sandbox.writes()).toEqual([]);
});

test('policy check and explain', async () => {
  const { run, json, file } = withPolicy();
  expect((await json(['policy', 'check'], 'waxseal/policy-check/v1')).document).toMatchObject({
    valid: true,
  });
  const bad = file('bad.yaml', 'version: 1\nmode: atuo\n');
  const checked = await run(['policy', 'check', bad]);
  expect(checked.exit).toBe(2);
  expect(checked.out).toContain('line 2');
  const explained = await json(
    ['policy', 'explain', '--resource', arnOf('website')],
    'waxseal/policy-explain/v1',
  );
  expect(explained.document).toMatchObject({
    rulings: [
      {
        mode: 'ask',
        trail: expect.arrayContaining([expect.objectContaining({ decided: true, line: 6 })]),
      },
    ],
  });
  const spoken = await run(['policy', 'explain', '--resource', arnOf('plain')]);
  expect(spoken.out).toContain('← decided');
});

test('doctor looks at everything once, and says what to do', async () => {
  const { run, json } = terminalAt(plainBuckets);
  const { exit, document } = await json(['doctor'], 'waxseal/doctor/v1');
  expect(exit).toBe(0);
  expect(document).toMatchObject({
    ok: true,
    checks: expect.arrayContaining([{ name: 'credentials', is: 'ok', says: me }]),
  });
  const denied = terminalAt({ ...plainBuckets, denied: ['s3:GetBucketPolicy', 's3:ListBuckets'] });
  const spoken = await denied.run(['doctor']);
  expect(spoken.exit).toBe(1);
  expect(spoken.out).toMatch(/1 to fix/);
  expect((await run(['doctor'])).out).toContain('Ready.');
});

test('list and explain know every remediation, and their documents are as documented', async () => {
  const { json, run } = terminalAt(plainBuckets);
  const list = await json(['list'], 'waxseal/list/v1');
  expect(list.document).toMatchObject({
    remediations: expect.arrayContaining([expect.objectContaining({ id: 's3-bucket-tls-only' })]),
  });
  await json(['explain', 's3-bucket-tls-only'], 'waxseal/explain/v1');
  const { out } = await run(['explain', 's3-bucket-tls-only']);
  for (const part of [
    'website-hosting',
    'Do: ',
    's3:PutBucketPolicy',
    'Taking it back',
    'S3_BUCKET_SSL_REQUESTS_ONLY',
    'minimumTlsVersion',
    'breaks-old-tls: Clients that speak only old TLS versions cannot connect any more.',
    'impacts: [breaks-plaintext, breaks-old-tls]',
    'Without it: "off".',
    'settings: { s3-bucket-tls-only: { minimumTlsVersion: … } }',
  ])
    expect(out).toContain(part);
  const { document } = await json(['explain', 's3-bucket-tls-only'], 'waxseal/explain/v1');
  expect(document).toMatchObject({
    impacts: ['breaks-plaintext', 'breaks-old-tls'],
    settings: [{ name: 'minimumTlsVersion', takes: 'off, 1.2, 1.3', default: 'off' }],
  });
  expect((await run(['explain', 'waf-web-acl'])).out).toContain('It has none.');
});

test.each(['cloudfront-custom-certificate', 'kinesis-stream-endpoint', 'sns-subscription-https'])(
  'explain promises no undo of %s, which writes nothing',
  async (id) => {
    const { json, run } = terminalAt(plainBuckets);
    const { document } = await json(['explain', id], 'waxseal/explain/v1');
    expect(document).toMatchObject({ undo: 'It writes nothing, so there is nothing to undo.', fields: [] });
    const { out } = await run(['explain', id]);
    expect(out).not.toContain('puts back');
    expect(out).toMatch(/to apply +none/);
    expect(out).toMatch(/to undo +none/);
  },
);

describe('a bucket, whose ARN names no Region, is looked for without one', () => {
  test.each(['policy explain', 'plan'])('%s', async (command) => {
    const { run } = terminalAt(plainBuckets);
    const line = [...command.split(' '), '--resource', arnOf('plain')];
    const { exit, out, err } = await run(line, { env: { AWS_REGION: '' } });
    expect([exit, err.includes('Region')]).toEqual([0, false]);
    expect(out).toContain('plain');
  });

  test('its own Region counts, not the one that was asked from', async () => {
    const { run, file } = terminalAt({
      s3: { Buckets: [{ Name: 'plain', BucketRegion: 'eu-central-1' }] },
    });
    file('waxseal.yaml', 'version: 1\nrules:\n  - {mode: ask, regions: [eu-central-1]}\n');
    const line = ['policy', 'explain', '--resource', arnOf('plain')];
    const { exit, out } = await run(line, { env: { AWS_REGION: '' } });
    expect(exit).toBe(0);
    expect(flat(out)).toMatch(/: ask .*rules\[0\] A rule says ask\. ← decided/);
  });

  test('a Region that is none is told all the same', async () => {
    const { run } = terminalAt(plainBuckets);
    const line = ['policy', 'explain', '--resource', arnOf('plain')];
    const { exit, err } = await run(line, { env: { AWS_REGION: 'narnia' } });
    expect([exit, flat(err)]).toEqual([2, expect.stringContaining('"narnia" is not a Region')]);
  });
});
