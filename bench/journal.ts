import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { openSqliteJournal } from '../src/adapters/journal/sqlite.ts';
import { defaultPolicy } from '../src/core/policy/default-policy.ts';
import { pooled } from '../src/core/model/pooled.ts';
import { impacts } from '../src/core/model/remediation.ts';
import { reconcile } from '../src/core/engine/reconcile.ts';
import { loadAccount } from '../src/sandbox/account.ts';
import { startHost } from '../src/sandbox/host.ts';
import { sandboxClouds, sandboxPorts, signed } from '../src/sandbox/sandbox-ports.ts';
import { catalog } from '../src/services/index.ts';

/**
 * What the journal in a file costs: whole fixes of buckets in the sandbox, ten at a time, with the journal in memory and on
 * disk. `node bench/journal.ts [buckets] [folder]`. What SQLite takes of the thread that everything else runs in is
 * measured call by call: the sandbox answers at once, so the event loop's own measurement would tell of the sandbox.
 */
const [buckets = '300', folder = tmpdir()] = process.argv.slice(2);
const atOnce = 10;
const id = 's3-bucket-tls-only';
const policy = {
  ...defaultPolicy,
  mode: 'auto' as const,
  optIns: [{ impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' }],
};

/** Time inside SQLite, in this thread. */
const inSqlite = { calls: 0, ms: 0, longestMs: 0 };
const timed = (prototype: object, name: string): void => {
  const real: unknown = Reflect.get(prototype, name);
  if (typeof real !== 'function') throw new Error(`SQLite has no ${name}`);
  Reflect.set(prototype, name, function call(this: unknown, ...given: readonly unknown[]): unknown {
    const start = performance.now();
    try {
      return Reflect.apply(real, this, given);
    } finally {
      const took = performance.now() - start;
      inSqlite.calls += 1;
      inSqlite.ms += took;
      inSqlite.longestMs = Math.max(inSqlite.longestMs, took);
    }
  });
};
for (const name of ['run', 'get', 'all']) timed(StatementSync.prototype, name);
timed(DatabaseSync.prototype, 'exec');

const fixes = async (path: string, count: number): Promise<object> => {
  const journal = openSqliteJournal(path);
  const Buckets = Array.from({ length: count }, (_, at) => ({ Name: `bench-${at}` }));
  const host = startHost(loadAccount({ s3: { Buckets } }));
  const ports = sandboxPorts(host, {
    policy: () => policy,
    catalog,
    journal,
    clouds: sandboxClouds(host, host.caller, signed),
  });
  const unit = await catalog.remediation(id);
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  const tally = { remediated: 0 };
  const start = performance.now();
  const cpu = process.threadCpuUsage();
  Object.assign(inSqlite, { calls: 0, ms: 0, longestMs: 0 });
  await pooled(resource.list(location, ports.clouds.look(location)), atOnce, async (target) => {
    const { is } = await reconcile({ unit, resource, target, cause: { by: 'event' } }, ports);
    if (is === 'remediated') tally.remediated += 1;
  });
  const sqlite = { ...inSqlite };
  const { user, system } = process.threadCpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  await journal.close();
  if (tally.remediated !== count) throw new Error(`${tally.remediated} of ${count} were fixed`);
  return {
    seconds,
    mainThreadCpuSeconds: (user + system) / 1e6,
    sqlite,
  };
};

const work = mkdtempSync(join(folder, 'waxseal-bench-'));
try {
  await fixes(':memory:', 20);
  const count = Number(buckets);
  const inMemory = await fixes(':memory:', count);
  const onDisk = await fixes(join(work, 'journal.db'), count);
  console.log(JSON.stringify({ buckets: count, atOnce, inMemory, onDisk }, undefined, 2));
} finally {
  rmSync(work, { recursive: true, force: true });
}
