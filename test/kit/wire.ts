import { describe, expect, test } from 'vitest';
import { cloudsOf } from '../../src/adapters/aws/clients.ts';
import { unpaced } from '../../src/adapters/aws/pace.ts';
import { hashOf, same } from '../../src/core/model/json.ts';
import type { Aws, Change, Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import { loadAccount, type AccountFile } from '../../src/sandbox/account.ts';
import type { World } from '../../src/sandbox/world.ts';
import type { Case, Expected } from './case.ts';
import type { Evaluated } from './study.ts';
import { contracts, services, unsaid, type Contracts } from './contracts.ts';
import { standOf } from './stand.ts';

/** Makes the records of an account real over HTTP, service by service. Throws where a contract says that it cannot be. */
export const seeded = async (
  account: AccountFile,
  world: World,
  aws: Aws,
  of: Contracts = contracts,
): Promise<void> => {
  for (const service of services.filter((name) => name in account)) {
    const { seed, globalNames } = of[service] ?? {};
    if (!seed) throw new Error(unsaid(service, 'how its records come to be over HTTP: seed'));
    if (typeof seed !== 'function') throw new Error(`no row with ${service} can have wire: ${seed.not}`);
    if (!globalNames)
      throw new Error(unsaid(service, 'which of its names are unique in the world: globalNames'));
    await seed(world, aws);
  }
};

/** Names are unique among all tests on one server: every global name of the account gets an ending. */
export const renamed = (text: string, world: World, ending: string, of: Contracts = contracts): string =>
  Object.values(of)
    .flatMap(({ globalNames }) => globalNames?.(world) ?? [])
    .reduce((so, name) => so.replaceAll(name, `${name}-${ending}`), text);

/**
 * The rows with `wire`, over HTTP against moto: what the sandbox cannot show is that requests are built and answers
 * parsed as a server does it. Moto keeps other promises than AWS, so only what it does right is asked of it:
 * one writer, read → plan → put → read → plan → put back → read.
 */
export const testOnWire = (
  unit: Remediation,
  resource: Resource,
  rows: readonly (readonly [string, Case])[],
  expectVerdict: (verdict: Evaluated, expected: Expected) => void,
): void => {
  const wired = rows.filter(([, { wire }]) => wire);
  const endpoint = process.env['WAXSEAL_MOTO'];
  const runs = endpoint !== undefined && endpoint !== 'off';
  // Without moto these show as skipped, and the global setup has said so loudly, or failed.
  describe.runIf(wired.length > 0)('over HTTP, on moto', () => {
    test.skipIf(!runs).each(wired)('%s', async (name, row) => {
      const plain = loadAccount({ ...row.account, ...row.location });
      const ending = hashOf({ unit: unit.meta.id, name }).slice(0, 8);
      const text = renamed(JSON.stringify({ ...row.account, ...row.location }), plain.world, ending);
      const { world, region } = loadAccount(JSON.parse(text));
      const location = { account: world.account, partition: world.partition, region };
      const clouds = cloudsOf({
        credentials: { accessKeyId: 'wire', secretAccessKey: 'wire' },
        settings: { endpoint, forcePathStyle: true },
        env: {},
        pace: unpaced,
      });
      const session = { run: 'wire', remediation: unit.meta.id, kind: 'remediate' } as const;
      const writer = await clouds.write(location, session);
      await seeded(row.account, world, writer);

      const named = row.target ?? (await standOf(unit, resource, row)).target.id;
      const id = renamed(named, plain.world, ending);
      const target = await resource.resolve(id, location, clouds.look(location));
      if (!target) throw new Error(`moto has no ${id}`);
      const settings = unit.settings.parse(row.settings ?? {});
      const evaluate = async (): Promise<Evaluated> => {
        const state = await unit.read(target, clouds.look(location));
        return state === undefined ? { is: 'gone' } : unit.plan(state, target, settings);
      };
      const live = async ({ set, on }: Change) => unit.fields[set]?.get(on, target, clouds.look(location));
      const put = async (change: Change, value: unknown): Promise<void> => {
        const seen = await live(change);
        if (seen) await unit.fields[change.set]?.put(change.on, value, seen, target, writer);
      };

      const first = await evaluate();
      expectVerdict(first, row.expect ?? { is: 'compliant' });
      if (first.is !== 'non-compliant') return;
      for (const change of first.changes) {
        await put(change, change.after);
        expect(same((await live(change))?.value, change.after)).toBe(true);
      }
      expect((await evaluate()).is).toBe(first.changes.length > 0 ? (row.next?.is ?? 'compliant') : first.is);
      for (const change of first.changes.toReversed()) await put(change, change.before);
      expect(await evaluate()).toEqual(first);
    });
  });
};
