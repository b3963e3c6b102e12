import type { Case } from './case.ts';
import { hunt } from './hunt.ts';
import { parts } from './parts.ts';
import { planted } from './planted.ts';
import { run, runPatiently, type Point, type Ran } from './play.ts';
import { shrink } from './shrink.ts';
import {
  asWritten,
  caseOf,
  firsts,
  scenarios,
  seconds,
  seeded,
  singles,
  smallest,
  unharmed,
  type Named,
} from './space.ts';

/** One worker's share: of the shard's work, everything whose number leaves `index` when divided by `of`. */
export interface Share {
  readonly index: number;
  readonly of: number;
  /** Which part of the whole: numbers that leave `index` when divided by `of`, however many workers there are. */
  readonly shard: { readonly index: number; readonly of: number };
  /** How many seeds to try, over all workers. */
  readonly seeds: number;
  /** Every n-th fault only; 1: all of them. */
  readonly stride: number;
  /** The same for pairs; 0: none. */
  readonly pairStride: number;
  /** The most runs that one planted bug may cost; 0: none is looked for. */
  readonly hunting: number;
}

interface Found {
  readonly rule: string;
  readonly says: string;
  readonly scenario: string;
  readonly file: string;
}

export interface Tally {
  readonly runs: Readonly<Record<'written' | 'single' | 'pair' | 'seeded', number>>;
  /** The same runs, by the remediation of their scenario. */
  readonly byUnit: Readonly<Record<string, number>>;
  /** Faults that never came to pass: no runs. */
  readonly unfired: number;
  readonly violations: number;
  /** At most a few of each promise, shrunk. */
  readonly found: readonly Found[];
  readonly windows: Readonly<Record<string, number>>;
  readonly endings: Readonly<Record<string, number>>;
  readonly refusals: readonly string[];
  readonly planted: readonly {
    readonly id: string;
    readonly says: string;
    readonly runs: number;
    readonly rule: string | null;
    readonly file: string | null;
  }[];
}

/** Kept per promise, to be shrunk and shown. */
const examples = 3;

/** Does one share. Deterministic: the same share gives the same tally, whatever the machine. */
export const work = async (
  share: Share,
  said: (runs: number) => void = () => {},
  all: readonly Named[] = scenarios,
): Promise<Tally> => {
  const { index, of, shard, seeds, stride, pairStride, hunting } = share;
  const runs = { written: 0, single: 0, pair: 0, seeded: 0 };
  const windows: Record<string, number> = {};
  const endings: Record<string, number> = {};
  const byUnit: Record<string, number> = {};
  const refusals = new Set<string>();
  const found: Found[] = [];
  let unfired = 0;
  let violations = 0;
  let number = 0;
  let total = 0;
  const mine = (): boolean => {
    number += 1;
    return number % shard.of === shard.index && Math.floor(number / shard.of) % of === index;
  };
  const count = (into: Record<string, number>, key: string): void => {
    into[key] = (into[key] ?? 0) + 1;
  };

  const attempt = async (one: Case, as: keyof typeof runs): Promise<Ran | undefined> => {
    const ran = await runPatiently(one, parts);
    if (!ran.fired) {
      unfired += 1;
      return undefined;
    }
    runs[as] += 1;
    count(byUnit, one.scenario.remediation);
    total += 1;
    if (total % 500 === 0) said(total);
    ran.refusals.forEach((name) => refusals.add(name));
    ran.windows.forEach(({ kind }) => count(windows, kind));
    ran.endings.forEach((is) => count(endings, is));
    if (ran.violations.length === 0) return ran;
    violations += 1;
    const [{ rule, says } = { rule: '', says: '' }] = ran.violations;
    if (found.filter((known) => known.rule === rule).length < examples) {
      const { file } = await shrink({ from: one, rule, ran }, parts, parts);
      found.push({ rule, says, scenario: one.name, file });
    }
    return ran;
  };

  const traced: { readonly one: Named; readonly points: readonly Point[] }[] = [];
  for (const one of all) {
    if (mine()) await attempt(asWritten(one), 'written');
    traced.push({ one, points: (await run(unharmed(one), parts)).points });
  }
  for (const { one, points } of traced)
    for (const [at, single] of singles(one, points).entries())
      if (at % stride === 0 && mine()) await attempt(single, 'single');

  for (const one of pairStride > 0 ? smallest(all) : []) {
    const { points } = await run(unharmed(one), parts);
    for (const first of firsts(one, points)) {
      if (!mine()) continue;
      const alone = await run(caseOf(one, first), parts);
      if (!alone.fired) continue;
      for (const [at, pair] of seconds(one, first, alone.points).entries())
        if ((number + at) % pairStride === 0) await attempt(pair, 'pair');
    }
  }
  for (let seed = 1; seed <= seeds; seed += 1) {
    const one = mine() ? seeded(seed, traced) : undefined;
    if (one) await attempt(one, 'seeded');
  }

  const hunted: Tally['planted'][number][] = [];
  for (const bug of hunting > 0 ? planted : []) {
    if (!mine()) continue;
    const result = await hunt(bug, hunting);
    const { found: shrunk } = result;
    hunted.push({
      id: bug.id,
      says: bug.says,
      runs: result.runs,
      rule: shrunk?.rule ?? null,
      file: shrunk?.file ?? null,
    });
  }
  return {
    runs,
    byUnit,
    unfired,
    violations,
    found,
    windows,
    endings,
    refusals: [...refusals],
    planted: hunted,
  };
};
