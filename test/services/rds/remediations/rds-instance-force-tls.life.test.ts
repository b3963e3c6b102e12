import { describe, expect, test } from 'vitest';
import { ownGroupName } from '../../../../src/services/rds/facts/names.ts';
import { defaultPolicy } from '../../../../src/core/policy/default-policy.ts';
import { WaxsealError } from '../../../../src/core/model/errors.ts';
import type { Outcome } from '../../../../src/core/model/outcome.ts';
import { reconcile } from '../../../../src/core/engine/reconcile.ts';
import { impacts } from '../../../../src/core/model/remediation.ts';
import { undo } from '../../../../src/core/engine/undo.ts';
import unit from '../../../../src/services/rds/remediations/rds-instance-force-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import { loadAccount, type AccountFile } from '../../../../src/sandbox/account.ts';
import { Crash, type Fault } from '../../../../src/sandbox/faults.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { notToldYet } from '../../../../src/services/rds/sandbox/world.ts';
import { sandboxPorts } from '../../../../src/sandbox/sandbox-ports.ts';

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const own = ownGroupName(arn, 'postgres14');
const day = 86_400_000;
const actor = 'arn:aws:iam::111122223333:user/owner';

const plain: AccountFile = { rds: { DBInstances: [{ DBInstanceIdentifier: 'orders', Engine: 'postgres' }] } };

/** An account, and an owner who lets everything be done to it and does the rest by hand. */
const standOf = async (account: AccountFile, faults: readonly Fault[] = []) => {
  const host = startHost(loadAccount(account), { faults });
  const location = { account: host.account, region: host.region, partition: host.partition };
  const catalog = { listings: [], remediation: async () => unit, resource: async () => resource };
  const optIn = { impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' };
  const ports = sandboxPorts(host, {
    policy: () => ({ ...defaultPolicy, mode: 'auto', optIns: [optIn] }),
    catalog,
  });
  const target = await resource.resolve('orders', location, ports.clouds.look(location));
  if (!target) throw new Error('the account has no instance called orders');
  const by = (operation: string, input: Readonly<Record<string, unknown>>) =>
    host.write({ operation: `rds:${operation}`, input });
  return {
    host,
    ports,
    target,
    by,
    look: () => reconcile({ unit, resource, target, cause: { by: 'sweep' } }, ports),
    takeBack: (run: string) => undo({ run, actor, reason: 'clients broke' }, catalog, ports),
    reboot: () => {
      by('RebootDBInstance', { DBInstanceIdentifier: 'orders' });
      host.advance(120_000);
    },
    attached: () =>
      host.world().rds.DBInstances.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === 'orders')
        ?.DBParameterGroups[0],
    groups: () => host.world().rds.DBParameterGroups.map(({ DBParameterGroupName }) => DBParameterGroupName),
  };
};
const runOf = (outcome: Outcome): string => ('run' in outcome ? (outcome.run ?? '') : '');
const codeOf = (outcome: Outcome): string => (outcome.is === 'failed' ? outcome.failure.code : outcome.is);

describe('an undo of a group that was attached', () => {
  test('ends when RDS shows the one before, and says that clients meet it after a reboot', async () => {
    const { host, look, reboot, attached, takeBack } = await standOf(plain);
    const fix = runOf(await look());
    host.advance(3_600_000);
    reboot();
    host.advance(3_600_000);
    expect(await look()).toMatchObject({ is: 'remediated' });
    const undone = await takeBack(fix);
    expect(undone).toMatchObject({
      is: 'rolled-back',
      plan: {
        why: {
          says: `Undo of ${fix}: clients broke. The fix held only after a restart, and so may this: until then clients may meet what the fix has set.`,
        },
      },
    });
    expect(attached()).toEqual({
      DBParameterGroupName: 'default.postgres14',
      ParameterApplyStatus: expect.stringMatching(/pending-reboot/),
    });
  });
});

