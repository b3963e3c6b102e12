import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { sha256 } from '../../src/exports/manifest.ts';
import { ada, autoPolicy, flat, me, plainBuckets, type Terminal, terminalAt } from '../kit/terminal.ts';

const only = ['--remediation', 's3-bucket-tls-only'];
let terminal: Terminal;
const read = (name: string, folder = 'pack'): unknown =>
  JSON.parse(readFileSync(join(terminal.cwd, folder, name), 'utf8'));
let seal = '';

const exempting = `${autoPolicy}
exemptions:
  - resources: ['arn:aws:s3:::legacy']
    owner: web
    reason: until the move
    expires: 2099-05-01
`;

beforeAll(async () => {
  terminal = terminalAt({ s3: { Buckets: [...(plainBuckets.s3?.Buckets ?? []), { Name: 'legacy' }] } });
  const { run, file, signIn, sandbox } = terminal;
  file('waxseal.yaml', exempting);
  await run(['apply', '--scan', ...only]);
  const { out } = await run(['report', ...only, '--format', 'json']);
  const { report } = z
    .object({ report: z.object({ waiting: z.array(z.object({ approvalRequest: z.string() })) }) })
    .parse(JSON.parse(out));
  signIn(ada);
  sandbox.advance(3_600_000);
  await run(['approve', report.waiting[0]?.approvalRequest ?? '', '--comment', '=clients moved']);
  signIn(me);
  await run(['undo', '--resource', 'arn:aws:s3:::plain', '--reason', 'breaks ingest']);
  const made = await terminal.json(
    ['evidence-pack', '--into', 'pack', '--scan', ...only],
    'waxseal/evidence-pack/v1',
  );
  seal = z.object({ seal: z.string() }).parse(made.document).seal;
}, 60_000);

describe('a pack', () => {
  test('says who approved what and when, and what they said', () => {
    expect(read('approvals.json')).toMatchObject([
      {
        status: 'used',
        by: [expect.stringContaining('waxseal-approver')],
        comment: '=clients moved',
        target: { arn: 'arn:aws:s3:::website' },
        changes: [{ set: expect.any(String), before: null }],
        closed: expect.stringMatching(/^2\d{3}-/),
      },
    ]);
    const csv = readFileSync(join(terminal.cwd, 'pack', 'approvals.csv'), 'utf8');
    expect(csv).toContain(`"'=clients moved"`);
  });
  test('says what was written, what it became, and what verified it', () => {
    expect(read('runs.json')).toMatchObject([
      {
        kind: 'remediate',
        target: { arn: 'arn:aws:s3:::plain' },
        undoneBy: [{ run: expect.any(String), status: 'done' }],
        changes: [{ before: null, after: { Effect: 'Deny' }, became: { Effect: 'Deny' }, status: 'done' }],
        verified: [{ by: 'person' }],
      },
      {
        target: { arn: 'arn:aws:s3:::website' },
        approvedBy: [expect.stringContaining('waxseal-approver')],
        comment: '=clients moved',
        verified: [{ by: 'approval' }],
      },
      { kind: 'undo', undoes: expect.any(String) },
    ]);
    expect(read('undone.json')).toHaveLength(1);
  });
  test('names exemptions with their end, and holds with who set them', () => {
    expect(read('exempt.json')).toMatchObject({
      exemptions: [{ owner: 'web', expires: '2099-05-01', over: false }],
      holds: [{ target: { arn: 'arn:aws:s3:::plain' }, by: me, reason: 'undone: breaks ingest' }],
      leftAlone: expect.arrayContaining([
        expect.objectContaining({ kind: 'exemption', until: '2099-05-01' }),
      ]),
    });
  });
  test('has the policy file itself, and versions', () => {
    expect(readFileSync(join(terminal.cwd, 'pack', 'policy.yaml'), 'utf8')).toBe(exempting);
    expect(read('index.json')).toMatchObject({
      scanned: ['eu-west-1'],
      versions: { waxseal: '0.0.0', remediations: { 's3-bucket-tls-only': expect.any(Number) } },
      counts: { approvals: 1, runs: 3, undone: 1, exemptions: 1, holds: 1 },
    });
  });
  test('counts by requirement, and says of none that it is met', () => {
    expect(read('controls.json')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'SC-8(1)',
          findings: { passed: 2, failed: 2, unknown: 0, exempt: 2 },
          remediations: ['s3-bucket-tls-only'],
        }),
      ]),
    );
    const page = readFileSync(join(terminal.cwd, 'pack', 'README.md'), 'utf8');
    expect(page).toContain('| PCI DSS v4.0.1 4.2.1 | 2 | 2 | 2 | 0 |');
    expect(page).toContain('| PCI DSS v4.0.1 4.2.1.1 | nothing was seen | | | |');
    expect(page).toContain('It does not say that a requirement is met');
    for (const name of readdirSync(join(terminal.cwd, 'pack')))
      if (name !== 'README.md') expect(page, name).toContain(name);
  });
});

