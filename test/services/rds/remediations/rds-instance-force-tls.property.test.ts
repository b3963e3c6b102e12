import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import unit from '../../../../src/services/rds/remediations/rds-instance-force-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import type { Call } from '../../../../src/sandbox/world.ts';
import { ownCalls, resourcesOf, standOf, type Stand } from '../../../kit/stand.ts';
import { evaluate, planIdOf } from '../../../kit/study.ts';

/** What differs between engines for us: static or dynamic, and the name of the parameter. */
const engines = [
  {
    Engine: 'postgres',
    EngineVersion: '14.12',
    family: 'postgres14',
    tls: 'rds.force_ssl',
    more: 'work_mem',
  },
  {
    Engine: 'mysql',
    EngineVersion: '8.0.40',
    family: 'mysql8.0',
    tls: 'require_secure_transport',
    more: 'wait_timeout',
  },
  {
    Engine: 'mariadb',
    EngineVersion: '10.6.18',
    family: 'mariadb10.6',
    tls: 'require_secure_transport',
    more: 'wait_timeout',
  },
  {
    Engine: 'sqlserver-se',
    EngineVersion: '15.00.4415.2.v1',
    family: 'sqlserver-se-15.0',
    tls: 'rds.force_ssl',
    more: 'max degree of parallelism',
  },
] as const;

const world = fc.record({
  engine: fc.constantFrom(...engines),
  /** Of the target and of up to seven others: the default group, or one of two. */
  groups: fc.array(fc.constantFrom('default', 'a-group', 'b-group'), { minLength: 1, maxLength: 8 }),
  value: fc.constantFrom(undefined, '0', '1'),
  tuned: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  queued: fc.constantFrom(
    {},
    { DBInstanceClass: 'db.r6g.large' },
    { EngineVersion: 'next', AllocatedStorage: 200 },
  ),
  sharedGroup: fc.constantFrom('ask', 'copy'),
});
type Made = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

const names = ['target', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const standIn = ({ engine, groups, value, tuned, queued, sharedGroup }: Made): Promise<Stand> => {
  const { Engine, EngineVersion, family, tls, more } = engine;
  const Parameters = [
    ...(value === undefined ? [] : [{ ParameterName: tls, ParameterValue: value }]),
    ...(tuned === undefined ? [] : [{ ParameterName: more, ParameterValue: String(tuned) }]),
  ];
  const DBInstances = groups.map((group, index) => ({
    DBInstanceIdentifier: names[index] ?? 'z',
    Engine,
    EngineVersion,
    PendingModifiedValues: queued,
    DBParameterGroups: [{ DBParameterGroupName: group === 'default' ? `default.${family}` : group }],
  }));
  const DBParameterGroups = ['a-group', 'b-group'].map((DBParameterGroupName) => ({
    DBParameterGroupName,
    DBParameterGroupFamily: family,
    Parameters,
  }));
  const account = { rds: { DBInstances, DBParameterGroups } };
  return standOf(unit, resource, { account, target: 'target', settings: { sharedGroup } });
};

const inputOf = ({ input }: Call, key: string): unknown =>
  typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;

const others = (stand: Stand) =>
  stand.host.world().rds.DBInstances.filter(({ DbiResourceId: id }) => id !== stand.target.id);
const groupsOfOthers = (stand: Stand): ReadonlySet<unknown> =>
  new Set(others(stand).map(({ DBParameterGroups: [group] }) => group?.DBParameterGroupName));

/** Applies and takes back, and hands over what was there and what was called. */
const lifeOf = async (made: Made) => {
  const stand = await standIn(made);
  const before = resourcesOf(stand.host);
  const first = await evaluate(stand);
  const outcome = await stand.apply();
  const run = 'run' in outcome ? outcome.run : undefined;
  const undone = run === undefined ? undefined : await stand.undo(run);
  return { stand, before, first, outcome, undone, calls: ownCalls(stand.host) };
};

test('nothing that the owner has queued is set off, and nothing is rebooted by us', () =>
  fc.assert(
    fc.asyncProperty(world, async (made) => {
      const { stand, calls } = await lifeOf(made);
      expect(calls.map(({ operation }) => operation)).not.toContain('rds:RebootDBInstance');
      expect(
        calls.map((call) => inputOf(call, 'ApplyImmediately')).filter((sent) => sent !== undefined),
      ).toEqual([]);
      for (const { PendingModifiedValues } of stand.host.world().rds.DBInstances)
        expect(PendingModifiedValues).toEqual(made.queued);
    }),
    { numRuns: 30 },
  ));

test("a group that others use is changed only where that was asked about, and never with 'copy'", () =>
  fc.assert(
    fc.asyncProperty(world, async (made) => {
      const stand = await standIn(made);
      const theirs = groupsOfOthers(stand);
      const { first, calls } = await lifeOf(made);
      const touched = calls.filter(
        (call) =>
          /^rds:(Modify|Reset|Delete)DBParameterGroup$/.test(call.operation) &&
          theirs.has(inputOf(call, 'DBParameterGroupName')),
      );
      const asked =
        first.is === 'non-compliant' &&
        (first.hazards ?? []).some(({ message }) => message === 'group-shared');
      const told = asked && made.sharedGroup === 'ask';
      expect(touched.length === 0 || told).toBe(true);
    }),
    { numRuns: 30 },
  ));

test('after undo nothing is left of us: no group, no attachment, no value', () =>
  fc.assert(
    fc.asyncProperty(world, async (made) => {
      const { stand, before, first, outcome, undone } = await lifeOf(made);
      expect(outcome.is).toBe(first.is === 'non-compliant' ? 'remediated' : 'compliant');
      if (undone === undefined) return;
      expect(undone.is).toBe('rolled-back');
      // Those that share a group changed in place go through the same reboots, which only their owners can do.
      const settled = (text: string) => text.replaceAll('"pending-reboot"', '"in-sync"');
      expect(settled(resourcesOf(stand.host))).toBe(before);
    }),
    { numRuns: 30 },
  ));

test('the other instances keep their groups, and the same state gives the same plan', () =>
  fc.assert(
    fc.asyncProperty(world, async (made) => {
      const stand = await standIn(made);
      const attached = () =>
        others(stand).map(({ DBParameterGroups: [group] }) => group?.DBParameterGroupName);
      const before = attached();
      const [one, two] = [await evaluate(stand), await evaluate(stand)];
      expect(planIdOf(stand, one)).toBe(planIdOf(stand, two));
      await stand.apply();
      expect(attached()).toEqual(before);
    }),
    { numRuns: 20 },
  ));
