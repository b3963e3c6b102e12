import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { openDatabase } from '../../../src/adapters/journal/sqlite-file.ts';
import type { Draft } from '../../../src/adapters/journal/sqlite-commit.ts';
import { fileWriter } from '../../../src/adapters/journal/sqlite-writer.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { impacts } from '../../../src/core/model/remediation.ts';
import { pooled } from '../../../src/core/model/pooled.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost } from '../../../src/sandbox/host.ts';
import { sandboxPorts } from '../../../src/sandbox/sandbox-ports.ts';
import { catalog } from '../../../src/services/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'waxseal-writer-'));
let count = 0;
const newPath = (): string => join(folder, `journal-${count++}.db`);
afterEach(() => vi.restoreAllMocks());

const draft = (key: string): Draft => ({ kind: 'run', key, text: '1', dueAt: null, expected: 0 });

describe('where commits are made', () => {
  /** A thread that only remembers, and a clock by which each commit takes as long as told. */
  const scene = (inPlaceMs: number, takes: number) => {
    const path = newPath();
    const database = openDatabase(path);
    const inThread: string[] = [];
    let now = 0;
    const writer = fileWriter({
      path,
      database,
      inPlaceMs,
      thread: {
        commit: async (drafts) => {
          inThread.push(...drafts.map(({ key }) => key));
          return drafts.map(() => 1);
        },
        close: async () => void inThread.push('closed'),
      },
      clock: () => (now += takes),
    });
    const keys = () =>
      database
        .prepare('SELECT key FROM journal ORDER BY key')
        .all()
        .map(({ key }) => key);
    return { path, database, writer, inThread, keys };
  };

  test('in place as long as it has cost less than a thread', async () => {
    const { writer, inThread, keys } = scene(25, 10);
    for (const key of ['a', 'b', 'c', 'd']) expect(await writer.write(draft(key))).toBe(1);
    expect(keys()).toEqual(['a', 'b', 'c']);
    expect(inThread).toEqual(['d']);
    await writer.close();
    expect(inThread).toEqual(['d', 'closed']);
  });

  test('then SQLite lets this thread write no more', async () => {
    const { writer, database } = scene(5, 10);
    const write = () => database.exec("INSERT INTO journal VALUES ('run', 'x', '1', 1, NULL)");
    expect(write).not.toThrow();
    await writer.write(draft('a'));
    expect(write).toThrow(/readonly/);
    await writer.close();
  });

  test('by the thread when another process is in the way: it can wait', async () => {
    const { path, writer, inThread, keys } = scene(1_000, 1);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await writer.write(draft('a'));
    expect(inThread).toEqual(['a']);
    other.exec('COMMIT');
    await writer.write(draft('b'));
    expect(inThread).toEqual(['a', 'b']);
    expect(keys()).toEqual([]);
    other.close();
    await writer.close();
  });
});

const policy = {
  ...defaultPolicy,
  mode: 'auto' as const,
  optIns: [{ impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' }],
};

test('a fleet is fixed without one write to the file in this thread', { timeout: 60_000 }, async () => {
  const journal = openSqliteJournal(newPath(), { inPlaceMs: 0 });
  const host = startHost(
    loadAccount({ s3: { Buckets: Array.from({ length: 30 }, (_, at) => ({ Name: `orders-${at}` })) } }),
  );
  const ports = sandboxPorts(host, { policy: () => policy, catalog, journal });
  const unit = await catalog.remediation('s3-bucket-tls-only');
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  const writes = [
    vi.spyOn(StatementSync.prototype, 'run'),
    vi.spyOn(DatabaseSync.prototype, 'exec'),
    vi.spyOn(DatabaseSync.prototype, 'prepare'),
  ];
  const reads = vi.spyOn(StatementSync.prototype, 'get');
  const outcomes = await pooled(
    resource.list(location, ports.clouds.look(location)),
    10,
    async (target) => (await reconcile({ unit, resource, target, cause: { by: 'event' } }, ports)).is,
  );
  expect(outcomes).toEqual(Array.from({ length: 30 }, () => 'remediated'));
  expect(writes.map((spy) => spy.mock.calls)).toEqual([[], [], []]);
  expect(reads.mock.calls.length).toBeGreaterThan(30);
  await journal.close();
});

test('while another process has the file, everything else goes on', async () => {
  const path = newPath();
  const journal = openSqliteJournal(path);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  let written = false;
  const writing = journal.write({ kind: 'run', key: 'a', value: 1 }, 0).then((revision) => {
    written = true;
    return revision;
  });
  // Turns of the event loop, which a lock that was waited for here would not give.
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => void setTimeout(resolve, 5));
  expect(await journal.read('run', 'a')).toBeUndefined();
  expect(written).toBe(false);
  other.exec('COMMIT');
  other.close();
  expect(await writing).toBe(1);
  await journal.close();
});

test.each([0, 1_000_000])(
  'with %i ms in place, a failed commit is told in words and nothing is written',
  async (inPlaceMs) => {
    const path = newPath();
    const journal = openSqliteJournal(path, { inPlaceMs });
    await journal.write({ kind: 'run', key: 'a', value: 1 }, 0);
    const other = new DatabaseSync(path);
    other.exec(
      "CREATE TRIGGER full BEFORE INSERT ON journal WHEN NEW.key = 'full' BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
    );
    const answers = await Promise.allSettled(
      ['b', 'full', 'c'].map((key) => journal.write({ kind: 'run', key, value: 1 }, 0)),
    );
    expect(answers.map((answer) => (answer.status === 'rejected' ? answer.reason : 'written'))).toEqual(
      answers.map(() =>
        expect.objectContaining({ code: 'journal-unusable', says: expect.stringContaining('disk is full') }),
      ),
    );
    other.exec('DROP TRIGGER full');
    expect(await journal.write({ kind: 'run', key: 'b', value: 1 }, 0)).toBe(1);
    other.close();
    await journal.close();
    await expect(journal.write({ kind: 'run', key: 'd', value: 1 }, 0)).rejects.toMatchObject({
      code: 'journal-unusable',
    });
  },
);

test('what is on its way when the journal is closed is written', async () => {
  const path = newPath();
  const journal = openSqliteJournal(path, { inPlaceMs: 0 });
  const writing = Promise.all(['a', 'b'].map((key) => journal.write({ kind: 'run', key, value: 1 }, 0)));
  await journal.close();
  expect(await writing).toEqual([1, 1]);
  const again = openSqliteJournal(path);
  expect(await again.read('run', 'b')).toMatchObject({ revision: 1 });
  await again.close();
});
