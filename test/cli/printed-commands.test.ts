import { carryingIn } from '../../src/cli/output/carrying.ts';
import { describe, expect, test } from 'vitest';
import { arnOf, autoPolicy, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

/** Whatever stands on a line of its own to be copied. */
const commandsIn = (out: string): readonly string[] =>
  out.split('\n').flatMap((line) => /^ +(waxseal .*)$/.exec(line)?.[1] ?? []);

describe('a command that is printed', () => {
  test('carries the policy, the journal, the approvals and the Region that were typed', async () => {
    const { run, file } = terminalAt(plainBuckets, { disk: true });
    file('mine.yaml', autoPolicy);
    const typed = [
      '--policy',
      'mine.yaml',
      '--journal',
      'my rows.db',
      '--approvals',
      'journal',
      '--region',
      'eu-west-1',
    ];
    const { out } = await run(['apply', '--resource', arnOf('website'), ...typed]);
    const ending = " --policy mine.yaml --journal 'my rows.db' --approvals journal --region eu-west-1";
    expect(commandsIn(out)).toHaveLength(2);
    for (const command of commandsIn(out)) expect(command.endsWith(ending), command).toBe(true);
  });

  test('carries nothing that was not typed', async () => {
    const { run, file } = terminalAt(plainBuckets, { disk: true });
    file('waxseal.yaml', autoPolicy);
    const { out } = await run(['apply', '--resource', arnOf('website')], {
      env: { WAXSEAL_JOURNAL: 'rows.db' },
    });
    expect(commandsIn(out).join('\n')).not.toMatch(/ --(policy|journal|approvals|region)/);
  });
});

test('an undo that AWS is at work on points to the look that finishes it, and not to its own undo', async () => {
  const { run, file, sandbox } = terminalAt(
    {
      region: 'us-east-1',
      cloudfront: {
        Distributions: [
          {
            Id: 'E1SHOPAAAAAAAA',
            Origins: { Items: [{ Id: 'app', DomainName: 'app.example.com' }] },
            DefaultCacheBehavior: { TargetOriginId: 'app', ViewerProtocolPolicy: 'allow-all' },
          },
        ],
      },
    },
    { disk: true },
  );
  const at = ['--resource', 'arn:aws:cloudfront::111122223333:distribution/E1SHOPAAAAAAAA'];
  const optIn =
    "optIns: [{ impacts: [breaks-plaintext, redirects-clients], owner: a, reason: b, since: '2020-01-01' }]";
  file('waxseal.yaml', `version: 1\nmode: auto\n${optIn}\n`);
  await run(['apply', ...at, '--remediation', 'cloudfront-viewer-https']);
  const { out } = await run(['undo', ...at, '--reason', 'no']);
  expect(flat(out)).toContain('applied, not verified yet');
  const again = commandsIn(out);
  expect(again).toEqual([`waxseal apply ${at.join(' ')} --remediation cloudfront-viewer-https`]);
  sandbox.advance(600_000);
  expect(flat((await run(['apply', ...at, '--remediation', 'cloudfront-viewer-https'])).out)).toContain(
    'rolled-back',
  );
});

test.each(['killSwitch: true', 'mode: dry-run'])(
  'an undo that %s stops says so, and points to no plan',
  async (line) => {
    const { run, file } = terminalAt(plainBuckets, { disk: true });
    file('waxseal.yaml', autoPolicy);
    await run(['apply', '--resource', arnOf('plain')]);
    file('waxseal.yaml', line.startsWith('mode') ? `version: 1\n${line}\n` : `${autoPolicy}\n${line}\n`);
    const { exit, out } = await run(['undo', '--resource', arnOf('plain'), '--reason', 'no']);
    expect(exit).toBe(3);
    expect(flat(out)).toContain('not undone: nothing was written');
    expect(out).not.toContain('reported only');
    expect(commandsIn(out)).toEqual([]);
  },
);

describe('a command in a sentence', () => {
  const typed = ['--journal', 'my rows.db', '--region', 'eu-west-1'];
  const carried = "--journal 'my rows.db' --region eu-west-1";
  const terminal = () => {
    const { run, file } = terminalAt(plainBuckets, { disk: true });
    file('waxseal.yaml', autoPolicy);
    return run;
  };
  test('of an error carries what was typed', async () => {
    const { err } = await terminal()(['undo', 'run-x', '--reason', 'no', ...typed]);
    expect(flat(err)).toContain(`waxseal history ${carried} lists the runs.`);
  });
  test('of an answer carries what was typed', async () => {
    const { out } = await terminal()(['report', ...typed]);
    expect(flat(out)).toContain(
      `waxseal report ${carried} --scan looks now; waxseal apply ${carried} --scan`,
    );
  });
  test('carries nothing that was not typed', async () => {
    const { err } = await terminal()(['undo', 'run-x', '--reason', 'no']);
    expect(flat(err)).toContain('waxseal history lists the runs.');
  });
  test('of data stays as it is', async () => {
    const { out } = await terminal()(['undo', 'run-x', '--reason', 'no', '--format', 'json', ...typed]);
    expect(JSON.parse(out)).toMatchObject({ error: { todo: 'waxseal history lists the runs.' } });
  });
  test.each([
    [
      'waxseal evidence enable --resource x plans it',
      `waxseal evidence enable ${carried} --resource x plans it`,
    ],
    ['(waxseal policy explain says why)', `(waxseal policy explain ${carried} says why)`],
    ['npx waxseal plan, or waxseal plan --help', `npx waxseal plan ${carried}, or waxseal plan --help`],
    ['waxseal list shows all', 'waxseal list shows all'],
    ['the agent waxseal-probe, and waxseal planned', 'the agent waxseal-probe, and waxseal planned'],
    [`waxseal history ${carried}`, `waxseal history ${carried}`],
  ])('%s', (sentence, expected) => {
    expect(carryingIn(sentence, { carried: typed })).toBe(expected);
  });
});
