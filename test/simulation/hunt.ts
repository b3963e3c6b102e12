import { isReference } from '../kit/reference-units.ts';
import type { Case } from './case.ts';
import { parts } from './parts.ts';
import type { Planted } from './planted.ts';
import { run, runPatiently, type Ran } from './play.ts';
import { shrink, type Shrunk } from './shrink.ts';
import { asWritten, scenarios, singles, smallest, unharmed } from './space.ts';

export interface Caught {
  readonly from: Case;
  readonly ran: Ran;
  /** The promise that broke. */
  readonly rule: string;
}

export interface Hunted {
  readonly id: string;
  readonly runs: number;
  /** Absent: the bug was not found, and the simulation is blind. */
  readonly found?: Shrunk;
}

const weight = ({ scenario }: (typeof scenarios)[number]): number =>
  (isReference(scenario.remediation) ? 0 : 1000) + scenario.steps.length;

/** Units that stand for a family first, then fewer steps: what is found there is small already. */
const bySize = scenarios.toSorted((a, b) => weight(a) - weight(b));

/** Whether a case tells on a bug. The same run must be clean without the bug, or it proves nothing. */
const caughtBy = async (from: Case, { plant, byExpectation }: Planted): Promise<Caught | undefined> => {
  const ran = await runPatiently(from, plant(parts));
  const rule = ran.violations.find((one) => byExpectation || one.rule !== 'expected')?.rule;
  if (!ran.fired || rule === undefined) return undefined;
  return (await runPatiently(from, parts)).violations.length > 0 ? undefined : { from, ran, rule };
};

/** Every scenario as it is written, then every single fault: first of the smallest scenarios, then of all. */
async function* space(most: number): AsyncIterable<Case> {
  yield* bySize.map(asWritten);
  if (most <= bySize.length) return;
  for (const one of [...smallest(scenarios), ...bySize])
    yield* singles(one, (await run(unharmed(one), parts)).points);
}

/** Looks for one planted bug until a promise breaks. */
export const find = async (
  bug: Planted,
  most: number,
): Promise<{ readonly runs: number; readonly caught?: Caught }> => {
  let runs = 0;
  for await (const one of space(most)) {
    if (runs >= most) break;
    runs += 1;
    const caught = await caughtBy(one, bug);
    if (caught) return { runs, caught };
  }
  return { runs };
};

/** The same, and shrunk to the smallest scenario that shows it. */
export const hunt = async (bug: Planted, most: number): Promise<Hunted> => {
  const { runs, caught } = await find(bug, most);
  if (!caught) return { id: bug.id, runs };
  return { id: bug.id, runs, found: await shrink(caught, bug.plant(parts), parts) };
};
