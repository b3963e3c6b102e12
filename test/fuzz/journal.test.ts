import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import { WaxsealError } from '../../src/core/model/errors.ts';
import { kinds, type Journal, type Kind } from '../../src/core/journal/journal.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import { soundJournal } from '../../src/core/journal/sound-records.ts';
import { undo } from '../../src/core/engine/undo.ts';
import { wake } from '../../src/core/engine/waker.ts';
import { impacts } from '../../src/core/model/remediation.ts';
import { catalog } from '../../src/services/index.ts';
import { reportRows } from '../../src/cli/output/rows.ts';
import { buildReport } from '../../src/report/model.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';
import { changed, pathsOf } from '../kit/event-examples.ts';

/** Rows that somebody damaged by hand: nothing is written by them, and whoever reads them is told which row it is. */

const id = 's3-bucket-tls-only';
const account = { s3: { Buckets: [{ Name: 'orders' }, { Name: 'invoices' }] } };
const policy = {
  ...defaultPolicy,
  mode: 'auto' as const,
  optIns: [{ impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' }],
};
const person = 'arn:aws:iam::111122223333:user/ada';

/** An account, and a journal in memory that holds these rows. */
const scene = async (rows: readonly Stored[] = [], journal = openSqliteJournal(':memory:')) => {
  for (const row of rows) await journal.write(row, 0);
  const host = startHost(loadAccount(account));
  const ports = sandboxPorts(host, { policy: () => policy, catalog, journal });
  const unit = await catalog.remediation(id);
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  const jobFor = async (name: string) => {
    const target = await resource.resolve(name, location, ports.clouds.look(location));
    if (!target) throw new Error(name);
    return { unit, resource, target, cause: { by: 'sweep' as const } };
  };
  return { journal, host, ports, jobFor };
};

interface Stored {
  readonly kind: Kind;
  readonly key: string;
  readonly value: unknown;
}
const stored = async (journal: Journal): Promise<readonly Stored[]> => {
  const rows: Stored[] = [];
  for (const kind of kinds)
    for await (const { key, value } of journal.list(kind)) rows.push({ kind, key, value });
  return rows;
};
const notJson = ['', 'not JSON', '{', '\u0000'];
const wholes = [null, [], 7, 'text', {}, JSON.parse('{"__proto__":{"polluted":1}}')];
const finding = {
  remediation: id,
  is: 'deferred',
  lastSeen: '2026-01-01T00:00:00.000Z',
  approvalRequests: 0,
  attempts: 0,
  reverted: [],
};
const members: readonly unknown[] = [undefined, null, 7, [], {}, 'no day'];

/** Everything that reads the journal, one after the other; answers what did not end as it should. */
const livedThrough = async (
  at: Awaited<ReturnType<typeof scene>>,
  run: string,
): Promise<readonly string[]> => {
  const { ports, jobFor, host } = at;
  const mark = host.writes().length;
  const works: Readonly<Record<string, () => Promise<unknown>>> = {
    look: async () => reconcile(await jobFor('orders'), ports),
    wake: () => wake(catalog, ports),
    undo: () => undo({ run, actor: person, reason: 'tried' }, catalog, ports),
    report: async () => buildReport(await reportRows(ports.journal), host.now()),
  };
  const wrong: string[] = [];
  for (const [name, work] of Object.entries(works)) {
    const failed = await work().then(
      (outcome) =>
        /unexpected/.test(JSON.stringify(outcome)) ? `${name}: ${JSON.stringify(outcome).slice(0, 300)}` : '',
      (error: unknown) => (error instanceof WaxsealError ? '' : `${name}: threw ${String(error)}`),
    );
    if (failed) wrong.push(failed);
  }
  // A fix that is still wanted may be written once more, an undo once; never anything of the other bucket's.
  const foreign = host
    .writes()
    .slice(mark)
    .filter(({ input }) => /invoices/.test(JSON.stringify(input)));
  return [...wrong, ...foreign.map(({ operation }) => `wrote ${operation}`)];
};

describe('rows of a finding that was remediated and undone', () => {
  test.each(['finding', 'run', 'change', 'hold', 'lease', 'entry'] as const)(
    '%s',
    { timeout: 60_000 },
    async (kind) => {
      const at = await scene();
      const remediated = await reconcile(await at.jobFor('orders'), at.ports);
      expect(remediated.is).toBe('remediated');
      const run = 'run' in remediated ? (remediated.run ?? '') : '';
      expect((await undo({ run, actor: person, reason: 'tried' }, catalog, at.ports)).is).toBe('rolled-back');
      const rows = await stored(at.journal);
      const row = rows.find((one) => one.kind === kind);
      if (!row) throw new Error(`no ${kind}`);
      const rest = rows.filter((one) => one !== row);
      const values = [
        ...wholes,
        ...pathsOf(row.value)
          .filter((path) => path.every((key) => !/^\d+$/.test(key) || key === '0'))
          .flatMap((path, index) =>
            members
              .filter((_, which) => process.env['FUZZ'] === 'all' || which === 0 || which === 1 + (index % 5))
              .map((value) => changed(row.value, path, value)),
          ),
      ];
      const found: string[] = [];
      for (const value of values) {
        const then = await scene([...rest, { ...row, value }]);
        const wrong = await livedThrough(then, run);
        found.push(...wrong.map((one) => `${JSON.stringify(value).slice(0, 200)} → ${one}`));
      }
      expect(found.slice(0, 10)).toEqual([]);
      expect('polluted' in {}).toBe(false);
    },
  );
});

test.each(notJson)('one row that holds %j keeps no other from being woken', async (text) => {
  const path = join(mkdtempSync(join(tmpdir(), 'waxseal-fuzz-')), 'journal.db');
  const at = await scene([], openSqliteJournal(path));
  for (const name of ['orders', 'invoices']) {
    const { target } = await at.jobFor(name);
    const value = { ...finding, target };
    await at.journal.write(
      { kind: 'finding', key: `${target.arn} ${id}`, value, dueAt: finding.lastSeen },
      0,
    );
  }
  const database = new DatabaseSync(path);
  database.prepare("UPDATE journal SET value = ? WHERE key LIKE '%invoices%'").run(text);
  database.close();
  const outcomes = await wake(catalog, at.ports);
  expect(outcomes).toMatchObject([
    { is: 'failed', failure: { code: 'journal-damaged' } },
    { is: 'remediated' },
  ]);
});

test.each(kinds)('a sound journal names the %s that it refuses', async (kind) => {
  const journal = openSqliteJournal(':memory:');
  await journal.write({ kind, key: 'it', value: 'text' }, 0);
  const refused = soundJournal(journal).read(kind, 'it');
  await expect(refused).rejects.toMatchObject({
    code: 'journal-damaged',
    says: expect.stringContaining(`${kind} "it"`),
  });
});
