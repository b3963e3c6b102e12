import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents } from '../../src/cli/documents/index.ts';
import { documentPages } from '../../src/cli/documents/pages.ts';
import { exits } from '../../src/cli/output/exits.ts';
import { specs } from '../../src/cli/input/specs.ts';
import { allRooms } from '../../src/sandbox/services.ts';
import { catalog } from '../../src/services/index.ts';
import { widthOf } from '../../src/report/width.ts';
import { isReference } from '../kit/reference-units.ts';
import { arnOf, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

const escape = '\u001b';

describe('help', () => {
  test.each(specs.map(({ name }) => name))('%s has examples and every option', async (name) => {
    const { run } = terminalAt({});
    const spec = specs.find((one) => one.name === name);
    const { exit, out } = await run([...name.split(' '), '--help']);
    expect(exit).toBe(0);
    for (const [, command] of spec?.examples ?? []) expect(out).toContain(command);
    expect(spec?.examples.length).toBeGreaterThanOrEqual(2);
    for (const { flags } of spec?.options ?? []) expect(out).toContain(flags);
    for (const global of ['--policy', '--journal', '--region', '--format', '--no-color', '--verbose'])
      expect(out).toContain(global);
  });

  test.each([[[]], [['--help']], [['help']]])('%j tells the exit codes', async (line) => {
    const { exit, out } = await terminalAt({}).run(line);
    expect(exit).toBe(0);
    for (const code of Object.values(exits)) expect(out).toMatch(new RegExp(`^  ${code}  `, 'm'));
    for (const { name } of specs) expect(out).toContain(name.split(' ')[0]);
  });

  test('the version goes to standard output', async () => {
    expect(await terminalAt({}).run(['--version'])).toEqual({ exit: 0, out: '0.0.0\n', err: '' });
  });
});

test('every command of every example is one that there is', () => {
  const flags = ['--policy', '--journal', '--region', '--format', '--no-color', '--verbose'];
  for (const { examples, name } of specs) {
    for (const [, command] of examples) {
      const ours = /waxseal ([a-z][a-z -]*)/.exec(command)?.[1]?.trim() ?? '';
      const [spec] = specs
        .filter((one) => ours === one.name || ours.startsWith(`${one.name} `))
        .toSorted((a, b) => b.name.length - a.name.length);
      if (!spec) throw new Error(`${name}: ${command}`);
      const known = [...flags, ...(spec.options ?? []).map((option) => option.flags.split(' ')[0] ?? '')];
      for (const option of /waxseal[^|>]*/.exec(command)?.[0].match(/--[a-z-]+/g) ?? [])
        expect(known).toContain(option);
    }
  }
});

test('docs/cli.md knows every command, option and exit code', () => {
  const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  for (const { name, options = [] } of specs) {
    expect(page).toContain(`waxseal ${name}`);
    for (const { flags } of options) expect(page).toContain(flags.split(' ')[0]);
  }
  for (const code of Object.values(exits)) expect(page).toContain(`| ${code} |`);
});

test('docs/json is what the schemas say; npm run generate renews it', () => {
  const folder = new URL('../../docs/json/', import.meta.url);
  const pages = documentPages();
  expect(readdirSync(folder).toSorted()).toEqual(Object.keys(pages).toSorted());
  const there = Object.keys(pages).map(
    (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
  );
  expect(Object.fromEntries(there)).toEqual(pages);
});

test('every command has a document', () => {
  const names = Object.keys(documents);
  for (const { name } of specs) expect(names).toContain(`waxseal/${name.replace(' ', '-')}/v1`);
});

describe('colours', () => {
  test('only on a terminal', async () => {
    const { run } = terminalAt(plainBuckets);
    expect((await run(['scan'])).out).not.toContain(escape);
    expect((await run(['scan'], { tty: true })).out).toContain(`${escape}[`);
    expect((await run(['scan', '--no-color'], { tty: true })).out).not.toContain(escape);
    expect((await run(['scan'], { tty: true, env: { NO_COLOR: '1' } })).out).not.toContain(escape);
    expect((await run(['scan'], { tty: true, env: { TERM: 'dumb' } })).out).not.toContain(escape);
    expect((await run(['scan', '--format', 'json'], { tty: true })).out).not.toContain(escape);
  });

  test('links only on a terminal, progress only on its standard error', async () => {
    const { run } = terminalAt(plainBuckets);
    const line = ['explain', 's3-bucket-tls-only'];
    expect((await run(line, { tty: true })).out).toContain(`${escape}]8;;https://docs.aws.amazon.com/`);
    expect((await run(line)).out).not.toContain(escape);
    expect((await run(['scan'], { tty: true })).err).toContain('looked at 1');
    expect((await run(['scan', '--format', 'json'], { tty: true })).err).toBe('');
  });
});

test.each([40, 60, 80, 120])('a table fits into %i columns', async (columns) => {
  const { run } = terminalAt(plainBuckets);
  const { out } = await run(['scan', '--no-color'], { tty: true, columns });
  for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns);
  expect(out).toContain('website');
});

describe('what comes from AWS cannot act on a screen', () => {
  const evil = `team${escape}[2J${escape}]8;;https://evil.example${escape}\\click\u202e\u200b\r\n| <b>@all`;
  const account = { s3: { Buckets: [{ Name: 'plain', TagSet: [{ Key: 'team', Value: evil }] }] } };
  test.each([
    [['plan', '--resource', arnOf('plain')]],
    [['policy', 'explain', '--resource', arnOf('plain')]],
    [['report', '--scan']],
    [['report', '--scan', '--format', 'markdown']],
  ])('%j', async (line) => {
    const { run } = terminalAt(account);
    const { out } = await run(line);
    expect(out).toContain('click');
    // oxlint-disable-next-line no-control-regex -- that there are none is the point
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
  });

  test('nor on a Markdown page', async () => {
    const { run } = terminalAt(account);
    const { out } = await run(['report', '--scan', '--format', 'markdown']);
    expect(out).not.toContain('<b>');
    expect(out).not.toContain('@all');
    const row = out.split('\n').find((line) => line.includes('click')) ?? '';
    // Cells are parted by bars that no backslash stands before.
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(9);
  });

  test('nor what was typed', async () => {
    const { err } = await terminalAt({}).run(['plan', '--resource', `arn:${escape}[2J`]);
    expect(err).toContain(String.raw`arn:\x1b[2J`);
    const typed = await terminalAt({}).run([`pl${escape}[2Jan`]);
    expect(typed.err).not.toContain(escape);
  });
});

test('a queue, whose id is a URL, is named by what --resource takes', async () => {
  const { run } = terminalAt({ sqs: { Queues: [{ Name: 'orders' }] } });
  const arn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
  const remediation = ['--remediation', 'sqs-queue-tls-only'];
  await run(['apply', '--scan', ...remediation]);
  for (const line of [['scan', ...remediation], ['history'], ['report']]) {
    const { out } = await run(line, { columns: 200 });
    expect(out).toContain(arn);
    // In sentences it may stand as SQS says it.
    expect(out).not.toMatch(/https:\S+(?: {2}|$)/m);
  }
  const { exit, out } = await run(['plan', '--resource', arn]);
  expect([exit, out]).toEqual([0, expect.stringContaining(`AWS::SQS::Queue ${arn}`)]);
});

/** Types of which the sandbox knows what a client meets. */
const probed = new Set(allRooms.flatMap(([, { probes = {} }]) => Object.keys(probes)));

test('the demo tells its whole story without an account, twice the same', async () => {
  const { run, json, cwd } = terminalAt({});
  const { exit, out, err } = await run(['demo', '--out', 'page.html']);
  expect([exit, err]).toEqual([0, '']);
  // How many there are grows with each remediation of a type that the account has: whoever adds one edits nothing here.
  const numberIn = (pattern: RegExp): number => Number(pattern.exec(flat(out))?.[1]);
  const resources = numberIn(/(\d+) resources of one AWS account/);
  const events = numberIn(/(\d+) events, as AWS delivers them/);
  expect(resources).toBeGreaterThan(40);
  expect(events).toBeGreaterThanOrEqual(resources);
  expect(numberIn(/writes reached AWS.*?([1-9]\d*) writes reached AWS/)).toBeGreaterThan(10);
  for (const part of [
    `${catalog.listings.length} remediations`,
    '0 writes reached AWS.',
    '0 more writes',
    'refused by WaxsealTlsOnly',
    'sent to HTTPS',
    'media-uploads waiting for approval no owner has opted in; who would break?',
    'orders waiting for approval the policy says ask',
    'clean. No client that this change would break',
    'remediated and verified: nobody had to be asked.',
    'probe of media-uploads.s3.eu-west-1.amazonaws.com:80 before plaintext accepted GET over HTTP: answered. after plaintext refused',
    'seen. 15 requests or connections that the change would break',
    'role/nightly-export (10.20.4.7, curl/8.5) 12 times',
    'user/meter-gateway (198.51.100.23, Boto3/1.17) 3 times',
    'now plaintext accepted',
    'ada approves exactly these plans',
    'Waxseal never reboots a database',
    'orders: remediated and verified',
    'everything is as it was before',
    'On hold, by',
    "its owner's tag says dry-run",
    'names a deleted user',
    'counted as reopened',
    'page.html',
    'waxseal doctor',
  ])
    expect(flat(out)).toContain(part);
  // A line for each service, and in the scene after it one for each remediation that had something to look at.
  for (const { resourceType } of catalog.listings)
    expect(out).toContain(`\n  ${resourceType.split('::')[1]} `);
  const page = readFileSync(join(cwd, 'page.html'), 'utf8');
  expect(page).toMatch(/\d+ resources/);
  // What made it safe, what showed that it holds, and whom to talk to about the other one.
  for (const part of [
    'among 48210 over TLS',
    'A probe of media-uploads.s3.eu-west-1.amazonaws.com:80 was refused plaintext.',
    'role/nightly-export (10.20.4.7, curl/8.5)',
    // What five other detectors say of the same resources.
    'anonymous access was granted for the S3 bucket press-photos',
    'Port 80 is reachable from an Internet Gateway (port 80, TCP)',
    '444455556666 has access by its policy: s3:PutObject',
    'S3.5 S3 general purpose buckets should require requests to use SSL',
    'Web ACL shop stands before it',
  ])
    expect(page).toContain(part);
  expect((await run(['demo', '--out', 'page.html'])).out).toBe(out);
  expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toBe(page);
  const { document } = await json(['demo'], 'waxseal/demo/v1');
  expect(document).toMatchObject({
    page: null,
    resources,
    again: { looked: events, writes: 0 },
    undo: { outcome: { is: 'rolled-back' }, next: ['skipped'] },
    evidence: [
      {
        target: { id: 'media-uploads' },
        without: { is: 'approval-requested', because: [{ check: 'evidence' }, { check: 'mode' }] },
        evidence: { is: 'clean' },
        outcome: { is: 'remediated', met: [{ check: 'probe-refused' }] },
        before: { plaintext: { is: 'accepted' } },
        after: { plaintext: { is: 'refused' } },
      },
      {
        target: { id: 'meter-readings' },
        without: { is: 'approval-requested' },
        evidence: { is: 'seen', callers: [{ agent: 'curl/8.5' }, { agent: 'Boto3/1.17' }] },
        outcome: { is: 'approval-requested' },
        before: { plaintext: { is: 'accepted' } },
      },
    ],
    approvals: [
      { outcome: { is: 'remediated' } },
      { outcome: { is: 'settling' } },
      { outcome: { is: 'remediated' } },
    ],
    rejection: { outcome: { is: 'skipped' } },
    reopened: ['remediated'],
    report: { undone: [{}], reopened: [{}], failed: [] },
  });
  // A new remediation need not be in the demo: of each family it shows the one that stands for it, remediated or waiting for
  // an answer, if the sandbox knows what clients meet there.
  const shown = JSON.stringify(document);
  for (const { id, resourceType } of catalog.listings)
    if (isReference(id) && probed.has(resourceType)) expect(shown).toContain(`"remediation":"${id}"`);
  // Nobody is asked any more about what is done.
  const waitingFor = (id: string) =>
    expect.objectContaining({
      item: expect.objectContaining({ target: expect.objectContaining({ id }) }),
    });
  expect(document).toMatchObject({
    report: { waiting: expect.arrayContaining([waitingFor('meter-readings')]) },
  });
  expect(document).not.toMatchObject({
    report: { waiting: expect.arrayContaining([waitingFor('media-uploads')]) },
  });
}, 60_000);

test('the report in a file is of the format that the file is called after', async () => {
  const { run, cwd } = terminalAt(plainBuckets);
  for (const [name, begins] of [
    ['r.html', '<!DOCTYPE html>'],
    ['r.csv', 'account,region,'],
    ['r.md', '# Encryption in transit'],
    ['r.json', '{'],
    ['r.txt', 'Encryption in transit'],
  ] as const) {
    const { exit, out, err } = await run(['report', '--scan', '--out', name]);
    expect([exit, out, err]).toEqual([0, '', `Written: ${name}\n`]);
    const content = readFileSync(join(cwd, name), 'utf8');
    expect(content.startsWith(begins)).toBe(true);
    expect(content).toContain('plain');
  }
  const html = await run(['report', '--format', 'html']);
  expect(html.out).toMatch(/^<!DOCTYPE html>/);
  expect((await run(['list', '--format', 'html'])).exit).toBe(2);
  const nowhere = await run(['report', '--out', 'no/such/folder/r.html']);
  expect(nowhere.exit).toBe(2);
  expect(flat(nowhere.err)).toContain('cannot be written');
});
