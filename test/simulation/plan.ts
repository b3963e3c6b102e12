import { familyOf, onlyEvaluated, plannedUnits, referenceUnits } from '../kit/reference-units.ts';
import type { Case } from './case.ts';
import { parts } from './parts.ts';
import { run, runPatiently, type Point } from './play.ts';
import { firsts, scenarios, seconds, singles, smallest, unharmed, type Named } from './space.ts';

/** What a whole simulation costs: every case is counted, and a few of each unit are played to know how long one takes. */

export interface Cost {
  readonly unit: string;
  readonly family: string;
  readonly scenarios: number;
  readonly singles: number;
  readonly pairs: number;
  /** Milliseconds of one core that one run takes. */
  readonly each: number;
}

const runsOf = ({ scenarios: written, singles: one, pairs: two }: Cost): number => written + one + two;
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const mean = (numbers: readonly number[]): number => total(numbers) / Math.max(1, numbers.length);

/** Cases that are played to know how long one takes, and first faults whose second ones are counted. */
const sample = 24;
const spread = <One>(of: readonly One[]): readonly One[] => {
  const step = Math.max(1, Math.floor(of.length / sample));
  return of.filter((_, index) => index % step === 0).slice(0, sample);
};

/** Each first fault is played alone as well. */
const pairsOf = (one: Named, points: readonly Point[], stride: number): number => {
  if (stride === 0) return 0;
  const all = firsts(one, points);
  const following = mean(spread(all).map((first) => seconds(one, first, points).length));
  return all.length + Math.round((all.length * following) / stride);
};

/** The core's time and not the clock's: others may be at work here too. */
const millisecondsOf = async (cases: readonly Case[]): Promise<number> => {
  // Twice: what is compiled only after a while is not what thousands of runs are made of.
  for (const one of [...cases, ...cases, ...cases]) await run(one, parts);
  const began = process.cpuUsage();
  for (const one of cases) await runPatiently(one, parts);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000 / Math.max(1, cases.length);
};

interface Asked {
  readonly stride: number;
  readonly pairStride: number;
}

const costOf = async (unit: string, { stride, pairStride }: Asked): Promise<Cost> => {
  const of = scenarios.filter(({ scenario }) => scenario.remediation === unit);
  const faults: Case[] = [];
  for (const one of of) faults.push(...singles(one, (await run(unharmed(one), parts)).points));
  let pairs = 0;
  for (const one of smallest(of)) pairs += pairsOf(one, (await run(unharmed(one), parts)).points, pairStride);
  return {
    unit,
    family: await familyOf(unit),
    scenarios: of.length,
    singles: Math.ceil(faults.length / stride),
    pairs,
    each: await millisecondsOf(spread(faults)),
  };
};

export const costs = async (asked: Asked): Promise<readonly Cost[]> => {
  const units = [...new Set(scenarios.map(({ scenario }) => scenario.remediation))].toSorted();
  const each: Cost[] = [];
  for (const unit of units) each.push(await costOf(unit, asked));
  return each;
};

/** Scenarios that one more unit brings: its first fix, its hazard, its undo and one of its own. */
const scenariosOfOne = 4;

export interface Work {
  readonly runs: number;
  /** Of one core. */
  readonly seconds: number;
}

export const today = (of: readonly Cost[]): Work => ({
  runs: total(of.map(runsOf)),
  seconds: total(of.map((cost) => (runsOf(cost) * cost.each) / 1000)),
});

/**
 * What there is, and as many more units of each family as are planned: each with a few scenarios like those of the unit that
 * stands for its family, or like the mean where none does yet.
 */
export const projected = (of: readonly Cost[]): Work & { readonly units: number } => {
  const oneMore = (cost: Cost): number =>
    (scenariosOfOne * (cost.scenarios + cost.singles)) / cost.scenarios + cost.pairs;
  const rows = Object.entries(plannedUnits).map(([family, planned]) => {
    const have = of.filter((cost) => cost.family === family).length;
    const like = of.filter(({ unit }) => unit === referenceUnits[family]);
    const models = like.length > 0 ? like : of;
    const more = Math.max(0, planned - have) * (onlyEvaluated.has(family) ? 0.1 : 1);
    const runs = more * mean(models.map(oneMore));
    return { planned, runs, seconds: (runs * mean(models.map(({ each }) => each))) / 1000 };
  });
  const now = today(of);
  return {
    units: total(rows.map(({ planned }) => planned)),
    runs: Math.round(now.runs + total(rows.map(({ runs }) => runs))),
    seconds: now.seconds + total(rows.map((row) => row.seconds)),
  };
};

/** No shard is to take longer; a part of it is kept for machines that are slower than this one. */
const minutesOfShard = 15;
const kept = 0.75;

export const shardsFor = ({ seconds: took }: Work, workers: number): number =>
  Math.max(1, Math.ceil(took / workers / 60 / (minutesOfShard * kept)));

/** `fixed`: runs that do not grow with the units, those of seeds and planted bugs. */
export const planText = (of: readonly Cost[], fixed: number, workers: number): readonly string[] => {
  const now = today(of);
  const rest = fixed * mean(of.map(({ each }) => each / 1000));
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, at) => String(cell).padEnd(at === 0 ? 30 : 11)).join('');
  const says = (label: string, { runs, seconds: took }: Work): string => {
    const all = { runs: runs + fixed, seconds: took + rest };
    const shards = shardsFor(all, workers);
    const minutes = (all.seconds / workers / 60 / shards).toFixed(1);
    return `${label}: ${all.runs} runs, ${Math.round(all.seconds)} s of one core; with ${workers} workers ${shards} ${shards === 1 ? 'shard' : 'shards'} of ${minutes} minutes`;
  };
  const then = projected(of);
  return [
    line(['unit', 'family', 'scenarios', 'singles', 'pairs', 'ms a run', 's of one core']),
    ...of.map((cost) =>
      line([
        cost.unit,
        cost.family,
        cost.scenarios,
        cost.singles,
        cost.pairs,
        cost.each.toFixed(1),
        Math.round(today([cost]).seconds),
      ]),
    ),
    line(['seeds and planted bugs', '', '', '', fixed, '', Math.round(rest)]),
    says('today', now),
    says(`with ${then.units} units`, then),
  ];
};
