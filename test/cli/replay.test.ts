import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../src/cli/replay/differences.ts';
import { flat, terminalAt } from '../kit/terminal.ts';

const folder = join(import.meta.dirname, '../scenarios');
const scenario = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('waxseal replay', () => {
  test.each(readdirSync(folder))('%s is played to its end, as a document of its schema', async (name) => {
    const { file, json } = terminalAt({});
    file('scenario.yaml', scenario(name));
    const { exit, document } = await json(['replay', 'scenario.yaml'], 'waxseal/replay/v1');
    expect({ exit, document }).toMatchObject({ exit: 0, document: { problems: [] } });
  });

  test('shows each call, each change and each row in its order', async () => {
    const { file, run } = terminalAt({});
    file('crash.yaml', scenario('crash-after-put.yaml'));
    const { exit, out } = await run(['replay', 'crash.yaml']);
    expect(exit).toBe(0);
    const order = [
      's3:GetBucketPolicy',
      'journal lease arn:aws:s3:::orders r1',
      'journal change',
      's3:PutBucketPolicy',
      'lost',
      's3.Buckets[orders].Policy.Statement[WaxsealTlsOnly]',
      'crashed',
      'sealed',
      'undone',
      'Everything was as the file expects.',
    ];
    const text = flat(out);
    let from = 0;
    for (const words of order) {
      const found = text.indexOf(words, from);
      expect(found, words).toBeGreaterThanOrEqual(0);
      from = found + words.length;
    }
  });

  test('what is otherwise than the file expects is named, and the exit code says so', async () => {
    const { file, run } = terminalAt({});
    file('wrong.yaml', scenario('dry-run.yaml').replace('outcome: reported', 'outcome: sealed'));
    const { exit, out } = await run(['replay', 'wrong.yaml']);
    expect(exit).toBe(1);
    expect(flat(out)).toContain('outcome: "reported", expected "sealed"');
  });

  test.each([
    ['none.yaml', undefined, /none.yaml cannot be read/],
    ['bad.yaml', 'title: x\nsteps: []\n', /cannot be played/],
    ['text.yaml', ': : :', /cannot be played/],
    ['impossible.yaml', scenario('dry-run.yaml').replace('Name: orders', 'Name: ORDERS'), /no bucket name/],
  ])('%s is refused', async (name, content, says) => {
    const { file, run } = terminalAt({});
    if (content !== undefined) file(name, content);
    const { exit, err } = await run(['replay', name]);
    expect(exit).toBe(2);
    expect(flat(err)).toMatch(says);
  });

  test('names from a file do nothing to a terminal', async () => {
    const { file, run } = terminalAt({});
    file('evil.yaml', scenario('dry-run.yaml').replace(/^title: .*/m, String.raw`title: "a\e[2Jb\r"`));
    expect((await run(['replay', 'evil.yaml'])).out).not.toContain('\u001b[2J');
  });
});

test.each([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: 1 }, { a: 2 }, [{ path: 'a', before: 1, after: 2 }]],
  [
    { list: [{ Name: 'b' }] },
    { list: [{ Name: 'a' }, { Name: 'b' }] },
    [{ path: 'list[a]', before: null, after: { Name: 'a' } }],
  ],
  [
    { Policy: '{"Statement":[]}' },
    { Policy: '{"Statement":[{"Sid":"x"}]}' },
    [{ path: 'Policy.Statement[x]', before: null, after: { Sid: 'x' } }],
  ],
  [{ Policy: '{not json' }, {}, [{ path: 'Policy', before: '{not json', after: null }]],
])('from %j to %j', (from, to, found) => {
  expect(differencesOf(from, to)).toEqual(found);
});
