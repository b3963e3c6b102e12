import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/sandbox/scenario/file.ts';
import { contracts } from '../kit/contracts.ts';
import { longer } from './case.ts';
import { find } from './hunt.ts';
import { parts } from './parts.ts';
import { planted } from './planted.ts';
import { run } from './play.ts';
import { refusalsInSources } from './refusals.ts';
import { shrink } from './shrink.ts';
import { caseOf, scenarios, singles, slipsAt, unharmed } from './space.ts';
import { work } from './work.ts';

/** The simulation in short: a spread of the faults, and every planted bug that needs no fault. All: `npm run simulate`. */

/** Seconds on a machine of its own; shared ones may be ten times slower. */
const patience = 120_000;

test('a spread of single faults breaks no promise', { timeout: patience }, async () => {
  const tally = await work({
    index: 0,
    of: 1,
    shard: { index: 0, of: 1 },
    seeds: 0,
    // As many however many scenarios there are.
    stride: 4 * scenarios.length,
    pairStride: 0,
    hunting: 0,
  });
  expect(tally.found.map(({ rule, says, scenario }) => ({ rule, says, scenario }))).toEqual([]);
  expect(tally.runs.single).toBeGreaterThan(60);
  expect(tally.runs.written).toBe(scenarios.length);
  // What nobody has ever been refused is a refusal that nothing shows to be right.
  const met = new Set(tally.refusals);
  expect(refusalsInSources().filter((name) => !met.has(name))).toEqual([]);
});

/** Found only where something goes wrong at the right call: `npm run simulate` finds them. */
const needsFaults = new Set(['no-look-before-put', 'unfinished-forgotten', 'journal-without-compare']);

