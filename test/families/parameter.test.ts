import { describe, expect, test } from 'vitest';
import { remediation } from '../../src/core/model/remediation.ts';
import { isBefore, type ParameterGroups, type TlsParameter } from '../../src/families/parameter/groups.ts';
import { forceTls, parameterSettings } from '../../src/families/parameter.ts';
import { noAws, stageOf, target } from '../kit/families.ts';

/** Clusters of a document database: a static parameter whose values depend on the version, groups that are shared. */

interface ToyGroup {
  family: string;
  description: string;
  tags: Readonly<Record<string, string>>;
  set: Record<string, string>;
}

const tls: TlsParameter = {
  name: 'tls',
  engine: 'DocumentDB',
  upgradeTo: 'DocumentDB 5.0',
  onByDefault: () => false,
  wanted: (version) => (isBefore(version, '5.0') ? 'tls1.2+' : 'tls1.3+'),
  isOn: (value) => ['tls1.2+', 'tls1.3+', 'fips-140-3'].includes(value),
  isOff: (value) => ['disabled', 'enabled'].includes(value),
};
const own = 'waxseal-toy';

const clusterOf = (set: string | null, more: { readonly copies?: boolean; readonly group?: string } = {}) => {
  const made = (values: Record<string, string>): ToyGroup => ({
    family: 'docdb5.0',
    description: 'theirs',
    tags: {},
    set: values,
  });
  const first = more.group ?? 'orders-group';
  const world = {
    there: true,
    engine: 'docdb',
    version: '5.0.1',
    status: 'available',
    applies: 'in-sync',
    isStatic: false,
    queued: [] as string[],
    jobs: [] as string[],
    groups: new Map<string, ToyGroup>([[first, made(set === null ? {} : { tls: set, audit_logs: 'all' })]]),
    attached: new Map<string, string>([['toy', first]]),
    calls: [] as string[],
  };
  const groups: ParameterGroups = {
    type: 'cluster parameter group',
    thing: 'cluster',
    parametersPerCall: 20,
    copies: more.copies ?? true,
    isDefault: (name) => name.startsWith('default.'),
    ownName: () => own,
    tlsParameterOfFamily: () => tls,
    groupOf: async (name) => {
      const found = world.groups.get(name);
      return found && { name, ...found };
    },
    parametersOf: async (name) => {
      const found = world.groups.get(name);
      if (!found) return undefined;
      const shared = { isStatic: world.isStatic, isModifiable: true, sinceVersion: '' };
      const listed = ['tls', 'audit_logs'].map((key) => {
        const value = found.set[key] ?? null;
        return [key, { ...shared, value, set: value }] as const;
      });
      return new Map(listed);
    },
    usersOf: async (name) =>
      [...world.attached].flatMap(([user, group]) => (group === name ? [user] : [])).toSorted(),
    set: async (name, parameters) => {
      for (const one of parameters) {
        world.calls.push(`set ${name} ${one.name}=${one.value}${one.isStatic ? ' static' : ''}`);
        Object.assign(world.groups.get(name)?.set ?? {}, { [one.name]: one.value });
        if (one.isStatic) world.applies = 'pending-reboot';
      }
    },
    reset: async (name, parameters) => {
      for (const one of parameters) {
        world.calls.push(`reset ${name} ${one.name}`);
        delete world.groups.get(name)?.set[one.name];
      }
    },
    make: async (name, { family, description, tags, copyOf }) => {
      world.calls.push(copyOf === null ? `make ${name}` : `copy ${copyOf} ${name}`);
      const values = copyOf === null ? {} : { ...world.groups.get(copyOf)?.set };
      world.groups.set(name, { family, description, tags, set: values });
    },
    drop: async (name) => {
      world.calls.push(`drop ${name}`);
      world.groups.delete(name);
    },
  };
  const { messages, ...parts } = forceTls({
    thing: 'cluster',
    service: 'DocumentDB',
    value: 'tls1.2+ or better',
    off: 'disabled',
    reboot: 'Reboot every member',
    inTemplate: 'an AWS::DocDB::DBClusterParameterGroup',
    attachment: 'clusterGroup',
    groups,
    defaultOf: (family) => `default.${family}`,
    attached: async () => world.attached.get('toy'),
    attach: async (_arn, group) => {
      world.calls.push(`attach ${group}`);
      world.attached.set('toy', group);
    },
    find: async () => {
      if (!world.there) return undefined;
      const { engine, version, status, queued, applies } = world;
      const group = world.attached.get('toy');
      return {
        thing: { name: 'toy', engine, version, status, queued, stack: null },
        tls: engine === 'docdb' ? tls : undefined,
        groups: group === undefined ? [] : [{ name: group, applyStatus: applies }],
      };
    },
    around: async () => world.jobs,
    messages: {
      'jobs-without-tls': {
        says: 'Jobs connect to {cluster} without TLS: {jobs}.',
        todo: 'Change them first.',
      },
      neptune: { says: 'Cluster {cluster} is another database.' },
    },
    meaningOf: (status) => ({
      is:
        status === 'available'
          ? 'ready'
          : status === 'stopped'
            ? 'stopped'
            : status === 'odd'
              ? 'unheard'
              : 'passing',
    }),
    outside: ({ name }) => ({ is: 'not-applicable', message: 'neptune', data: { cluster: name } }),
    hazards: ({ around, thing }) =>
      around.length > 0
        ? [{ message: 'jobs-without-tls', data: { cluster: thing.name, jobs: around.join(', ') } }]
        : [],
    notes: () => [],
  });
  const unit = remediation({
    meta: {
      id: 'toy-cluster-force-tls',
      version: 1,
      family: 'parameter',
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Clusters refuse connections without TLS',
      summary: 'Sets tls in the parameter group.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [],
    },
    settings: parameterSettings,
    ...parts,
  });
  const stage = stageOf(unit);
  const set_ = (settings: Readonly<Record<string, unknown>>) => {
    stage.toy.policy = {
      ...stage.toy.policy,
      rules: [{ settings: { 'toy-cluster-force-tls': settings } }],
    };
  };
  return { world, unit, ...stage, settings: set_ };
};

