import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { specs } from '../../src/cli/input/specs.ts';
import { catalog } from '../../src/services/index.ts';
import { ada, arnOf, autoPolicy, terminalAt, type Terminal } from '../kit/terminal.ts';

/** As long as S3 takes them; longer than any column on a screen. */
const long = `${'partner-dropzone-'.repeat(3)}01234567890x`;
const account = {
  s3: {
    Buckets: [
      { Name: long, TagSet: [{ Key: 'team', Value: `team-${'of-many-words-'.repeat(8)}` }] },
      { Name: 'website', WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
    ],
  },
};
const scenario = readFileSync(join(import.meta.dirname, '../scenarios/first-fix.yaml'), 'utf8');

/** One line for each command, in an order that tells a story. */
const linesOf = (terminal: Terminal): readonly (readonly string[])[] => [
  ['list'],
  ['explain', 's3-bucket-tls-only'],
  ['scan', '--all'],
  ['plan', '--resource', arnOf(long)],
  ['evidence', '--resource', arnOf(long)],
  ['evidence', 'enable', '--resource', arnOf(long)],
  ['policy', 'check'],
  ['policy', 'explain', '--resource', arnOf(long)],
  ['apply', '--scan'],
  ['report', '--scan'],
  ['report', 'import', '--scan'],
  ['map'],
  ['certificates'],
  ['posture', '--scan'],
  // It would wait for a browser; a mistake ends it.
  ['serve', '--host', '0.0.0.0'],
  ['history'],
  ['approve', 'approval-none'],
  ['reject', 'approval-none', '--reason', 'x'],
  ['undo', '--resource', arnOf(long), '--reason', 'too early'],
  ['release', '--resource', arnOf(long)],
  ['replay', terminal.file('scenario.yaml', scenario)],
  ['probe', '192.0.2.1:443'],
  ['guardrails', '--all'],
  ['scan-code', '.'],
  ['evidence-pack', '--into', 'pack'],
  ['doctor'],
  ['demo', '--out', 'page.html'],
];

/** Where a table of blocks begins a column: two spaces or more. */
const hasRow = (out: string, ...cells: readonly string[]): boolean =>
  out.split('\n').some((line) => cells.every((cell) => line.includes(cell)));

describe('into a pipe', () => {
  const seen = new Map<string, string>();
  const again = new Map<string, string>();
  beforeAll(async () => {
    for (const [into, env] of [
      [seen, {}],
      [again, { COLUMNS: '40', LINES: '10' }],
    ] as const) {
      const terminal = terminalAt(account);
      terminal.file('waxseal.yaml', autoPolicy);
      terminal.signIn(ada);
      for (const line of linesOf(terminal)) {
        const { out, err } = await terminal.run(line, { env });
        const two = line.slice(0, 2).join(' ');
        into.set(specs.some(({ name }) => name === two) ? two : (line[0] ?? ''), out + err);
      }
    }
  }, 60_000);

  test('every command is tried', () => {
    expect([...seen.keys()].toSorted()).toEqual(specs.map(({ name }) => name).toSorted());
  });

  test.each(specs.map(({ name }) => name))('%s has no colours, and COLUMNS changes nothing', (name) => {
    const out = seen.get(name) ?? '';
    expect(out).not.toBe('');
    expect(out).not.toContain('\u001b');
    // What differs from run to run: the folder, and ids made of time.
    const rows = (text = ''): number => text.split('\n').length;
    expect(rows(again.get(name))).toBe(rows(out));
  });

  test.each(['scan', 'plan', 'policy explain', 'apply', 'report', 'history', 'undo'])(
    '%s names the resource whole',
    (name) => expect(seen.get(name)).toContain(long),
  );

  test('a row of a table is one line', () => {
    const scan = seen.get('scan') ?? '';
    expect(
      hasRow(scan, long, 's3-bucket-tls-only', 'would be applied', 'refuses requests over plain HTTP.'),
    ).toBe(true);
    expect(hasRow(seen.get('history') ?? '', long, 'remediated and verified', 'run-')).toBe(true);
    expect(hasRow(seen.get('report') ?? '', 'team-of-many-words-of-many-words-', '0 %')).toBe(true);
    expect(hasRow(seen.get('list') ?? '', 'rds-instance-force-tls', 'RDS.44')).toBe(true);
  });

  test('a sentence is one line, also an error', () => {
    expect(seen.get('approve')).toMatch(
      /^waxseal: There is no approval request "approval-none" in this journal\.$/m,
    );
    expect(seen.get('policy explain')).toMatch(/platform accepts breaks-plaintext since 2026-01-01\.$/m);
  });
});

describe('on a terminal', () => {
  test.each([40, 60, 80, 120])('of %i columns no id is broken', async (columns) => {
    const { run, file } = terminalAt(account);
    file('waxseal.yaml', autoPolicy);
    for (const line of [['scan'], ['plan', '--resource', arnOf(long)], ['report', '--scan'], ['list']]) {
      const { out } = await run([...line, '--no-color'], { tty: true, columns });
      const ids = line[0] === 'list' ? catalog.listings.map(({ id }) => id) : [long];
      for (const id of ids) expect(out).toContain(id);
    }
  });
});
