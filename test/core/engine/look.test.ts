import { describe, expect, test } from 'vitest';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import { look } from '../../../src/core/engine/look.ts';
import { plan } from '../../../src/core/engine/plan.ts';
import { preview } from '../../../src/core/engine/preview.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** What one look gathers, and what it does with what it cannot read. */

const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Failures that stay, each with its own words. */
const lasting = (toy: Toy, more: Partial<Ports> = {}): Ports => ({
  ...toy.ports,
  explain: (error) =>
    error instanceof WaxsealError
      ? error
      : { code: 'x', says: `${says(error)}.`, todo: 'Fix it.', retry: false },
  ...more,
});
const failing = (what: string) => (): Promise<never> => Promise.reject(new Error(what));

describe('what cannot be read', () => {
  test('the policy: no tag keys are known, nothing is ruled, and the resource is evaluated all the same', async () => {
    const toy = toyOf({ a: 0 });
    const asked: unknown[] = [];
    const ports = lasting(toy, {
      policy: failing('No such object'),
      surroundings: async (_target, _aws, ownerTags, ownership) => {
        asked.push(ownerTags, ownership);
        return { tags: { team: 'x' }, owner: 'x' };
      },
    });
    const seen = await look(toy.job, ports);
    expect(plan(toy.job, seen).verdict).toMatchObject({ is: 'non-compliant' });
    expect(seen).toMatchObject({ surroundings: { owner: 'x' } });
    expect(seen.unreadable).toEqual([
      {
        check: 'unreadable',
        says: 'The policy could not be read: No such object.',
        todo: 'Fix it.',
      },
    ]);
    expect(asked).toEqual([[], undefined]);
    expect(seen).not.toHaveProperty('policy');
    expect(seen).not.toHaveProperty('ruling');
  });

  test('tags: nothing is known of what surrounds it, and the gate is told', async () => {
    const toy = toyOf({ a: 0 });
    const seen = await look(toy.job, lasting(toy, { surroundings: failing('Access denied') }));
    expect(seen).toMatchObject({
      surroundings: { tags: {} },
      policy: { mode: 'auto' },
      ruling: { mode: 'auto' },
    });
    expect(seen.unreadable).toEqual([
      { check: 'unreadable', says: 'Tags could not be read: Access denied.', todo: 'Fix it.' },
    ]);
  });

  test('both: each is named', async () => {
    const toy = toyOf({ a: 0 });
    const ports = lasting(toy, { policy: failing('p'), surroundings: failing('t') });
    const { unreadable, surroundings } = await look(toy.job, ports);
    expect(unreadable.map((reason) => reason.says)).toEqual([
      'The policy could not be read: p.',
      'Tags could not be read: t.',
    ]);
    expect(surroundings).toEqual({ tags: {} });
  });

  test('what may pass is thrown, so that the whole look is tried again', async () => {
    const toy = toyOf({ a: 0 });
    const ports: Ports = { ...toy.ports, surroundings: failing('Slow down') };
    await expect(look(toy.job, ports)).rejects.toThrow('Slow down');
  });
});

test('the policy says which tags name an owner and what marks what code made', async () => {
  const toy = toyOf({ a: 0 });
  const ownership = { onOwned: 'ask', terraformTags: ['tf'], pulumiTags: [] } as const;
  toy.policy = { ...toy.policy, ownerTags: ['squad'], ownership };
  const asked: unknown[] = [];
  const ports: Ports = {
    ...toy.ports,
    surroundings: async (about, _aws, ...rest) => {
      asked.push(about, ...rest);
      return { tags: {} };
    },
  };
  await look(toy.job, ports);
  expect(asked).toEqual([target, ['squad'], ownership]);
});

describe('where the account stands in the organization', () => {
  const withOus = (toy: Toy): Toy => {
    toy.policy = { ...toy.policy, rules: [{ ous: ['/prod/*'], mode: 'dry-run' }] };
    return toy;
  };

  test('is asked when the policy speaks of it, and decides', async () => {
    const toy = withOus(toyOf({ a: 0 }));
    const asked: string[] = [];
    const ouPath = async (account: string) => {
      asked.push(account);
      return '/prod/payments';
    };
    const seen = await look(toy.job, { ...toy.ports, ouPath });
    expect(seen.surroundings).toEqual({ tags: {}, ou: '/prod/payments' });
    expect(seen).toMatchObject({ ruling: { mode: 'dry-run' }, unreadable: [] });
    expect(asked).toEqual([target.account]);
  });

  test('is not asked when it does not', async () => {
    const toy = toyOf({ a: 0 });
    const seen = await look(toy.job, lasting(toy, { ouPath: failing('asked all the same') }));
    expect(seen.surroundings).toEqual({ tags: {} });
    expect(seen.unreadable).toEqual([]);
  });

  test('cannot be known where nothing asks the organization: says how to', async () => {
    const toy = withOus(toyOf({ a: 0 }));
    const seen = await look(toy.job, lasting(toy));
    expect(seen.surroundings).toEqual({ tags: {} });
    expect(seen.unreadable).toEqual([
      {
        check: 'unreadable',
        says: 'The organizational unit of the account could not be read: The policy speaks of organizational units, and this installation does not read AWS Organizations.',
        todo: 'Set WAXSEAL_ORGANIZATION, or write account ids instead of ous.',
      },
    ]);
    expect(await preview(toy.job, lasting(toy))).toMatchObject({ decision: { answer: 'report' } });
  });
});
