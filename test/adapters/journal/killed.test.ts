import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import type { ChangeRecord } from '../../../src/core/journal/records.ts';
import { all } from '../../kit/journal-contract.ts';

/**
 * What is put has been journalled before: processes are killed in the very moment of a put, and the journal that they leave
 * is compared with what was put by then. Puts are told through a pipe, at once, so that none is lost with the process.
 */
const folder = mkdtempSync(join(tmpdir(), 'waxseal-killed-'));
const source = (path: string): string =>
  JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href);

/** Runs the program until it kills itself; answers what was put. */
const killed = async (program: string): Promise<readonly string[]> => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [puts, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect(signal).toBe('SIGKILL');
  return puts.split('\n').filter((line) => line !== '');
};

const putting = (last: number): string => `
  import { writeSync } from 'node:fs';
  import { flushCompileCache } from 'node:module';
  // Who is killed does not leave for others what it has compiled.
  flushCompileCache();
  let puts = 0;
  const put = (what) => {
    writeSync(1, what + '\\n');
    puts += 1;
    if (puts === ${last}) process.kill(process.pid, 'SIGKILL');
  };`;

const journalled = async (path: string): Promise<readonly string[]> => {
  const journal = openSqliteJournal(path);
  const rows = await all(journal.list<ChangeRecord>('change'));
  await journal.close();
  return rows.map(({ value }) => value.on);
};

const ways = [
  ['in place', 1_000_000],
  ['by the thread', 0],
  ['as it comes', 40],
] as const;

describe.each(ways)('commits that are made %s', (_way, inPlaceMs) => {
  // Rows so large that a commit takes its time: whoever is answered before it is done puts too early.
  test.each([1, 2, 13, 30])(
    'are durable when they are answered, at put %i',
    { timeout: 60_000 },
    async (last) => {
      const path = join(folder, `many-${inPlaceMs}-${last}.db`);
      const puts = await killed(`${putting(last)}
      import { openSqliteJournal } from ${source('adapters/journal/sqlite.ts')};
      const journal = openSqliteJournal(${JSON.stringify(path)}, { inPlaceMs: ${inPlaceMs} });
      const document = 'x'.repeat(300_000);
      const writer = async (name) => {
        for (let at = 0; ; at += 1) {
          const on = name + '/' + at;
          const value = { on, status: 'begun', document };
          if ((await journal.write({ kind: 'change', key: on, value }, 0)) !== 1) throw new Error(on);
          put(on);
        }
      };
      await Promise.all(Array.from({ length: 12 }, (_, at) => writer('writer-' + at)));`);
      expect(puts).toHaveLength(last);
      const intents = await journalled(path);
      expect(puts.filter((on) => !intents.includes(on))).toEqual([]);
    },
  );

  test.each([1, 11, 24])(
    'carry the intent of each put of the engine, at put %i',
    { timeout: 60_000 },
    async (last) => {
      const path = join(folder, `engine-${inPlaceMs}-${last}.db`);
      const puts = await killed(`${putting(last)}
      import { openSqliteJournal } from ${source('adapters/journal/sqlite.ts')};
      import { reconcile } from ${source('core/engine/reconcile.ts')};
      import { pooled } from ${source('core/model/pooled.ts')};
      import { impacts } from ${source('core/model/remediation.ts')};
      import { defaultPolicy } from ${source('core/policy/default-policy.ts')};
      import { loadAccount } from ${source('sandbox/account.ts')};
      import { startHost } from ${source('sandbox/host.ts')};
      import { sandboxPorts } from ${source('sandbox/sandbox-ports.ts')};
      import { catalog } from ${source('services/index.ts')};
      const journal = openSqliteJournal(${JSON.stringify(path)}, { inPlaceMs: ${inPlaceMs} });
      const Buckets = Array.from({ length: 40 }, (_, at) => ({ Name: 'bucket-' + at }));
      const account = startHost(loadAccount({ s3: { Buckets } }));
      const call = (asked) => {
        if (asked.operation === 's3:PutBucketPolicy') put(asked.input.Bucket);
        return account.call(asked);
      };
      const optIns = [{ impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' }];
      const policy = () => ({ ...defaultPolicy, mode: 'auto', optIns });
      const ports = sandboxPorts({ ...account, call }, { policy, catalog, journal });
      const unit = await catalog.remediation('s3-bucket-tls-only');
      const resource = await catalog.resource(unit.meta.resourceType);
      const { region, partition } = account;
      const location = { account: account.account, region, partition };
      await pooled(resource.list(location, ports.clouds.look(location)), 10, (target) =>
        reconcile({ unit, resource, target, cause: { by: 'event' } }, ports));`);
      expect(puts).toHaveLength(last);
      const intents = await journalled(path);
      expect(puts.filter((bucket) => !intents.some((on) => on.includes(`:${bucket}#`)))).toEqual([]);
    },
  );
});
