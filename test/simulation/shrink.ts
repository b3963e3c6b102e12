import { stringify } from 'yaml';
import type { ScenarioFile } from '../../src/sandbox/scenario/file.ts';
import { stepsOf, type Case } from './case.ts';
import type { Parts } from './parts.ts';
import { run, type Ran } from './play.ts';

export interface Shrunk {
  readonly case: Case;
  readonly ran: Ran;
  /** A scenario file that shows it, faults and foreign writes included. */
  readonly file: string;
  readonly rule: string;
}

const breaks = (ran: Ran, rule: string): boolean =>
  ran.fired && ran.violations.some((one) => one.rule === rule);

/** Everything that could be left out, one thing at a time: faults first, then steps from the end. */
const smaller = (one: Case): readonly Case[] => {
  const without = one.slips.map((_, index): Case => ({ ...one, slips: one.slips.toSpliced(index, 1) }));
  const noTail: readonly Case[] =
    one.tail.length > 0
      ? [
          { ...one, tail: [] },
          { ...one, tail: one.tail.slice(0, -1) },
        ]
      : [];
  const fewer = one.scenario.steps
    .map((_, index): Case => ({
      ...one,
      scenario: { ...one.scenario, steps: one.scenario.steps.toSpliced(index, 1) },
    }))
    .filter(({ scenario }) => scenario.steps.length > 0)
    .toReversed();
  const ownFaults = one.scenario.faults.map((_, index): Case => ({
    ...one,
    scenario: { ...one.scenario, faults: one.scenario.faults.toSpliced(index, 1) },
  }));
  return [...noTail, ...without, ...ownFaults, ...(one.shuffle ? [] : fewer)];
};

/** As a file: steps and tail as they were played, and every fault with the write that it made. */
const fileOf = (one: Case, { faults, violations }: Ran, rule: string): string => {
  const says = violations.find((it) => it.rule === rule)?.says ?? '';
  const scenario: ScenarioFile = {
    ...one.scenario,
    title: `Shrunk from ${one.name}`,
    about: `Breaks the promise "${rule}": ${says}`,
    faults: [
      ...one.scenario.faults,
      ...faults.map(({ operation, nth, kind, seconds, write }) => ({
        operation,
        kind,
        ...(nth !== undefined && { nth }),
        ...(seconds !== undefined && { seconds }),
        ...(write && { write: { operation: write.operation, input: { ...write.input } } }),
      })),
    ],
    steps: [...stepsOf(one)],
  };
  return stringify(scenario, { lineWidth: 0 });
};

/** The smallest case that still breaks the same promise, and keeps it with `sound` parts. */
export const shrink = async (
  { from, rule, ran: first }: { from: Case; rule: string; ran: Ran },
  parts: Parts,
  sound: Parts,
): Promise<Shrunk> => {
  let one = from;
  let ran = first;
  for (let progress = true; progress;) {
    progress = false;
    for (const candidate of smaller(one)) {
      const tried = await run(candidate, parts);
      if (!breaks(tried, rule)) continue;
      if (sound !== parts && (await run(candidate, sound)).violations.length > 0) continue;
      one = candidate;
      ran = tried;
      progress = true;
      break;
    }
  }
  return { case: one, ran, file: fileOf(one, ran, rule), rule };
};
