import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src/core/model/catalog.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import type { Endpoint, Plaintext } from '../../../src/core/model/endpoint.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { toyOf, type Toy } from '../../kit/toy.ts';
import { findingOf, runsOf } from '../../kit/toy-runs.ts';

/** After a fix the resource itself is asked, where that is possible. */

const endpoint = (port: number): Endpoint => ({ host: 'toy.example', port, protocol: 'http' });

interface World {
  readonly toy: Toy;
  readonly asked: Endpoint[];
  answers: (asked: Endpoint) => Plaintext | Error;
  endpoints: () => readonly Endpoint[];
  readonly look: () => ReturnType<typeof reconcile>;
}

const worldOf = (dials: Record<string, number | null> = { a: 0 }): World => {
  const toy = toyOf(dials);
  const world: World = {
    toy,
    asked: [],
    answers: () => ({ is: 'refused', says: 'It is closed.' }),
    endpoints: () => [endpoint(80)],
    look: () => reconcile(job, ports),
  };
  const job: Job = {
    ...toy.job,
    resource: { ...toy.job.resource, endpoints: async () => world.endpoints() },
  };
  const ports: Ports = {
    ...toy.ports,
    probe: async (asked) => {
      world.asked.push(asked);
      const answer = world.answers(asked);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return world;
};

const logged = async ({ toy }: World): Promise<unknown> => {
  const outcomes: unknown[] = [];
  for await (const { value } of toy.ports.journal.list<{ outcome: unknown }>('entry'))
    outcomes.push(value.outcome);
  return outcomes.at(-1);
};

describe('after a fix', () => {
  test('plaintext is refused: that is journalled with what was verified', async () => {
    const world = worldOf();
    const met = [
      { check: 'probe-refused', says: 'A probe of toy.example:80 was refused plaintext. It is closed.' },
    ];
    expect(await world.look()).toMatchObject({ is: 'remediated', met });
    expect(await logged(world)).toMatchObject({ is: 'remediated', met });
    expect((await runsOf(world.toy)).map(({ status }) => status)).toEqual(['done']);
  });

  test('nothing is known: verified by reading alone, and why is journalled', async () => {
    const world = worldOf();
    world.answers = () => ({ is: 'unknown', says: '10.0.0.1 is a private address.' });
    expect(await world.look()).toMatchObject({
      is: 'remediated',
      met: [{ check: 'probe-unknown', says: expect.stringContaining('10.0.0.1 is a private address.') }],
    });
  });

  test('plaintext is accepted: it is not verified, whatever AWS shows', async () => {
    const world = worldOf();
    world.answers = () => ({ is: 'accepted', says: 'Plaintext is answered with 200.' });
    expect(await world.look()).toMatchObject({
      is: 'settling',
      met: [{ check: 'probe-accepted', says: expect.stringContaining('answered with 200') }],
    });
    const row = await findingOf(world.toy);
    expect(row?.value.is).toBe('settling');
    expect(row?.value.since).toBeDefined();
    expect(row?.dueAt).toBeDefined();
    expect((await runsOf(world.toy)).map(({ status }) => status)).toEqual(['open']);
  });

  test('and is asked again until it is refused; nothing is written meanwhile', async () => {
    const world = worldOf();
    world.answers = () => ({ is: 'accepted', says: 'no' });
    expect((await world.look()).is).toBe('settling');
    const writes = [...world.toy.writes];
    world.toy.pass(5);
    expect((await world.look()).is).toBe('settling');
    world.answers = () => ({ is: 'refused', says: 'yes' });
    world.toy.pass(5);
    expect((await world.look()).is).toBe('remediated');
    expect(world.toy.writes).toEqual(writes);
    expect(world.asked).toHaveLength(3);
  });

  test('one endpoint of several that accepts is one too many', async () => {
    const world = worldOf();
    world.endpoints = () => [endpoint(80), endpoint(81)];
    world.answers = ({ port }) => ({ is: port === 81 ? 'accepted' : 'refused', says: '' });
    expect((await world.look()).is).toBe('settling');
  });

  test('no more than five endpoints are asked, and the rest is told', async () => {
    const world = worldOf();
    world.endpoints = () => [80, 81, 82, 83, 84, 85, 86].map(endpoint);
    const outcome = await world.look();
    expect(world.asked).toHaveLength(5);
    expect(outcome).toMatchObject({ is: 'remediated' });
    expect('met' in outcome ? outcome.met?.at(-1) : undefined).toMatchObject({
      check: 'probe-unknown',
      says: expect.stringContaining('2 more'),
    });
  });
});

describe('a probe that is not ready', () => {
  const notReady: Plaintext = { is: 'unknown', says: 'It wakes up.', again: true };

  test('is asked again by the waker, and nothing is written meanwhile', async () => {
    const world = worldOf();
    world.answers = () => notReady;
    expect(await world.look()).toMatchObject({
      is: 'settling',
      met: [{ check: 'probe-pending', says: 'A probe of toy.example:80 cannot be made yet. It wakes up.' }],
    });
    expect((await findingOf(world.toy))?.dueAt).toBe('2026-11-21T10:02:00.000Z');
    expect((await runsOf(world.toy)).map(({ status }) => status)).toEqual(['open']);
    const writes = [...world.toy.writes];
    world.answers = () => ({ is: 'refused', says: 'yes' });
    world.toy.pass(2);
    expect(await world.look()).toMatchObject({ is: 'remediated', met: [{ check: 'probe-refused' }] });
    expect(world.toy.writes).toEqual(writes);
  });

  test('four times: then the fix stands on what AWS shows, with why nothing is known', async () => {
    const world = worldOf();
    world.answers = () => notReady;
    const ended: string[] = [];
    for (const minutes of [2, 4, 8, 16]) {
      ended.push((await world.look()).is);
      world.toy.pass(minutes);
    }
    expect(ended).toEqual(['settling', 'settling', 'settling', 'remediated']);
    expect(await logged(world)).toMatchObject({
      is: 'remediated',
      met: [
        {
          check: 'probe-unknown',
          says: 'A probe of toy.example:80 showed nothing about plaintext. It wakes up.',
        },
      ],
    });
    expect((await runsOf(world.toy)).map(({ status }) => status)).toEqual(['done']);
    expect(world.asked).toHaveLength(4);
  });

  test('takes no try away while plaintext is let in elsewhere', async () => {
    const world = worldOf();
    world.endpoints = () => [endpoint(80), endpoint(81)];
    world.answers = ({ port }) => (port === 81 ? { is: 'accepted', says: '' } : notReady);
    for (const minutes of [2, 4, 8, 16, 32]) {
      expect((await world.look()).is).toBe('settling');
      world.toy.pass(minutes);
    }
    world.answers = () => notReady;
    expect((await world.look()).is).toBe('settling');
  });
});

describe('a probe that fails keeps nothing from being verified', () => {
  test('the probe itself', async () => {
    const world = worldOf();
    world.answers = () => new Error('boom');
    expect(await world.look()).toMatchObject({ is: 'remediated', met: [{ check: 'probe-unknown' }] });
  });
  test('the look at the endpoints', async () => {
    const world = worldOf();
    world.endpoints = () => {
      throw new Error('AccessDenied');
    };
    expect(await world.look()).toMatchObject({ is: 'remediated', met: [{ check: 'probe-unknown' }] });
  });
});

describe('nobody is asked', () => {
  test('without a port for it', async () => {
    const toy = toyOf({ a: 0 });
    const outcome = await reconcile(toy.job, toy.ports);
    expect(outcome.is).toBe('remediated');
    expect(outcome).not.toHaveProperty('met');
  });
  test('where there is no endpoint', async () => {
    const world = worldOf();
    world.endpoints = () => [];
    const outcome = await world.look();
    expect(outcome.is).toBe('remediated');
    expect(outcome).not.toHaveProperty('met');
  });
  test('of a resource that was good before', async () => {
    const world = worldOf({ a: 1 });
    expect((await world.look()).is).toBe('compliant');
    expect(world.asked).toEqual([]);
  });
});
