import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  askedTerminal,
  askingPolicy,
  hiddenIn,
  type Served,
  servedBy,
  type Visitor,
  visitorOf,
} from '../kit/served.ts';
import { ada, arnOf, flat, type Terminal } from '../kit/terminal.ts';

/** Taking back and releasing on a page: shown first, done once, and only as it was shown. */

const remediation = 's3-bucket-tls-only';
const bucket = 'ask-one';
const arn = arnOf(bucket);
const finding = `/finding?${new URLSearchParams({ arn, remediation }).toString()}`;

let terminal: Terminal;
let served: Served;
let visitor: Visitor;
beforeEach(async () => {
  terminal = await askedTerminal(ada);
  served = await servedBy(terminal);
  visitor = await visitorOf(served);
});
afterEach(async () => {
  await served.stop();
});

const policyNow = (): string | undefined =>
  terminal.sandbox.world().s3.Buckets.find(({ Name }) => Name === bucket)?.Policy;
const read = async (path: string): Promise<string> => flat((await visitor.get(path)).body);
const writes = (from: number): readonly string[] =>
  terminal.sandbox
    .calls()
    .slice(from)
    .map(({ operation }) => operation)
    .filter((operation) => /^s3:(?:Put|Delete)/.test(operation));
const calls = (): number => terminal.sandbox.calls().length;

/** The fix is applied; answers its run and what forms must prove. */
const applied = async (): Promise<{ run: string; proof: string }> => {
  const form = await read(finding);
  const proof = hiddenIn(form, 'proof');
  const sent = await visitor.post('/answer', {
    proof,
    request: hiddenIn(form, 'request'),
    answer: 'approve',
  });
  expect(await visitor.after(sent)).toContain('remediated and verified');
  return { run: hiddenIn(await read(finding), 'run'), proof };
};
const lookedAt = async ({ run, proof }: { run: string; proof: string }): Promise<string> =>
  visitor.after(await visitor.post('/undo/look', { run, proof }));

describe('before anything is put back', () => {
  test('it is shown what would be, and nothing is written', async () => {
    const fix = await applied();
    expect(fix.run).not.toBe('');
    const at = calls();
    expect(await read(finding)).toContain('See what would be put back');
    expect(calls()).toBe(at);
    const told = await lookedAt(fix);
    expect(told).toContain('What would be put back');
    expect(told).toMatch(/class="s-red">- [^<]*aws:SecureTransport/);
    expect(told).toContain('(removed)');
    expect(told).toContain('may be put back');
    expect(told).not.toContain('would be applied');
    expect(told).toContain('Looked at, and nothing was written.');
    expect(told).not.toContain('This is what came of it.');
    expect(told).toContain('Put it back?');
    expect(hiddenIn(told, 'shown')).toMatch(/^[0-9a-f]{32}$/);
    expect(writes(at)).toEqual([]);
    expect(policyNow()).toContain('aws:SecureTransport');
    expect(await read(finding)).not.toContain('Release the hold');
  });

  test('where the policy forbids it, there is no form', async () => {
    const fix = await applied();
    terminal.file('waxseal.yaml', `${askingPolicy}killSwitch: true\n`);
    const told = await lookedAt(fix);
    expect(told).toContain('would only be reported');
    expect(told).toContain('Looked at, and nothing was written.');
    expect(told).not.toContain('Put it back?');
  });

  test('what somebody changed since is told, and there is no form', async () => {
    const fix = await applied();
    const Policy = (policyNow() ?? '').replace('"s3:*"', '"s3:GetObject"');
    terminal.sandbox.write({ operation: 's3:PutBucketPolicy', input: { Bucket: bucket, Policy } });
    const told = await lookedAt(fix);
    expect(told).toContain('were changed by somebody since');
    expect(told).not.toContain('Put it back?');
  });

  test.each(['', 'run-of-nobody'])('of the run %j nothing is known', async (run) => {
    const { proof } = await applied();
    for (const path of ['/undo/look', '/undo'])
      expect((await visitor.post(path, { run, proof, shown: 'x', reason: 'x' })).status).toBe(404);
  });
});

