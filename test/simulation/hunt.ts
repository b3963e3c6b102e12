import type { Case } from './case.ts';
import { parts } from './parts.ts';
import type { Planted } from './planted.ts';
import { run } from './play.ts';
import { shrink, type Shrunk } from './shrink.ts';
import { asWritten, scenarios, singles, smallest, unharmed } from './space.ts';

export interface Hunted {
  readonly id: string;
  readonly runs: number;
  /** Absent: the bug was not found, and the simulation is blind. */
  readonly found?: Shrunk;
}

/** Fewer steps first: what is found there is small already. */
const bySize = scenarios.toSorted((a, b) => a.scenario.steps.length - b.scenario.steps.length);

/**
 * Looks for one planted bug: every scenario as it is written, then every single fault, until a promise breaks. The
 * same run must be clean without the bug, or the finding proves nothing.
 */
export const hunt = async (bug: Planted, most = Number.POSITIVE_INFINITY): Promise<Hunted> => {
  const { id, plant, byExpectation } = bug;
  let runs = 0;
  const attempt = async (from: Case): Promise<Shrunk | undefined> => {
    runs += 1;
    const broken = plant(parts);
    const ran = await run(from, broken);
    const rule = ran.violations.find((one) => byExpectation || one.rule !== 'expected')?.rule;
    if (!ran.fired || rule === undefined || (await run(from, parts)).violations.length > 0) return undefined;
    return shrink({ from, rule, ran }, broken, parts);
  };
  for (const one of bySize) {
    const found = await attempt(asWritten(one));
    if (found) return { id, runs, found };
  }
  for (const one of [...smallest(scenarios), ...bySize]) {
    const { points } = await run(unharmed(one), parts);
    for (const single of singles(one, points)) {
      if (runs >= most) return { id, runs };
      const found = await attempt(single);
      if (found) return { id, runs, found };
    }
  }
  return { id, runs };
};
