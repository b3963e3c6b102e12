import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents } from '../../src/cli/documents/index.ts';
import { flat, plainBuckets, terminalAt, type Terminal } from '../kit/terminal.ts';

/** Every file that a command reads because a person named it. */
const readers: Readonly<Record<string, (file: string) => readonly string[]>> = {
  'policy check FILE': (file) => ['policy', 'check', file],
  'scan --policy FILE': (file) => ['scan', '--policy', file],
  'apply --policy FILE': (file) => ['apply', '--scan', '--policy', file],
  'plan --event FILE': (file) => ['plan', '--event', file],
  'replay FILE': (file) => ['replay', file],
  'demo --sandbox FILE': (file) => ['demo', '--sandbox', file],
  'map --sandbox FILE': (file) => ['map', '--sandbox', file],
};

const large = 17 * 1024 * 1024;
const root = process.getuid?.() === 0;

/** Each makes a file called `given` that nobody can use, and what is said of it. */
const spoiled: Readonly<Record<string, readonly [make: (path: string) => void, says: RegExp]>> = {
  'is not there': [() => undefined, /no (such|policy) file/],
  'is a folder': [(path) => mkdirSync(path), /it is a folder, not a file/],
  'is a circle of links': [(path) => symlinkSync(path, path), /its links lead in a circle/],
  'is below a file': [(path) => writeFileSync(path, 'x'), /a part of its path is a file/],
  'is UTF-16': [
    (path) => writeFileSync(path, Buffer.from('\uFEFFversion: 1\nmode: auto\n', 'utf16le')),
    /UTF-16 or UTF-32, not UTF-8/,
  ],
  'has bytes of Latin-1': [
    (path) => writeFileSync(path, Buffer.from('a: 1\nb: M\u00fcller\n', 'latin1')),
    /line 2.*bytes that are not UTF-8/,
  ],
  'has a NUL': [(path) => writeFileSync(path, `a: 1\n${'b'.repeat(500)}\0`), /NUL character/],
  'is too large': [(path) => writeFileSync(path, Buffer.alloc(large, '#')), /larger than \d+ MiB/],
  'never ends': [(path) => symlinkSync('/dev/zero', path), /larger than \d+ MiB/],
  'is empty': [(path) => writeFileSync(path, ''), /empty|cannot be played|describes no|is missing/],
  ...(!root && {
    'may not be read': [
      (path: string) => {
        writeFileSync(path, 'version: 1\n');
        chmodSync(path, 0);
      },
      /you may not read it/,
    ] as const,
  }),
};

const table = Object.entries(readers).flatMap(([reader, line]) =>
  Object.entries(spoiled).map(([what, [make, says]]) => ({ reader, line, what, make, says })),
);
/** An account file may be empty: an account with nothing in it. */
const bad = table.filter(({ reader, what }) => !(reader.includes('--sandbox') && what === 'is empty'));

const standing = (make: (path: string) => void, what: string): { terminal: Terminal; name: string } => {
  const terminal = terminalAt(plainBuckets);
  make(join(terminal.cwd, 'given'));
  return { terminal, name: what === 'is below a file' ? 'given/file' : 'given' };
};

describe('a file that cannot be used', () => {
  test.each(bad)('$reader: it $what', async ({ line, what, make, says }) => {
    const { terminal, name } = standing(make, what);
    const { exit, out, err } = await terminal.run(line(name));
    const told = flat(out + err);
    expect(told).toMatch(says);
    expect(told).toContain('Do: ');
    expect(told).not.toMatch(/ENOENT|EISDIR|EACCES|ENOTDIR|ELOOP|YAML\.parse|position \d|internal error/);
    expect(exit).toBe(2);
    expect(terminal.sandbox.writes()).toEqual([]);
  });

  test('as JSON it is one document, and policy check has line and column', async () => {
    const { run, file } = terminalAt(plainBuckets);
    file('bad.yaml', 'version: 1\nrules:\n  - name: a\n    resources: [*prod*]\n    mode: ask\n');
    const { exit, out } = await run(['policy', 'check', 'bad.yaml', '--format', 'json']);
    expect(exit).toBe(2);
    expect(documents['waxseal/policy-check/v1'].parse(JSON.parse(out))).toMatchObject({
      valid: false,
      problems: [{ line: 4, column: 17 }],
    });
  });
});

describe('an event that is not JSON is told with its place', () => {
  test.each([
    ['{\n  "source": aws.config\n}', /line 2, column 13: something else stands here/],
    ['{\n  "source": "aws.config",\n', /line 2, column 26: it ends too early/],
    ['{"a": 1}\n{"a": 2}', /line 2, column 1: something else/],
    ["{'a': 1}", /line 1, column 2: something else/],
  ])('%j', async (stdin, says) => {
    const { exit, err } = await terminalAt(plainBuckets).run(['plan', '--event', '-'], { stdin });
    expect(exit).toBe(2);
    expect(flat(err)).toMatch(says);
  });

  test('UTF-16 through a pipe is named', async () => {
    const stdin = Buffer.from('\uFEFF{"a": 1}', 'utf16le').toString('utf8');
    const { exit, err } = await terminalAt(plainBuckets).run(['plan', '--event', '-'], { stdin });
    expect(exit).toBe(2);
    expect(flat(err)).toContain('UTF-16');
  });
});

describe('--out is tried before the work', () => {
  test.each([
    ['no/such/folder/r.html', /its folder is not there/],
    ['folder', /it is a folder/],
    ['file/r.html', /what should be its folder is a file/],
  ])('%s', async (out, says) => {
    const { run, cwd, sandbox } = terminalAt(plainBuckets);
    mkdirSync(join(cwd, 'folder'));
    writeFileSync(join(cwd, 'file'), 'x');
    for (const line of [
      ['report', '--scan', '--out', out],
      ['demo', '--out', out],
    ]) {
      const { exit, err } = await run(line);
      expect(exit).toBe(2);
      expect(flat(err)).toMatch(says);
      expect(err).toContain('Do: Give --out');
    }
    expect(sandbox.calls()).toEqual([]);
  });
});
