import { expect, test } from 'vitest';
import type { Cost } from './plan.ts';
import { planText, projected, shardsFor, today } from './plan.ts';
import { isGood, merged, readResult, resultOf, textOf } from './result.ts';
import { scenarios } from './space.ts';
import { work, type Share, type Tally } from './work.ts';

const asked = { seeds: 30, stride: 701, pairStride: 0, hunting: 0 };
/** A dozen or so, however many there are: how they are divided is the same of any. */
const few = scenarios.filter((_, index) => index % Math.ceil(scenarios.length / 14) === 0);
const part = (shard: Share['shard'], index = 0, of = 1) =>
  work({ index, of, shard, ...asked }, undefined, few);
const resultFor = async (shard: Share['shard'], workers = 1) => {
  const tallies: Tally[] = [];
  // One after the other: each has a thread of its own otherwise.
  for (let index = 0; index < workers; index += 1) tallies.push(await part(shard, index, workers));
  // No worker of several is idle.
  if (workers > 1) for (const { runs } of tallies) expect(runs.single + runs.seeded).toBeGreaterThan(0);
  return resultOf(tallies, { shard, asked, seconds: 7, cpuSeconds: 9 });
};

test('shards are the whole, however many workers each has', { timeout: 120_000 }, async () => {
  const whole = await resultFor({ index: 0, of: 1 });
  const shards = [await resultFor({ index: 0, of: 2 }), await resultFor({ index: 1, of: 2 }, 2)];
  // As they come out of files.
  const read = shards.map((one, n) => readResult(JSON.stringify(one), `${n}.json`));
  const { runs, byKind, byUnit, unfired, endings, windowsByKind, refusals } = merged(read);
  expect({ runs, byKind, byUnit, unfired, endings, windowsByKind, refusals }).toEqual({
    runs: whole.runs,
    byKind: whole.byKind,
    byUnit: whole.byUnit,
    unfired: whole.unfired,
    endings: whole.endings,
    windowsByKind: whole.windowsByKind,
    refusals: whole.refusals,
  });
  for (const one of shards) expect(one.runs).toBeGreaterThan(whole.runs / 3);
  expect(merged(read)).toMatchObject({ seconds: 7, cpuSeconds: 18, shards: { of: 2, done: [1, 2] } });
  // One shard need not meet every refusal; all together must.
  expect(isGood(merged(read))).toBe(false);
  expect(shards.every(isGood)).toBe(true);
  expect(textOf(read[0] ?? whole).join('\n')).toContain('shard 1 of 2');

  expect(() => merged(read.slice(1))).toThrow(/wanted once each; these are 2/);
  expect(() => merged([...read, ...read])).toThrow(/wanted once each/);
  expect(() => merged([])).toThrow(/nothing to add up/);
  const other = read.map((one, n) => (n === 0 ? { ...one, asked: { ...one.asked, seeds: 1 } } : one));
  expect(() => merged(other)).toThrow(/not run with the same options/);
  expect(() => readResult('{"schema":"else"}', 'a.json')).toThrow(/a\.json is not what/);
});

test('what is missed anywhere is missed by all', async () => {
  const good = await resultFor({ index: 0, of: 400 });
  const one = { ...good, shards: { of: 2, done: [1] } };
  const two = { ...good, shards: { of: 2, done: [2] } };
  const met = { ...one, refusals: { ...one.refusals, met: [...one.refusals.met, ...one.refusals.neverHit] } };
  expect(isGood(merged([met, two]))).toBe(true);
  expect(merged([one, two]).refusals.neverHit.length).toBeGreaterThan(0);
  expect(isGood(merged([one, two]))).toBe(false);
  expect(textOf(merged([one, two])).at(-1)).toMatch(
    /^FAILED: \d+ refusals of the sandbox are met by no scenario\./,
  );
  expect(textOf(merged([met, two])).join('\n')).not.toContain('FAILED');
  const bug = { id: 'blind', says: 'is not seen', runs: 6000, promise: null };
  const missing = { ...two, plantedBugs: { planted: 1, found: 0, missed: ['blind'], bugs: [bug] } };
  expect(isGood(merged([met, missing]))).toBe(false);
  expect(textOf(merged([met, missing])).join('\n')).toContain('MISSED blind');
  expect(isGood(merged([met, { ...two, violations: 1 }]))).toBe(false);
});

test('the projection: what there is, and more of each family like the unit that stands for it', () => {
  const cost = (unit: string, family: string, more: Partial<Cost> = {}): Cost => ({
    unit,
    family,
    scenarios: 2,
    singles: 200,
    pairs: 10,
    each: 10,
    ...more,
  });
  const some = [cost('s3-bucket-tls-only', 'statement'), cost('elb-listener-tls-policy', 'tls-policy')];
  expect(today(some)).toEqual({ runs: 424, seconds: 4.24 });
  const more = projected([cost('s3-bucket-tls-only', 'statement', { singles: 2000 }), ...some.slice(1)]);
  expect(more.runs - projected(some).runs).toBeGreaterThan(1800 * 11);
  expect(more.units).toBeGreaterThanOrEqual(80);
  // 675 seconds of each of two workers: a quarter of the fifteen minutes is kept.
  expect([1_300, 1_400, 13_000].map((seconds) => shardsFor({ runs: 1, seconds }, 2))).toEqual([1, 2, 10]);
  expect(planText(some, 100, 2).at(-2)).toBe(
    'today: 524 runs, 5 s of one core; with 2 workers 1 shard of 0.0 minutes',
  );
});