describe('planted bugs', () => {
  test.each(planted.filter(({ id }) => !needsFaults.has(id)))('$id', { timeout: patience }, async (bug) => {
    const { caught } = await find(bug, scenarios.length);
    expect(caught?.rule ?? 'nothing', bug.says).not.toBe('nothing');
  });

  test('a change that was not journalled before its put is told, though others were', async () => {
    const bug = planted.find(({ id }) => id === 'put-journalled-in-part');
    const one = scenarios.find(({ name }) => name === 'two-statements-one-put.yaml');
    if (!bug || !one) throw new Error('renamed');
    const { violations } = await run(unharmed(one), bug.plant(parts));
    const says = violations.filter(({ rule }) => rule === 'intent').map((found) => found.says);
    expect(says.join()).toMatch(/changed s3\.Buckets\[.* before that was journalled/);
  });

  test('what needs a fault is found by that fault', { timeout: patience }, async () => {
    const bug = planted.find(({ id }) => id === 'no-look-before-put');
    const one = scenarios.find(({ name }) => name === 'first-fix.yaml');
    if (!bug || !one) throw new Error('renamed');
    const slips = [
      { operation: 's3:GetBucketWebsite', nth: 1, kind: 'another-writer', writer: 'adds a statement' },
    ] as const;
    const from = caseOf(one, slips);
    expect((await run(from, parts)).violations).toEqual([]);
    const ran = await run(from, bug.plant(parts));
    expect(ran.violations.map(({ rule }) => rule)).toContain('lost-update');

    // Shrunk, it is a file that shows the same, and nothing without the bug.
    const { file, rule } = await shrink({ from, ran, rule: 'lost-update' }, bug.plant(parts), parts);
    expect(rule).toBe('lost-update');
    const scenario = readScenario(file, 'shrunk.yaml');
    const again = { name: 'shrunk.yaml', scenario, slips: [], tail: [] };
    expect((await run(again, bug.plant(parts))).violations.map((one_) => one_.rule)).toContain('lost-update');
    expect((await run(again, parts)).violations).toEqual([]);
  });
});

test('what could not fire is no run', async () => {
  const [one] = scenarios;
  if (!one) throw new Error('no scenarios');
  const never = await run(caseOf(one, [{ operation: 's3:PutBucketPolicy', nth: 99, kind: 'reset' }]), parts);
  expect(never.fired).toBe(false);
});

test("a fault of the scenario's own, as late as the last wake, is given two wakes more", async () => {
  const one = scenarios.find(({ name }) => name === 'stale-read-after-our-own-put.yaml');
  if (!one) throw new Error('renamed');
  // The bucket is gone before the reads that are still stale: they come one in each of the last wakes.
  const late = caseOf(one, [
    { operation: 'journal:read', nth: 11, kind: 'access-denied' },
    { operation: 'journal:read', nth: 17, kind: 'another-writer', writer: 'deletes the bucket' },
    { operation: 'journal:read', nth: 20, kind: 'reset' },
  ]);
  const ran = await run(late, parts);
  expect(ran.fired).toBe(true);
  expect([ran.violations, ran.endings]).toEqual([[], ['deferred']]);
  const later = await run(longer(late), parts);
  expect([later.violations, later.endings]).toEqual([[], ['gone']]);
});

test('every call of a scenario has its faults', async () => {
  const one = scenarios.find(({ name }) => name === 'first-fix.yaml');
  if (!one) throw new Error('renamed');
  const { points } = await run(unharmed(one), parts);
  const operations = new Set(points.map(({ operation }) => operation));
  expect([...operations].toSorted()).toEqual([
    'cloudfront:ListDistributions',
    'journal:due',
    'journal:read',
    'journal:write',
    's3:GetBucketPolicy',
    's3:GetBucketTagging',
    's3:GetBucketWebsite',
    's3:HeadBucket',
    's3:PutBucketPolicy',
  ]);
  const kinds = new Set(
    points.flatMap((point) =>
      slipsAt(point, one.scenario.remediation).flatMap((slips) => slips.map(({ kind }) => kind)),
    ),
  );
  expect([...kinds].toSorted()).toEqual([
    'access-denied',
    'another-worker',
    'another-writer',
    'clock-jump',
    'crash-after',
    'crash-before',
    'lost-response',
    'reset',
    'server-error',
    'slow',
    'stale-read',
    'throttle',
    'timeout',
    'unavailable',
  ]);
  expect(singles(one, points).length).toBeGreaterThan(500);
});

/** What a file runs by importing it: types are gone by then. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^import (?!type )[^;]*?from '(\.[^']+)'/gm)].map(([, from = '']) =>
    join(dirname(file), from),
  );
const reachedFrom = (files: readonly string[], known = new Set(files)): ReadonlySet<string> => {
  const more = files.flatMap(importsOf).filter((file) => !known.has(file));
  return more.length === 0 ? known : reachedFrom([...new Set(more)], new Set([...known, ...more]));
};

describe('what evaluates knows nothing of what it evaluates', () => {
  // The sandbox refuses with errors and reads ARNs as the program does; of what decides it has nothing.
  const engine =
    /\/src\/(?!sandbox\/|services\/(\w+\/)?sandbox|core\/model\/(errors|json)\.ts|aws\/(arn|principal|dropped-members)\.ts)|\/kit\/(engine|contracts)\.ts$/;

  test.each(['oracle.ts', 'flat.ts', 'timeline.ts'])('%s, not even its types', (file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? '');
    const allowed =
      /^(yaml|\.\/(oracle|flat|timeline)\.ts|\.\.\/kit\/promises\.ts|\.\.\/\.\.\/src\/sandbox\/(world|host|room|services)\.ts)$/;
    expect(imports.filter((from) => !allowed.test(from))).toEqual([]);
  });

  test.each(Object.keys(contracts))('the contract of %s', (service) => {
    const reached = reachedFrom([join(import.meta.dirname, '../services', service, 'contract.ts')]);
    expect([...reached].filter((file) => engine.test(file))).toEqual([]);
  });
  test('the search for it finds it', () => {
    const reached = reachedFrom([join(import.meta.dirname, 'play.ts')]);
    expect([...reached].some((file) => engine.test(file))).toBe(true);
  });
});