describe('a group of its own', () => {
  test('is changed in place, to what the version takes, and back', async () => {
    const { world, look, takeBack } = clusterOf('enabled');
    const done = await look();
    expect(done.is).toBe('remediated');
    expect(world.calls).toEqual(['set orders-group tls=tls1.3+']);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.groups.get('orders-group')?.set).toEqual({ tls: 'enabled', audit_logs: 'all' });
  });
  test('an older version gets an older value', async () => {
    const { world, look } = clusterOf('disabled');
    world.version = '4.0.0';
    expect((await look()).is).toBe('remediated');
    expect(world.calls).toEqual(['set orders-group tls=tls1.2+']);
  });
  test('what was not set is reset by undo', async () => {
    const { world, look, takeBack } = clusterOf(null);
    const done = await look();
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.calls).toEqual(['set orders-group tls=tls1.3+', 'reset orders-group tls']);
  });
  test('what was set to the engine’s own default is set to it again, not reset', async () => {
    const { world, look, takeBack } = clusterOf('disabled');
    const done = await look();
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.calls).toEqual(['set orders-group tls=tls1.3+', 'set orders-group tls=disabled']);
    expect(world.groups.get('orders-group')?.set).toEqual({ tls: 'disabled', audit_logs: 'all' });
  });
  test('undo after somebody has set something else is refused', async () => {
    const { world, look, takeBack } = clusterOf('enabled');
    const done = await look();
    Object.assign(world.groups.get('orders-group')?.set ?? {}, { tls: 'fips-140-3' });
    expect(await takeBack(done)).toMatchObject({ is: 'refused', conflicts: [{ now: 'fips-140-3' }] });
  });
  test('a static parameter waits for the owner’s reboot', async () => {
    const { world, look, wakeUp, said } = clusterOf('enabled');
    world.isStatic = true;
    expect(await said()).toEqual(['plaintext-accepted', 'reboot-follows']);
    world.queued = ['EngineVersion'];
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toContain('queued-changes');
    world.queued = [];
    expect((await look()).is).toBe('settling');
    expect(await said()).toEqual(['reboot-needed']);
    world.applies = 'in-sync';
    await wakeUp(60 * 25);
    expect((await look()).is).toBe('compliant');
  });
});

describe('a group that others use', () => {
  const shared = (copies = true) => {
    const stage = clusterOf('enabled', { copies });
    stage.world.attached.set('billing', 'orders-group');
    return stage;
  };
  test('is changed for all of them only when they agree', async () => {
    const { look, agree, said, world } = shared();
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toEqual(['plaintext-accepted', 'group-shared']);
    expect((await agree()).is).toBe('remediated');
    expect(world.calls).toEqual(['set orders-group tls=tls1.3+']);
  });
  test('or copied for one, and the copy goes with undo', async () => {
    const { world, look, takeBack, settings, said } = shared();
    settings({ sharedGroup: 'copy' });
    expect(await said()).toEqual(['plaintext-accepted', 'reboot-follows', 'upgrade-needs-group']);
    const done = await look();
    // In sync is no proof while AWS may not have told of the attachment yet.
    expect(done.is).toBe('settling');
    expect(world.calls).toEqual([`copy orders-group ${own}`, `set ${own} tls=tls1.3+`, `attach ${own}`]);
    expect(world.groups.get(own)?.tags).toEqual({
      'waxseal:created-for': target.arn,
      'waxseal:copy-of': 'orders-group',
    });
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect([world.groups.has(own), world.attached.get('toy')]).toEqual([false, 'orders-group']);
  });
  test('where AWS copies no groups, it is asked', async () => {
    const { look, settings, said } = shared(false);
    settings({ sharedGroup: 'copy' });
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toContain('group-shared');
  });
});