describe('a new group', () => {
  test('waits for days, until its owner reboots, and is remediated then', async () => {
    const { host, look, reboot, attached } = await standOf(plain);
    expect((await look()).is).toBe('settling');
    for (const _day of [1, 2, 3, 4, 5]) {
      host.advance(day);
      expect((await look()).is).toBe('settling');
      expect(attached()).toEqual({ DBParameterGroupName: own, ParameterApplyStatus: 'pending-reboot' });
    }
    reboot();
    expect((await look()).is).toBe('remediated');
  });

  test('is taken back before the reboot too', async () => {
    const { host, look, takeBack, attached, groups } = await standOf(plain);
    const outcome = await look();
    host.advance(day);
    expect((await takeBack(runOf(outcome))).is).toBe('rolled-back');
    expect(attached()?.DBParameterGroupName).toBe('default.postgres14');
    expect(groups()).toEqual(['default.postgres14']);
  });

  test('is not proven by what RDS tells before it tells of the reboot', async () => {
    const { host, look, attached, reboot } = await standOf(plain);
    expect((await look()).is).toBe('settling');
    host.advance(30_000);
    expect(await look()).toMatchObject({ is: 'settling' });
    // Told as in sync all that time.
    expect(attached()?.ParameterApplyStatus).toBe(notToldYet);
    reboot();
    expect((await look()).is, 'it may be the answer from before').toBe('settling');
    host.advance(31 * 60_000);
    expect((await look()).is).toBe('remediated');
  });

  test('is not taken back when somebody has tuned it since', async () => {
    const { host, look, takeBack, by, attached } = await standOf(plain);
    const outcome = await look();
    host.advance(day);
    const Parameters = [{ ParameterName: 'work_mem', ParameterValue: '4096', ApplyMethod: 'immediate' }];
    by('ModifyDBParameterGroup', { DBParameterGroupName: own, Parameters });
    expect(await takeBack(runOf(outcome))).toMatchObject({
      is: 'refused',
      conflicts: [{ set: 'parameterGroup' }],
    });
    expect(attached()?.DBParameterGroupName).toBe(own);
  });

  test('stays when another instance uses it by now', async () => {
    const stock = { DBInstanceIdentifier: 'stock', Engine: 'postgres' };
    const { host, look, takeBack, by, attached, groups } = await standOf({
      rds: { DBInstances: [...(plain.rds?.DBInstances ?? []), stock] },
    });
    const outcome = await look();
    host.advance(day);
    by('ModifyDBInstance', { DBInstanceIdentifier: 'stock', DBParameterGroupName: own });
    expect(codeOf(await takeBack(runOf(outcome)))).toBe('group-in-use');
    expect(attached()?.DBParameterGroupName).toBe('default.postgres14');
    expect(groups()).toContain(own);
  });

  test('stays when it is not ours', async () => {
    const { ports, target } = await standOf({
      rds: {
        ...plain.rds,
        DBParameterGroups: [{ DBParameterGroupName: own, DBParameterGroupFamily: 'postgres14' }],
      },
    });
    const seen = await unit.fields.parameterGroup.get(own, target, ports.clouds.look(target));
    const writer = await ports.clouds.write(target, { run: 'run', remediation: unit.meta.id, kind: 'undo' });
    await expect(unit.fields.parameterGroup.put(own, null, seen, target, writer)).rejects.toThrow(
      WaxsealError,
    );
  });
});

test('a reboot that is due anyway is waited for', async () => {
  const { host, look, reboot, attached } = await standOf({
    rds: {
      DBInstances: [
        {
          DBInstanceIdentifier: 'orders',
          Engine: 'postgres',
          DBParameterGroups: [{ DBParameterGroupName: 'mine', ParameterApplyStatus: 'pending-reboot' }],
        },
      ],
      DBParameterGroups: [{ DBParameterGroupName: 'mine', DBParameterGroupFamily: 'postgres14' }],
    },
  });
  const outcome = await look();
  expect(outcome).toMatchObject({ is: 'settling', plan: { notes: [{ id: 'reboot-due' }] } });
  host.advance(day);
  expect((await look()).is).toBe('settling');
  expect(attached()?.ParameterApplyStatus).toBe('pending-reboot');
  reboot();
  expect((await look()).is).toBe('remediated');
});

describe('one thing goes wrong at a write, and it is finished all the same, once', () => {
  const operations = ['CreateDBParameterGroup', 'ModifyDBParameterGroup', 'ModifyDBInstance'];
  const kinds = [
    'throttle',
    'server-error',
    'reset',
    'lost-response',
    'crash-before',
    'crash-after',
  ] as const;
  const faults = operations.flatMap((operation) =>
    kinds.map((kind) => ({ operation: `rds:${operation}`, kind })),
  );

  test.each(faults)('$operation $kind', async (fault) => {
    const { host, look, reboot, takeBack, attached, groups } = await standOf(plain, [fault]);
    const outcomes: Outcome[] = [];
    for (let turn = 0; turn < 8 && outcomes.at(-1)?.is !== 'remediated'; turn += 1) {
      const outcome = await look().catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        return undefined;
      });
      if (host.isDead()) host.revive();
      else if (outcome) outcomes.push(outcome);
      host.advance(day);
      if (attached()?.ParameterApplyStatus === 'pending-reboot') reboot();
    }
    expect(host.faults()).toEqual([{ fault, fired: true }]);
    const remediated = outcomes.at(-1);
    expect(remediated?.is).toBe('remediated');
    expect(attached()).toEqual({ DBParameterGroupName: own, ParameterApplyStatus: 'in-sync' });
    expect(groups()).toEqual(['default.postgres14', own]);
    expect((await takeBack(runOf(remediated ?? { is: 'gone' }))).is).toBe('rolled-back');
    expect(groups()).toEqual(['default.postgres14']);
  });
});

describe('an instance whose group cannot be read', () => {
  const target = {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::RDS::DBInstance',
    id: 'db-X',
    arn,
  };
  const instance = {
    name: 'orders',
    engine: 'postgres',
    version: '14.12',
    queued: [],
    stack: null,
    cluster: null,
    address: null,
    port: null,
    replicaOf: null,
    replicas: 0,
    backupDays: null,
  };

  test.each([
    ['creating', [], 'pending', { instance: 'orders', status: 'creating' }],
    ['stopped', [], 'pending', { instance: 'orders' }],
    ['available', [], 'unknown', { instance: 'orders', group: '(none)', status: 'nothing' }],
    ['failed', [], 'unknown', { instance: 'orders', group: '(none)', status: 'nothing' }],
    ['', [], 'unknown', { instance: 'orders', group: '(none)', status: 'nothing' }],
    [
      'available',
      [
        { name: 'one', applyStatus: 'in-sync' },
        { name: 'two', applyStatus: 'applying' },
      ],
      'unknown',
      { instance: 'orders', group: 'one, two', status: 'in-sync, applying' },
    ],
  ])('while "%s", with groups %j, it is %s', (status, groups, is, data) => {
    const verdict = unit.plan({ is: 'groupless', thing: { ...instance, status }, groups }, target, {
      sharedGroup: 'ask',
    });
    expect(verdict).toMatchObject({ is, data });
  });
});
