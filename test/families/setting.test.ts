import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { remediation } from '../../src/core/model/remediation.ts';
import { setting } from '../../src/families/setting.ts';
import { ladder, readinessBy } from '../../src/families/steps.ts';
import { noAws, stageOf, target } from '../kit/families.ts';

/** A cache that goes from no TLS over both to TLS alone, while AWS takes its time. */

type Mode = 'off' | 'preferred' | 'required' | 'sometimes';

interface World {
  mode: Mode | undefined;
  status: string;
  /** What AWS is on its way to. */
  next: Mode | undefined;
  version: number;
  engine: string;
  clients: number;
  readonly calls: string[];
}

const cacheOf = (mode: Mode | undefined, reversible: true | { readonly not: string } = true) => {
  const world: World = {
    mode,
    status: 'available',
    next: undefined,
    version: 7,
    engine: 'valkey',
    clients: 0,
    calls: [],
  };
  const readiness = readinessBy({
    ready: ['available'],
    busy: ['modifying'],
    people: { 'create-failed': 'Make it anew.' },
  });
  const { messages, ...parts } = setting({
    attribute: 'transitEncryptionMode',
    thing: 'replication group',
    setting: 'TransitEncryptionMode',
    comparesAndSets: true,
    messages: {
      'plaintext-clients': { says: '{count} clients of {name} speak plaintext.', todo: 'Move them first.' },
      'engine-too-old': { says: '{name} is too old.', todo: 'Make another.' },
      memcached: { says: '{name} is another kind of cache.' },
    },
    read: async () =>
      world.mode === undefined
        ? undefined
        : {
            held: [
              {
                on: target.arn,
                value: world.mode,
                ...(world.next !== undefined && { arriving: world.next }),
              },
            ],
            readiness: readiness(world.status),
            around: { clients: world.clients, version: world.version, engine: world.engine },
          },
    get: async () => ({ value: world.mode ?? null, token: world.version }),
    put: async (_on, value, token) => {
      if (token !== world.version) throw new Error('stale');
      world.calls.push(value);
      world.mode = value;
    },
    meaning: ladder<Mode>(
      'off',
      { to: 'preferred', impact: ['none'] },
      { to: 'required', impact: ['breaks-plaintext'] },
    ),
    outside: ({ around }, { id: name }) =>
      around.engine === 'memcached' ? { message: 'memcached', data: { name } } : undefined,
    sayings: ({ around }, stepping, { id: name }) => ({
      obstacles: around.version < 7 ? [{ message: 'engine-too-old', data: { name } }] : [],
      hazards:
        around.clients > 0 && stepping.some(({ step }) => step.to === 'required')
          ? [{ message: 'plaintext-clients', data: { name, count: around.clients } }]
          : [],
    }),
    source: ({ after }) => ({
      cloudformation: `TransitEncryptionMode: ${String(after)}`,
      cdk: `transitEncryptionMode: '${String(after)}'`,
      terraform: `transit_encryption_mode = "${String(after)}"`,
    }),
  });
  const unit = remediation({
    meta: {
      id: 'toy-cache-tls',
      version: 1,
      family: 'setting',
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Caches take TLS only',
      summary: 'Sets TransitEncryptionMode, step by step.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [],
    },
    settings: z.strictObject({}),
    ...parts,
  });
  return { world, unit, ...stageOf(unit) };
};

describe('step by step', () => {
  test('a plan says which step of how many it is', async () => {
    const { unit } = cacheOf('off');
    const stepAt = (value: Mode) => {
      const verdict = unit.plan(
        {
          held: [{ on: 'cache', value }],
          readiness: { is: 'ready' },
          around: { clients: 0, version: 7, engine: 'redis' },
        },
        target,
        {},
      );
      return verdict.is === 'non-compliant' ? verdict.step : verdict.is;
    };
    expect([stepAt('off'), stepAt('preferred'), stepAt('required')]).toEqual([
      { next: 1, of: 2 },
      { next: 2, of: 2 },
      'compliant',
    ]);
  });

  test('off, both, TLS alone: one step at a look, each with its own plan', async () => {
    const { world, look } = cacheOf('off');
    expect((await look()).is).toBe('progressed');
    expect(world.mode).toBe('preferred');
    expect((await look()).is).toBe('remediated');
    expect(world.calls).toEqual(['preferred', 'required']);
    expect((await look()).is).toBe('compliant');
  });

  test('the hazard of a step asks at that step', async () => {
    const { world, look, agree, said } = cacheOf('off');
    world.clients = 3;
    expect((await look()).is).toBe('progressed');
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toEqual(['not-as-wanted', 'plaintext-clients']);
    expect(world.calls).toEqual(['preferred']);
    expect((await agree()).is).toBe('remediated');
  });

  test('undo takes back the last step', async () => {
    const { world, look, takeBack } = cacheOf('preferred');
    const done = await look();
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.mode).toBe('preferred');
  });

  test('undo of what somebody set since is refused', async () => {
    const { world, look, takeBack } = cacheOf('preferred');
    const done = await look();
    world.mode = 'off';
    expect(await takeBack(done)).toMatchObject({ is: 'refused', conflicts: [{ now: 'off' }] });
  });

  test('one way: it asks first and says so, and is not taken back', async () => {
    const { look, agree, takeBack } = cacheOf('preferred', { not: 'AWS has no way back.' });
    expect((await look()).is).toBe('approval-requested');
    const done = await agree();
    expect(done.is).toBe('remediated');
    expect(await takeBack(done)).toMatchObject({
      is: 'refused',
      because: [{ says: 'AWS has no way back.' }],
    });
  });
});