describe('a default group', () => {
  const standing = () => clusterOf(null, { group: 'default.docdb5.0' });
  test('is left alone: the cluster gets one of its own, and undo gives the default back', async () => {
    const { world, look, takeBack } = standing();
    const done = await look();
    // In sync is no proof while AWS may not have told of the attachment yet.
    expect(done.is).toBe('settling');
    expect(world.calls).toEqual([`make ${own}`, `set ${own} tls=tls1.3+`, `attach ${own}`]);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.attached.get('toy')).toBe('default.docdb5.0');
    expect(world.groups.has(own)).toBe(false);
  });
  test('of several default groups of a family, undo gives back the one that was there', async () => {
    const { world, look, takeBack } = clusterOf(null, { group: 'default.docdb5.0.sharded' });
    const done = await look();
    expect(world.attached.get('toy')).toBe(own);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.attached.get('toy')).toBe('default.docdb5.0.sharded');
  });
  test('a group of that name that is not ours is never touched', async () => {
    const { world, look, said } = standing();
    world.groups.set(own, { family: 'docdb5.0', description: 'x', tags: {}, set: {} });
    expect(await look()).toMatchObject({
      is: 'manual-action-needed',
      plan: { why: { id: 'group-name-taken' } },
    });
    expect(await said()).toEqual(['group-name-taken']);
    expect(world.calls).toEqual([]);
  });
  test('nothing but a group with our tag is deleted', async () => {
    const { world, unit } = standing();
    const field = unit.fields.parameterGroup;
    world.groups.set(own, { family: 'docdb5.0', description: 'x', tags: {}, set: {} });
    const theirs = await field.get(own, target, noAws);
    await expect(field.put(own, null, theirs, target, noAws)).rejects.toThrow('does not carry the tag');
    expect(world.groups.has(own)).toBe(true);
  });
  test('undo deletes no group that somebody else uses by now', async () => {
    const { world, look, takeBack } = standing();
    const done = await look();
    world.attached.set('billing', own);
    expect((await takeBack(done)).is).toBe('failed');
    expect(world.groups.has(own)).toBe(true);
  });
});

describe('what is not changed', () => {
  test.each<readonly [string, (world: ReturnType<typeof clusterOf>['world']) => void, object]>([
    [
      'while it is at work',
      (world) => (world.status = 'modifying'),
      { is: 'pending', why: { id: 'cluster-busy' } },
    ],
    [
      'while it is stopped',
      (world) => (world.status = 'stopped'),
      { is: 'pending', why: { id: 'cluster-stopped' } },
    ],
    [
      'in a state that nobody knows',
      (world) => (world.status = 'odd'),
      { is: 'unknown', why: { id: 'status-unknown' } },
    ],
    [
      'while the group is applied',
      (world) => (world.applies = 'applying'),
      { is: 'pending', why: { id: 'group-applying' } },
    ],
    ['of a group whose state nobody knows', (world) => (world.applies = 'odd'), { is: 'unknown' }],
    [
      'without exactly one group',
      (world) => world.attached.clear(),
      { is: 'unknown', why: { id: 'apply-status-unknown' } },
    ],
    [
      'with a value that nobody knows',
      (world) =>
        world.groups.set('orders-group', {
          family: 'docdb5.0',
          description: '',
          tags: {},
          set: { tls: 'quantum' },
        }),
      { is: 'unknown', why: { id: 'value-unknown' } },
    ],
    [
      'of another engine',
      (world) => (world.engine = 'neptune'),
      { is: 'not-applicable', why: { id: 'neptune' } },
    ],
    ['once it is gone', (world) => (world.there = false), { is: 'gone' }],
  ])('%s', async (_name, change, outcome) => {
    const { world, look, said } = clusterOf('enabled');
    change(world);
    expect(await look()).toMatchObject(outcome);
    if (world.there) expect(await said()).toHaveLength(1);
    expect(world.calls).toEqual([]);
  });
  test('a hazard of the unit asks', async () => {
    const { world, look, said } = clusterOf('enabled');
    world.jobs = ['nightly'];
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toContain('jobs-without-tls');
  });
  test('what demands TLS already', async () => {
    expect((await clusterOf('tls1.2+').look()).is).toBe('compliant');
    expect((await clusterOf('fips-140-3').look()).is).toBe('compliant');
  });
});
