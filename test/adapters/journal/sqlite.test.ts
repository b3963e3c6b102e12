import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { journalContract } from '../../kit/journal-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'waxseal-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const newPath = (): string => join(folder, `journal-${count++}.db`);

journalContract('SQLite in memory', async () => openSqliteJournal(':memory:'));
journalContract('SQLite in a file', async () => openSqliteJournal(newPath()));
journalContract('SQLite in a file, by its thread', async () =>
  openSqliteJournal(newPath(), { inPlaceMs: 0 }),
);

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};

const foreign = (sql: string) => (path: string) => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};
const changed = (change: (bytes: Buffer) => void) => async (path: string) => {
  await openSqliteJournal(path).close();
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
};

describe('a journal in a file', () => {
  test('keeps its rows when it is opened again', async () => {
    const path = newPath();
    const first = openSqliteJournal(path);
    await first.write({ kind: 'run', key: 'kept', value: [1], dueAt: '2030-01-01' }, 0);
    await first.close();
    await first.close();
    const second = openSqliteJournal(path);
    expect(await second.read('run', 'kept')).toEqual({
      kind: 'run',
      key: 'kept',
      value: [1],
      revision: 1,
      dueAt: '2030-01-01',
    });
    expect(await second.write({ kind: 'run', key: 'kept', value: [2] }, 1)).toBe(2);
    await second.close();
  });

  test('makes its folder for its owner only', async () => {
    const path = join(folder, 'new', 'state', 'journal.db');
    await openSqliteJournal(path).close();
    expect(statSync(join(folder, 'new', 'state')).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is shared by two that have it open at once', async () => {
    const path = newPath();
    const [one, two] = [openSqliteJournal(path), openSqliteJournal(path)];
    expect(await one.write({ kind: 'lease', key: 'x', value: 1 }, 0)).toBe(1);
    expect(await two.write({ kind: 'lease', key: 'x', value: 2 }, 0)).toBeUndefined();
    expect(await two.write({ kind: 'lease', key: 'x', value: 2 }, 1)).toBe(2);
    expect((await one.read('lease', 'x'))?.value).toBe(2);
    await Promise.all([one.close(), two.close()]);
  });

  test('is made once and loses no count when eight processes open it', { timeout: 60_000 }, async () => {
    const paths = Array.from({ length: 8 }, newPath);
    const module = new URL('../../../src/adapters/journal/sqlite.ts', import.meta.url).href;
    const program = `
      import { once } from 'node:events';
      import { openSqliteJournal } from ${JSON.stringify(module)};
      for (const path of ${JSON.stringify(paths)}) {
        const go = once(process, 'message');
        process.send('ready');
        await go;
        const journal = openSqliteJournal(path);
        for (let raised = 0; raised < 5; ) {
          const row = await journal.read('counter', 'n');
          const value = (row?.value ?? 0) + 1;
          if (await journal.write({ kind: 'counter', key: 'n', value }, row?.revision ?? 0)) raised += 1;
        }
        await journal.close();
      }
      process.disconnect();`;
    const children = Array.from({ length: 8 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', program], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    );
    const exits = Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
    let ready = 0;
    for (const child of children)
      child.on('message', () => {
        ready += 1;
        // Nobody opens a file before all stand at its door.
        if (ready % children.length === 0) for (const each of children) each.send('go');
      });
    // One that fails would let the others wait for ever.
    for (const child of children)
      child.on('exit', (code) => {
        if (code !== 0) for (const each of children) each.kill();
      });
    expect(await exits).toEqual(children.map(() => 0));
    for (const path of paths) {
      const journal = openSqliteJournal(path);
      expect(await journal.read('counter', 'n')).toMatchObject({ value: 40, revision: 40 });
      await journal.close();
    }
  });

  test.each<[string, string, (path: string) => unknown]>([
    ['text', 'journal-damaged', (path) => writeFileSync(path, 'not a database, but long enough '.repeat(99))],
    ['a broken header', 'journal-damaged', changed((bytes) => bytes.fill(0xff, 16, 100))],
    ['a broken schema page', 'journal-damaged', changed((bytes) => bytes.fill(0xff, 100, 4096))],
    ['the database of something else', 'journal-foreign', foreign('CREATE TABLE journal (a)')],
    [
      'a newer schema',
      'journal-version',
      async (path) => {
        await openSqliteJournal(path).close();
        foreign('PRAGMA user_version = 2')(path);
      },
    ],
  ])('refuses %s with %s and leaves the file as it is', async (_what, code, make) => {
    const path = newPath();
    await make(path);
    const before = readFileSync(path);
    expect(codeOf(() => openSqliteJournal(path))).toBe(code);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('refuses a folder', () => {
    expect(codeOf(() => openSqliteJournal(folder))).toBe('journal-unusable');
  });

  // For root everything can be written to.
  test.skipIf(process.getuid?.() === 0)('refuses a folder that cannot be written to', async () => {
    const path = join(folder, 'read-only', 'journal.db');
    await openSqliteJournal(path).close();
    chmodSync(path, 0o400);
    chmodSync(join(folder, 'read-only'), 0o500);
    expect(codeOf(() => openSqliteJournal(path))).toBe('journal-unusable');
    chmodSync(join(folder, 'read-only'), 0o700);
  });

  test('keeps no process alive, and loses nothing when one ends without closing it', async () => {
    const path = newPath();
    const module = new URL('../../../src/adapters/journal/sqlite.ts', import.meta.url).href;
    const program = `
      const { openSqliteJournal } = await import(${JSON.stringify(module)});
      const journal = openSqliteJournal(${JSON.stringify(path)}, { inPlaceMs: 0 });
      await journal.write({ kind: 'run', key: 'x', value: 1 }, 0);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([0, null]);
    const journal = openSqliteJournal(path);
    expect(await journal.read('run', 'x')).toMatchObject({ value: 1 });
    await journal.close();
  });

  test('says so when a row is no JSON', async () => {
    const path = newPath();
    const journal = openSqliteJournal(path);
    await journal.write({ kind: 'run', key: 'x', value: 1 }, 0);
    foreign(`UPDATE journal SET value = '{'`)(path);
    await expect(journal.read('run', 'x')).rejects.toMatchObject({ code: 'journal-damaged' });
    await journal.close();
  });
});
