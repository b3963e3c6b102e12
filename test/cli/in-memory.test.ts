import { expect, test } from 'vitest';
import { plainBuckets, terminalAt } from '../kit/terminal.ts';

test('whatever reads takes an account file in place of AWS, and nothing of the one outside is met', async () => {
  const { run, file } = terminalAt(plainBuckets);
  file('account.yaml', 's3: { Buckets: [{ Name: only-in-memory }] }\n');
  for (const line of [
    ['scan'],
    ['map'],
    ['report', '--scan'],
    ['report'],
    ['posture', '--scan'],
    ['history'],
  ]) {
    const { exit, out, err } = await run([...line, '--sandbox', 'account.yaml', '--format', 'json']);
    expect([line, exit, err]).toEqual([line, 0, 'An account in memory: nothing of this is in AWS.\n']);
    expect(out).not.toContain('website');
    if (line[0] !== 'posture') expect(out).toContain('only-in-memory');
  }
});

test('a Region that is typed is the one that is looked at', async () => {
  const { run, file } = terminalAt(plainBuckets);
  file('account.yaml', 'region: eu-west-1\n');
  const { out } = await run([
    'map',
    '--sandbox',
    'account.yaml',
    '--region',
    'us-east-1',
    '--format',
    'json',
  ]);
  expect(JSON.parse(out).regions).toEqual(['us-east-1']);
});
