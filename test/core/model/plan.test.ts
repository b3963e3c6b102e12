import { describe, expect, test } from 'vitest';
import { planOf, sourcesOf } from '../../../src/core/model/plan.ts';
import type { Change, Verdict } from '../../../src/core/model/remediation.ts';
import { target, toyOf } from '../../kit/toy.ts';

/** A verdict made into the thing that is shown, approved, applied and kept. */

const { unit } = toyOf({}).job;
type NonCompliantVerdict = Extract<Verdict, { is: 'non-compliant' }>;
const change: Change = { set: 'dial', on: 'a', before: 0, after: 1, impact: ['none'] };
const nonCompliant: NonCompliantVerdict = { is: 'non-compliant', message: 'off', changes: [change] };

test('a plan says what it does, to what, and why', () => {
  const plan = planOf(unit, target, {
    ...nonCompliant,
    data: { count: 1 },
    hazards: [{ message: 'hot' }],
    notes: [{ message: 'off' }],
  });
  expect(plan).toEqual({
    id: plan.id,
    kind: 'remediate',
    remediation: 'toy-dials-on',
    version: 1,
    target,
    changes: [change],
    why: { id: 'off', says: 'Dials are off.', data: { count: 1 } },
    hazards: [{ id: 'hot', says: 'The thing is hot.', todo: 'Let it cool.' }],
    notes: [{ id: 'off', says: 'Dials are off.' }],
  });
  expect(planOf(unit, target, nonCompliant)).toMatchObject({ hazards: [], notes: [] });
});

describe('its id', () => {
  const idOf = (more: Partial<NonCompliantVerdict> = {}, version = 1, on = target): string =>
    planOf({ ...unit, meta: { ...unit.meta, version } }, on, { ...nonCompliant, ...more }).id;

  test('is 128 bits, and does not change with what is only told', () => {
    expect(idOf()).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf({ notes: [{ message: 'hot' }] })).toBe(idOf());
    expect(idOf({ hazards: [] })).toBe(idOf());
  });

  test.each<readonly [string, string]>([
    ['the changes', idOf({ changes: [{ ...change, after: 2 }] })],
    ['what people are advised to change', idOf({ changes: [], advises: [change] })],
    ['how the change is noticed', idOf({ changes: [{ ...change, impact: ['restarts'] }] })],
    ['the reason', idOf({ message: 'hot' })],
    ['the numbers of the reason', idOf({ data: { count: 2 } })],
    ['a hazard', idOf({ hazards: [{ message: 'hot' }] })],
    ['the version of the remediation', idOf({}, 2)],
    ['the resource', idOf({}, 1, { ...target, arn: `${target.arn}-2` })],
  ])('changes with %s', (_name, id) => {
    expect(id).not.toBe(idOf());
  });
});

test('the same change in code, for each change that has a place there', () => {
  const texts = { cloudformation: 'c', cdk: 'd', terraform: 't' };
  const telling = {
    ...unit,
    source: ({ on }: Change) => (on === 'a' ? texts : undefined),
  };
  const plan = planOf(unit, target, { ...nonCompliant, changes: [change, { ...change, on: 'b' }] });
  expect(sourcesOf(telling, plan)).toEqual([{ set: 'dial', on: 'a', ...texts }]);
  expect(sourcesOf(unit, plan)).toEqual([]);
  const advising = planOf(unit, target, { ...nonCompliant, changes: [], advises: [change] });
  expect(sourcesOf(telling, advising)).toEqual([{ set: 'dial', on: 'a', ...texts }]);
});
