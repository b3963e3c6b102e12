import { expect, test } from 'vitest';
import { arnOf, autoPolicy, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

/** A fix, and moments later somebody puts back what was there before it: AWS may only be late in showing the fix. */
const putBack = async () => {
  const terminal = terminalAt(plainBuckets, { disk: true });
  const { run, sandbox, file } = terminal;
  file('waxseal.yaml', autoPolicy);
  expect((await run(['apply', '--resource', arnOf('plain')])).exit).toBe(0);
  sandbox.write({ operation: 's3:DeleteBucketPolicy', input: { Bucket: 'plain' } });
  return terminal;
};

test('what waits because our own last write may not be shown yet says that nothing was sent', async () => {
  const { run, sandbox } = await putBack();
  const before = sandbox.writes().length;
  const { exit, out } = await run(['apply', '--resource', arnOf('plain')]);
  expect(exit).toBe(4);
  expect(flat(out)).toContain('not applied yet: nothing was sent');
  expect(flat(out)).toContain('Nothing was sent: AWS shows nothing of our own last write');
  expect(out).not.toContain('applied, not verified yet');
  expect(out).not.toContain('waxseal undo');
  expect(sandbox.writes()).toHaveLength(before);
  expect((await run(['history'])).out).toContain('nothing was');
});

test('its undo says that nothing was written, and JSON tells it apart', async () => {
  const { run, json } = await putBack();
  const { document } = await json(['apply', '--resource', arnOf('plain')], 'waxseal/apply/v1');
  expect(document).toMatchObject({
    results: [{ outcome: { is: 'settling', because: [{ check: 'own-write-not-shown' }] } }],
  });
  const [id = ''] = /run-\w+/.exec(JSON.stringify(document)) ?? [];
  const { exit, out } = await run(['undo', id, '--reason', 'no']);
  expect(exit).toBe(5);
  expect(flat(out)).toMatch(/run-\w+ has written nothing/);
});

test('what is put off says that nothing looks again by itself with a journal that is a file', async () => {
  const { run, file } = terminalAt(plainBuckets, { disk: true });
  file('waxseal.yaml', `${autoPolicy}limits: { windows: [{ days: [sun], from: '03:00', hours: 1 }] }\n`);
  const { exit, out } = await run(['apply', '--resource', arnOf('plain')]);
  expect(exit).toBe(4);
  expect(flat(out)).toContain(
    'Nothing looks again by itself with a journal that is a file: apply again after 20',
  );
});

test('a fix from a terminal whose policy has a canary says that nobody watches', async () => {
  const { run, file } = terminalAt(plainBuckets, { disk: true });
  file('waxseal.yaml', `${autoPolicy}canary: { minutes: 45 }\n`);
  const { out } = await run(['apply', '--resource', arnOf('plain')]);
  expect(flat(out)).toContain('Nobody watches what is applied from here');
});