describe('putting back', () => {
  const shownOf = async (): Promise<Record<string, string>> => {
    const fix = await applied();
    return { ...fix, shown: hiddenIn(await lookedAt(fix), 'shown'), reason: 'breaks the ingest job' };
  };

  test('is what waxseal undo does: verified, held, told', async () => {
    const form = await shownOf();
    const at = calls();
    const told = await visitor.after(await visitor.post('/undo', form));
    expect(told).toContain('rolled-back');
    expect(policyNow()).toBeUndefined();
    expect(writes(at)).toEqual(['s3:DeleteBucketPolicy']);
    const { out } = await terminal.run(['history', '--resource', arn]);
    expect(out).toContain('rolled-back');
    const page = await read(finding);
    expect(page).toContain('On hold since');
    expect(page).toContain('breaks the ingest job');
    expect(page).not.toContain('See what would be put back');
  });

  test('sent twice does nothing twice', async () => {
    const form = await shownOf();
    const at = calls();
    const [one, two] = await Promise.all([visitor.post('/undo', form), visitor.post('/undo', form)]);
    expect(one.headers['location']).toBe(two.headers['location']);
    expect(await visitor.after(one)).toContain('rolled-back');
    expect(await visitor.after(await visitor.post('/undo', form))).toContain('has been undone already');
    expect(writes(at)).toEqual(['s3:DeleteBucketPolicy']);
  });

  test('otherwise than it was shown is refused', async () => {
    const form = await shownOf();
    const told = await visitor.after(await visitor.post('/undo', { ...form, shown: 'f'.repeat(32) }));
    expect(told).toContain('is not what was shown: something has changed since.');
    expect(policyNow()).toContain('aws:SecureTransport');
    expect(await read(finding)).not.toContain('On hold since');
  });

  test('of what somebody changed after it was shown is refused', async () => {
    const form = await shownOf();
    const Policy = (policyNow() ?? '').replace('"s3:*"', '"s3:GetObject"');
    terminal.sandbox.write({ operation: 's3:PutBucketPolicy', input: { Bucket: bucket, Policy } });
    expect(await visitor.after(await visitor.post('/undo', form))).toContain(
      'were changed by somebody since',
    );
    expect(policyNow()).toBe(Policy);
  });

  test.each<[string, Record<string, string>, number]>([
    ['without what was shown', { shown: '' }, 400],
    ['without proof', { proof: '' }, 403],
  ])('%s is refused', async (_, fields, status) => {
    const form = await shownOf();
    expect((await visitor.post('/undo', { ...form, ...fields })).status).toBe(status);
    expect(policyNow()).toContain('aws:SecureTransport');
  });

  test('needs a reason', async () => {
    const form = await shownOf();
    expect(await visitor.after(await visitor.post('/undo', { ...form, reason: ' ' }))).toContain(
      '--reason is empty.',
    );
    expect(policyNow()).toContain('aws:SecureTransport');
  });

  test('of an undo is not offered, and not taken', async () => {
    const form = await shownOf();
    expect(await visitor.after(await visitor.post('/undo', form))).toContain('rolled-back');
    const { document } = await terminal.json(['history', '--resource', arn], 'waxseal/history/v1');
    const undo = [...JSON.stringify(document).matchAll(/"run":"([^"]+)"/g)]
      .map(([, run = '']) => run)
      .find((run) => run !== form['run']);
    if (undo === undefined) throw new Error('The undo is in no entry.');
    expect((await visitor.post('/undo', { ...form, run: undo })).status).toBe(404);
  });
});

describe('a hold', () => {
  const heldForm = async (): Promise<Record<string, string>> => {
    const id = hiddenIn(await read(finding), 'request');
    await terminal.run(['reject', id, '--reason', 'not now']);
    const page = await read(finding);
    expect(page).toContain('“rejected: not now”');
    return {
      arn: hiddenIn(page, 'arn'),
      remediation,
      shown: hiddenIn(page, 'shown'),
      proof: hiddenIn(page, 'proof'),
    };
  };

  test('is released as waxseal release does, once', async () => {
    const form = await heldForm();
    const at = calls();
    expect(await visitor.after(await visitor.post('/release', form))).toContain('released');
    expect(writes(at)).toEqual([]);
    expect(await read(finding)).not.toContain('Release the hold');
    expect(await visitor.after(await visitor.post('/release', form))).toContain('no-hold');
  });

  test('that took the place of the one that was shown is not released', async () => {
    const form = await heldForm();
    await terminal.run(['release', '--resource', arn]);
    await terminal.run(['apply', '--resource', arn]);
    const again = hiddenIn(await read(finding), 'request');
    await terminal.run(['reject', again, '--reason', 'a regulator asked']);
    const told = await visitor.after(await visitor.post('/release', form));
    expect(told).toContain('not-as-shown');
    expect(await read(finding)).toContain('“rejected: a regulator asked”');
  });

  test.each(['arn', 'remediation', 'shown'])('without %s is not released', async (name) => {
    const form = await heldForm();
    expect((await visitor.post('/release', { ...form, [name]: '' })).status).toBe(400);
    expect(await read(finding)).toContain('Release the hold');
  });
});

describe.each(['/undo/look', '/undo', '/release'])('%s', (path) => {
  test('is no page', async () => {
    expect((await visitor.get(path)).status).toBe(404);
  });

  test.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port, as browsers say it', { 'sec-fetch-site': 'same-site' }],
    ['another name', { host: 'evil.example', origin: 'http://evil.example' }],
    ['nobody who has begun', { cookie: '' }],
  ])('from %s is refused', async (_, headers) => {
    const fix = await applied();
    const form = { ...fix, shown: 'x', reason: 'x', arn, remediation };
    expect((await visitor.post(path, form, headers)).status).toBe(403);
    expect(policyNow()).toContain('aws:SecureTransport');
  });

  test('is refused by --read-only, whose pages have no form for it', async () => {
    const fix = await applied();
    const reading = await servedBy(terminal, ['--read-only']);
    const reader = await visitorOf(reading);
    expect((await reader.get(finding)).body).not.toContain('method="post"');
    const form = { ...fix, shown: 'x', reason: 'x', arn, remediation };
    expect((await reader.post(path, form)).status).toBe(403);
    await reading.stop();
  });
});
