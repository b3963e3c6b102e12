import { describe, expect, test } from 'vitest';
import { cloudsOf } from '../../src/adapters/aws/clients.ts';
import { unpaced } from '../../src/adapters/aws/pace.ts';
import { hashOf, same } from '../../src/core/model/json.ts';
import type { Change, Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import type { Case, Expected } from './case.ts';
import type { Judged } from './study.ts';
import { renamed, seed } from './wire-seed.ts';

/**
 * The rows with `wire`, over HTTP against moto: what the sandbox cannot show is that requests are built and answers
 * parsed as a server does it. Moto keeps other promises than AWS, so only what it does right is asked of it:
 * one writer, read → plan → put → read → plan → put back → read.
 */
export const testOnWire = (
  unit: Remediation,
  resource: Resource,
  rows: readonly (readonly [string, Case])[],
  expectVerdict: (verdict: Judged, expected: Expected) => void,
): void => {
  const wired = rows.filter(([, { wire }]) => wire);
  const endpoint = process.env['WAXSEAL_MOTO'];
  const runs = endpoint !== undefined && endpoint !== 'off';
  // Without moto these show as skipped, and the global setup has said so loudly, or failed.
  describe.runIf(wired.length > 0)('over HTTP, on moto', () => {
    test.skipIf(!runs).each(wired)('%s', async (name, row) => {
      const plain = loadAccount({ ...row.account, ...row.place });
      const ending = hashOf({ unit: unit.meta.id, name }).slice(0, 8);
      const text = renamed(JSON.stringify({ ...row.account, ...row.place }), plain.world, ending);
      const { world, region } = loadAccount(JSON.parse(text));
      const place = { account: world.account, partition: world.partition, region };
      const clouds = cloudsOf({
        credentials: { accessKeyId: 'wire', secretAccessKey: 'wire' },
        settings: { endpoint, forcePathStyle: true },
        env: {},
        pace: unpaced,
      });
      const session = { run: 'wire', remediation: unit.meta.id, kind: 'fix' } as const;
      const writer = await clouds.write(place, session);
      await seed(world, writer);

      const id =
        row.target === undefined ? world.s3.Buckets[0]?.Name : renamed(row.target, plain.world, ending);
      const target = await resource.resolve(id ?? '', place, clouds.look(place));
      if (!target) throw new Error(`moto has no ${id}`);
      const settings = unit.settings.parse(row.settings ?? {});
      const judge = async (): Promise<Judged> => {
        const state = await unit.read(target, clouds.look(place));
        return state === undefined ? { is: 'gone' } : unit.plan(state, target, settings);
      };
      const live = async ({ set, on }: Change) => unit.fields[set]?.get(on, target, clouds.look(place));
      const put = async (change: Change, value: unknown): Promise<void> => {
        const seen = await live(change);
        if (seen) await unit.fields[change.set]?.put(change.on, value, seen, target, writer);
      };

      const first = await judge();
      expectVerdict(first, row.expect ?? { is: 'compliant' });
      if (first.is !== 'violation') return;
      for (const change of first.changes) {
        await put(change, change.after);
        expect(same((await live(change))?.value, change.after)).toBe(true);
      }
      expect((await judge()).is).toBe(first.changes.length > 0 ? (row.then?.is ?? 'compliant') : first.is);
      for (const change of first.changes.toReversed()) await put(change, change.before);
      expect(await judge()).toEqual(first);
    });
  });
};