describe('--verify', () => {
  const copy = (name: string): string => {
    execFileSync('cp', ['-r', join(terminal.cwd, 'pack'), join(terminal.cwd, name)]);
    return join(terminal.cwd, name);
  };
  const edit = (at: string, name: string, what: RegExp, by: string) =>
    writeFileSync(join(at, name), readFileSync(join(at, name), 'utf8').replace(what, by));
  const check = async (folder: string, more: readonly string[] = []) => {
    const { exit, document } = await terminal.json(
      ['evidence-pack', '--verify', folder, ...more],
      'waxseal/evidence-pack/v1',
    );
    const { differences } = z
      .object({ differences: z.array(z.object({ path: z.string(), is: z.string() })) })
      .parse(document);
    return { exit, differences: differences.map(({ path, is }) => `${path} ${is}`) };
  };

  test('finds nothing in what is as it was made', async () => {
    expect(await check('pack', ['--seal', seal])).toEqual({ exit: 0, differences: [] });
    const { out } = await terminal.run(['evidence-pack', '--verify', 'pack']);
    expect(flat(out)).toContain('Nothing outside of the folder was compared');
  });
  test.each<[string, (folder: string) => void, readonly string[]]>([
    [
      'one byte',
      (at) => {
        const bytes = readFileSync(join(at, 'runs.json'));
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        writeFileSync(join(at, 'runs.json'), bytes);
      },
      ['runs.json altered'],
    ],
    ['line ends of Windows', (at) => edit(at, 'findings.json', /\n/g, '\r\n'), ['findings.json altered']],
    [
      'line ends of Unix in a table',
      (at) => edit(at, 'findings.csv', /\r\n/g, '\n'),
      ['findings.csv altered'],
    ],
    ['a line end more', (at) => edit(at, 'README.md', /$/, '\n'), ['README.md altered']],
    ['a mark of the order of bytes', (at) => edit(at, 'index.json', /^/, '\ufeff'), ['index.json altered']],
    [
      'a file of another name',
      (at) => renameSync(join(at, 'runs.json'), join(at, 'Runs.json')),
      ['Runs.json added', 'runs.json missing'],
    ],
    [
      'two files exchanged',
      (at) => {
        renameSync(join(at, 'runs.json'), join(at, 'x'));
        renameSync(join(at, 'undone.json'), join(at, 'runs.json'));
        renameSync(join(at, 'x'), join(at, 'undone.json'));
      },
      ['runs.json altered', 'undone.json altered'],
    ],
    ['a hidden file more', (at) => writeFileSync(join(at, '.notes'), ''), ['.notes added']],
    ['a link to nowhere more', (at) => symlinkSync('nowhere', join(at, 'more.json')), ['more.json added']],
    [
      'a line of the manifest gone, and its file',
      (at) => {
        rmSync(join(at, 'undone.json'));
        edit(at, 'MANIFEST.sha256', /.* {2}undone\.json\n/, '');
      },
      ['MANIFEST.sha256 altered'],
    ],
    [
      'line ends of Windows in the manifest',
      (at) => edit(at, 'MANIFEST.sha256', /\n/g, '\r\n'),
      ['MANIFEST.sha256 unreadable'],
    ],
    [
      'a manifest that is a link to the same',
      (at) => {
        renameSync(join(at, 'MANIFEST.sha256'), `${at}.manifest`);
        symlinkSync(`${at}.manifest`, join(at, 'MANIFEST.sha256'));
      },
      ['MANIFEST.sha256 missing'],
    ],
    ['no seal', (at) => rmSync(join(at, 'SEAL.sha256')), ['SEAL.sha256 missing']],
    [
      'the seal of something else',
      (at) => edit(at, 'SEAL.sha256', /^.{64}/, sha256('another')),
      ['MANIFEST.sha256 altered'],
    ],
    ['a file gone', (at) => rmSync(join(at, 'undone.json')), ['undone.json missing']],
    ['a file more', (at) => writeFileSync(join(at, 'notes.txt'), ''), ['notes.txt added']],
    ['a folder more', (at) => mkdirSync(join(at, 'more')), ['more added']],
    [
      'a file that is a link to the same',
      (at) => {
        renameSync(join(at, 'runs.json'), `${at}.elsewhere`);
        symlinkSync(`${at}.elsewhere`, join(at, 'runs.json'));
      },
      ['runs.json altered'],
    ],
    ['no manifest', (at) => rmSync(join(at, 'MANIFEST.sha256')), ['MANIFEST.sha256 missing']],
  ])('finds %s', async (what, tamper, differences) => {
    const name = `tampered ${what}`;
    tamper(copy(name));
    expect(await check(name)).toEqual({ exit: 3, differences });
  });
  /** Somebody who alters a file and writes new hashes over all. */
  const forge = (at: string) => {
    const sum = (name: string) => `${sha256(readFileSync(join(at, name)))}  ${name}\n`;
    writeFileSync(join(at, 'runs.json'), '[]\n');
    edit(at, 'MANIFEST.sha256', /.* {2}runs\.json\n/, sum('runs.json'));
    writeFileSync(join(at, 'SEAL.sha256'), sum('MANIFEST.sha256'));
  };
  test('new hashes over what was altered are found by the seal alone', async () => {
    forge(copy('forged'));
    expect((await check('forged')).differences).toEqual([]);
    expect(await check('forged', ['--seal', seal])).toEqual({
      exit: 3,
      differences: ['SEAL.sha256 altered'],
    });
  });
  test('a pack of another journal, whole as it is, is not the one whose seal was kept', async () => {
    const other = terminalAt(plainBuckets);
    await other.run(['evidence-pack', '--into', 'pack', '--scan', ...only]);
    execFileSync('cp', ['-r', join(other.cwd, 'pack'), join(terminal.cwd, 'of another')]);
    expect((await check('of another')).differences).toEqual([]);
    expect(await check('of another', ['--seal', seal])).toEqual({
      exit: 3,
      differences: ['SEAL.sha256 altered'],
    });
  });

  describe('without Waxseal, by what its page prints', () => {
    const lines = (at: string): readonly string[] =>
      /```\n([^`]*)\n```/.exec(readFileSync(join(at, 'README.md'), 'utf8'))?.[1]?.split('\n') ?? [];
    const printed = (at: string, program: string) =>
      lines(at).map((line) => {
        const command = line.replace('HASH', seal).replace('sha256sum', program);
        const { status, stdout } = spawnSync('sh', ['-c', command], { cwd: at, encoding: 'utf8' });
        return { status, out: stdout };
      });
    // Not every machine has the other one.
    const there = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
    test.each(['sha256sum', 'shasum -a 256'].filter(there))('all is good: %s', (program) => {
      const [files, added, kept, more] = printed(join(terminal.cwd, 'pack'), program);
      const names = readdirSync(join(terminal.cwd, 'pack')).filter((name) => name !== 'SEAL.sha256');
      expect(files?.out.split('\n').toSorted()).toEqual(
        ['', ...names.map((name) => `${name}: OK`)].toSorted(),
      );
      expect([files?.status, added?.out, kept]).toEqual([0, '', { status: 0, out: 'MANIFEST.sha256: OK\n' }]);
      expect(more).toBeUndefined();
    });
    test.each<[string, (at: string) => void, number, string, number]>([
      ['an altered file', (at) => edit(at, 'index.json', /1/, '2'), 1, '', 0],
      ['line ends of Windows', (at) => edit(at, 'findings.json', /\n/g, '\r\n'), 1, '', 0],
      ['a missing file', (at) => rmSync(join(at, 'undone.json')), 1, '', 0],
      ['an added file', (at) => writeFileSync(join(at, '.more notes'), ''), 0, '.more notes\n', 0],
      ['a renamed file', (at) => renameSync(join(at, 'runs.json'), join(at, 'run.json')), 1, 'run.json\n', 0],
      [
        'an edited manifest',
        (at) => edit(at, 'MANIFEST.sha256', /.* {2}runs\.json\n/, ''),
        1,
        'runs.json\n',
        1,
      ],
      ['new hashes over all', forge, 0, '', 1],
    ])('%s is told', (what, tamper, files, added, kept) => {
      const at = copy(`by hand ${what}`);
      tamper(at);
      const told = printed(at, 'sha256sum');
      expect([told[0]?.status, told[1]?.out, told[2]?.status]).toEqual([files, added, kept]);
    });
  });
});

describe('the command line', () => {
  test('a period cuts history, and findings stay as they stand', async () => {
    await terminal.run(['evidence-pack', '--into', 'before', '--until', '2000-01-01', ...only]);
    expect(read('history.json', 'before')).toEqual([]);
    expect(read('runs.json', 'before')).toEqual([]);
    expect(read('approvals.json', 'before')).toEqual([]);
    expect(read('findings.json', 'before')).not.toEqual([]);
  });
  test('another remediation’s pack has nothing of this one', async () => {
    await terminal.run(['evidence-pack', '--into', 'other', '--remediation', 'sqs-queue-tls-only']);
    for (const name of readdirSync(join(terminal.cwd, 'other')).filter(
      (one) => one !== 'policy.yaml' && one !== 'exempt.json',
    ))
      expect(readFileSync(join(terminal.cwd, 'other', name), 'utf8'), name).not.toMatch(/arn:aws:s3:::/);
  });
  test.each<[readonly string[], RegExp]>([
    [[], /--into FOLDER to make one, or --verify FOLDER/],
    [['--into', 'x', '--verify', 'y'], /--into FOLDER to make one, or --verify FOLDER/],
    [['--into', 'x', '--seal', 'a'], /--into FOLDER to make one/],
    [['--into', 'pack'], /pack has files in it already/],
    [['--into', 'x', '--since', '2026-02-31'], /--since 2026-02-31 is no day/],
    [['--into', 'x', '--since', 'march'], /--since march is no day/],
    [['--into', 'x', '--since', '2026-03-02', '--until', '2026-03-01'], /ends before it begins/],
    [['--verify', 'nowhere'], /nowhere cannot be read: there is no such file/],
    [['--verify', 'pack', '--seal', 'abc'], /"abc" is no seal/],
  ])('%j is one clear mistake', async (line, says) => {
    const { exit, err } = await terminal.run(['evidence-pack', ...line]);
    expect(exit).toBe(2);
    expect(flat(err)).toMatch(says);
  });
});

describe('a release', () => {
  test('says who lifted what, and when', async () => {
    terminal.signIn(ada);
    await terminal.run(['release', '--resource', 'arn:aws:s3:::plain']);
    await terminal.run(['evidence-pack', '--into', 'released', '--scan', ...only]);
    expect(read('exempt.json', 'released')).toMatchObject({
      holds: [
        {
          target: { arn: 'arn:aws:s3:::plain' },
          by: me,
          reason: 'undone: breaks ingest',
          released: { by: ada, at: expect.stringMatching(/^2\d{3}-/) },
        },
      ],
      leftAlone: [{ kind: 'exemption' }],
    });
  });
});