describe('in between', () => {
  test('nothing is said while AWS is at work, not even good news', async () => {
    for (const mode of ['off', 'required'] as const) {
      const { world, look, said } = cacheOf(mode);
      world.status = 'modifying';
      expect(await look()).toMatchObject({ is: 'pending', why: { id: 'busy' } });
      expect(await said()).toEqual(['busy']);
      expect(world.calls).toEqual([]);
    }
  });

  test('what AWS is on its way to is waited for', async () => {
    const { world, look } = cacheOf('off');
    world.next = 'preferred';
    expect(await look()).toMatchObject({ is: 'pending' });
    Object.assign(world, { mode: 'required', next: undefined });
    expect((await look()).is).toBe('compliant');
  });

  test('a change that AWS takes time over is found remediated by the waker', async () => {
    const { world, look, wakeUp } = cacheOf('preferred');
    const taking = Object.getOwnPropertyDescriptor(world, 'mode');
    let shown: Mode = 'preferred';
    Object.defineProperty(world, 'mode', { get: () => shown, set: () => {}, configurable: true });
    expect((await look()).is).toBe('settling');
    shown = 'required';
    await wakeUp(30);
    Object.defineProperty(world, 'mode', { ...taking, value: 'required' });
    expect((await look()).is).toBe('compliant');
    expect(world.calls).toEqual(['required']);
  });
});

describe('what is not changed', () => {
  test('a value or a status that nobody knows is unknown, never good', async () => {
    const odd = cacheOf('sometimes');
    expect(await odd.look()).toMatchObject({ is: 'unknown', why: { id: 'value-unknown' } });
    expect(await odd.said()).toEqual(['value-unknown']);
    const strange = cacheOf('off');
    strange.world.status = 'dreaming';
    expect(await strange.look()).toMatchObject({ is: 'unknown', why: { id: 'status-unknown' } });
    expect(await strange.said()).toEqual(['status-unknown']);
    Object.assign(strange.world, { status: '' });
    expect(JSON.stringify(await strange.look())).toContain('(nothing)');
  });

  test('what needs people first', async () => {
    const { world, look, said } = cacheOf('off');
    world.status = 'create-failed';
    expect(await look()).toMatchObject({
      is: 'manual-action-needed',
      plan: { why: { id: 'needs-people', todo: 'Make it anew.' } },
    });
    expect(await said()).toEqual(['needs-people']);
    Object.assign(world, { status: 'available', version: 6 });
    expect(await look()).toMatchObject({
      is: 'manual-action-needed',
      plan: { changes: [], why: { id: 'engine-too-old' } },
    });
    expect(world.calls).toEqual([]);
  });

  test('another kind of thing, and one that is gone', async () => {
    const { world, look } = cacheOf('off');
    world.engine = 'memcached';
    expect(await look()).toMatchObject({ is: 'not-applicable', why: { id: 'memcached' } });
    world.mode = undefined;
    expect(await look()).toEqual({ is: 'gone' });
  });

  test('what was absent and can never be made so', async () => {
    const { unit } = cacheOf('off');
    const field = unit.fields.transitEncryptionMode;
    const seen = await field.get(target.arn, target, noAws);
    await expect(field.put(target.arn, null, seen, target, noAws)).rejects.toThrow('never absent');
  });
});

describe('a value that is AWS’s default', () => {
  const attributeOf = (before: string | null) => {
    const world = { value: before, calls: [] as string[] };
    const { messages, ...parts } = setting({
      attribute: 'routingTls',
      thing: 'proxy',
      setting: 'RoutingTls',
      read: async () => ({
        held: [{ on: target.arn, value: world.value }],
        readiness: { is: 'ready' },
        around: undefined,
      }),
      get: async () => ({ value: world.value }),
      put: async (_on, value) => {
        world.calls.push(`put ${value}`);
        world.value = value;
      },
      remove: async () => {
        world.calls.push('remove');
        world.value = null;
      },
      meaning: (value) => (value === 'on' ? 'good' : { to: 'on', impact: ['breaks-plaintext'] }),
    });
    const { meta } = cacheOf('off').unit;
    const unit = remediation({ meta: { ...meta, messages }, settings: z.strictObject({}), ...parts });
    return { world, ...stageOf(unit) };
  };

  test.each([
    ['put again where it was said', 'off', 'put off'],
    ['absent again where it was not', null, 'remove'],
  ])('is %s', async (_name, before, call) => {
    const { world, look, takeBack } = attributeOf(before);
    const done = await look();
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world).toEqual({ value: before, calls: ['put on', call] });
  });
});

test('the change in code', async () => {
  const { evaluate, unit } = cacheOf('off');
  const [change] = (await evaluate()).plan?.changes ?? [];
  expect(change && unit.source?.(change, target)?.terraform).toBe('transit_encryption_mode = "preferred"');
});
