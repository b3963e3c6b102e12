import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
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
      'remediated',
      'rolled-back',
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

  test('each ending says why, and what to do', async () => {
    const { file, run, json } = terminalAt({});
    file('advice.yaml', scenario('inverted-deny.yaml'));
    const { out } = await run(['replay', 'advice.yaml']);
    expect(flat(out)).toMatch(/= manual-action-needed: \S.*\. Do: \S.*\./);
    const { document } = await json(['replay', 'advice.yaml'], 'waxseal/replay/v1');
    const endings = z
      .object({ steps: z.array(z.object({ endings: z.array(z.looseObject({ is: z.string() })) })) })
      .parse(document)
      .steps.flatMap((step) => step.endings);
    expect(endings.find(({ is }) => is === 'manual-action-needed')).toMatchObject({
      because: expect.stringMatching(/\.$/),
      todo: expect.stringMatching(/\.$/),
    });
  });

  test.each(readdirSync(folder))('no ending of %s that has a reason is told without it', async (name) => {
    const { file, run } = terminalAt({});
    file('scenario.yaml', scenario(name));
    const { out } = await run(['replay', 'scenario.yaml']);
    const bare =
      /^ += (advice|unknown|pending|not applicable|reported|skipped|deferred|asked|refused|failed)$/m;
    expect(out).not.toMatch(bare);
  });

  test('what is otherwise than the file expects is named, and the exit code says so', async () => {
    const { file, run } = terminalAt({});
    file('wrong.yaml', scenario('dry-run.yaml').replace('outcome: reported', 'outcome: remediated'));
    const { exit, out } = await run(['replay', 'wrong.yaml']);
    expect(exit).toBe(1);
    expect(flat(out)).toContain('outcome: "reported", expected "remediated"');
  });

  test.each([
    ['none.yaml', undefined, /none.yaml cannot be read/],
    ['bad.yaml', 'title: x\nsteps: []\n', /cannot be played/],
    ['text.yaml', ': : :', /cannot be played/],
    [
      'policy.yaml',
      'version: 1\nmode: auto\nrules: []\n',
      /policy.yaml is no scenario: it has neither an account nor steps. Do: Give .* as those in test\/scenarios/,
    ],
    ['list.yaml', '- a\n- b\n', /list.yaml is no scenario/],
    [
      'key.yaml',
      scenario('dry-run.yaml').replace('title:', 'titl:'),
      /key.yaml cannot be played: it has 2 problems. Do: Correct: line 1: title is missing. .*line 1: titl is not known here. Did you mean title\?/,
    ],
    [
      'word.yaml',
      scenario('dry-run.yaml').replace('outcome: reported', 'outcome: reprted'),
      /word.yaml cannot be played: it has one problem. Do: Correct: line \d+: steps\[1\].expect.outcome must not be "reprted". Did you mean reported\?/,
    ],
    [
      'step.yaml',
      scenario('dry-run.yaml').replace('steps:', 'steps:\n  - delivr: orders'),
      /line \d+: steps\[0\] is no step that there is. Did you mean deliver\?/,
    ],
    [
      'words.yaml',
      scenario('dry-run.yaml').replace('steps:', 'steps:\n  - deliver'),
      /line \d+: steps\[0\] is no step that there is. Allowed: deliver, advance, actor/,
    ],
    [
      'time.yaml',
      scenario('dry-run.yaml').replace('steps:', 'steps:\n  - advance: soon'),
      /line \d+: steps\[0\].advance must be a time, such as 90s, 20m, 6h or 3d, not "soon"/,
    ],
    [
      'record.yaml',
      scenario('dry-run.yaml').replace('Name: orders', 'Nmae: orders'),
      /s3.Buckets\[0\].Name is missing.*s3.Buckets\[0\].Nmae is not known here/,
    ],
    ['impossible.yaml', scenario('dry-run.yaml').replace('Name: orders', 'Name: ORDERS'), /no bucket name/],
  ])('%s is refused', async (name, content, says) => {
    const { file, run } = terminalAt({});
    if (content !== undefined) file(name, content);
    const { exit, err } = await run(['replay', name]);
    expect(err).not.toMatch(/invalid_|unrecognized|Invalid input/);
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
