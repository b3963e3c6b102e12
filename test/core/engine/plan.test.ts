import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Job } from '../../../src/core/model/catalog.ts';
import { look } from '../../../src/core/engine/look.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { toyOf, type Toy } from '../../kit/toy.ts';

import { plan } from '../../../src/core/engine/plan.ts';

/** What the unit makes of a look. */

const planned = async (job: Job, ports: Ports) => plan(job, await look(job, ports));

test('what made the resource is part of the plan, and no part of its id', async () => {
  const toy = toyOf({ a: 0 });
  const ownedBy = { by: 'terraform', name: 'stack', says: 'Terraform made it.' };
  const ports: Ports = { ...toy.ports, surroundings: async () => ({ tags: {}, ownedBy }) };
  const owned = await planned(toy.job, ports);
  const free = await planned(toy.job, toy.ports);
  expect(owned.plan).toMatchObject({ ownedBy, id: free.plan?.id });
  expect(free.plan).not.toHaveProperty('ownedBy');
  const good = await planned({ ...toy.job, ...toyOf({ a: 1 }).job }, ports);
  expect(good).not.toHaveProperty('plan');
});

test('what is gone has no plan, and settings are not asked for it', async () => {
  const toy = toyOf({ a: 0 });
  const unit = { ...toy.job.unit, read: async () => undefined, settings: z.strictObject({ x: z.string() }) };
  const seen = await planned({ ...toy.job, unit }, toy.ports);
  expect(seen.verdict).toEqual({ is: 'gone' });
  expect(seen).not.toHaveProperty('plan');
});

describe('settings', () => {
  const jobWith = (toy: Toy, more: Partial<Job> = {}): { job: Job; parsed: unknown[] } => {
    const parsed: unknown[] = [];
    const unit = {
      ...toy.job.unit,
      settings: z.strictObject({
        least: z._default(z.number(), 1),
        deep: z._default(z.strictObject({ at: z.optional(z.string()) }), {}),
      }),
      fromRule: ({ minimum }: Readonly<Record<string, string>>) => ({ least: Number(minimum) }),
      plan: (_state: unknown, _target: unknown, settings: unknown) => {
        parsed.push(settings);
        return { is: 'compliant' as const };
      },
    };
    return { job: { ...toy.job, unit, ...more }, parsed };
  };
  const policySays = (toy: Toy, settings: Readonly<Record<string, unknown>>): void => {
    toy.policy = { ...toy.policy, rules: [{ settings: { 'toy-dials-on': settings } }] };
  };

  test.each([
    ['nothing said: the defaults', undefined, undefined, { least: 1, deep: {} }],
    ['what the Config rule implies', { minimum: '7' }, undefined, { least: 7, deep: {} }],
    ['the policy’s word over the rule’s', { minimum: '7' }, { least: 3 }, { least: 3, deep: {} }],
    ['the policy’s alone', undefined, { deep: { at: 'x' } }, { least: 1, deep: { at: 'x' } }],
  ])('%s', async (_name, ruleParameters, settings, expected) => {
    const toy = toyOf({ a: 0 });
    if (settings) policySays(toy, settings);
    const { job, parsed } = jobWith(toy, ruleParameters && { ruleParameters });
    await planned(job, toy.ports);
    expect(parsed).toEqual([expected]);
  });

  test('rule parameters that a unit does not know matter nothing', async () => {
    const toy = toyOf({ a: 1 });
    const seen = await planned({ ...toy.job, ruleParameters: { minimum: '7' } }, toy.ports);
    expect(seen.verdict).toEqual({ is: 'compliant' });
  });

  test.each([
    ['by its path', { deep: { at: 3 } }, 'deep.at: invalid_type'],
    ['every one of them', { deep: { at: 3 }, least: 'x' }, 'least: invalid_type, deep.at: invalid_type'],
    ['a key that is not known', { most: 3 }, '(top): unrecognized_keys'],
  ])('what is wrong with them is named: %s', async (_name, settings, where) => {
    const toy = toyOf({ a: 0 });
    policySays(toy, settings);
    await expect(planned(jobWith(toy).job, toy.ports)).rejects.toMatchObject({
      code: 'bad-settings',
      says: `The policy's settings for toy-dials-on are not valid (${where}).`,
      todo: 'Run waxseal policy check and fix the line that it names.',
      retry: false,
    });
  });
});
