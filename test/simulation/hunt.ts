import type { Case } from './case.ts';
import { parts, type Parts } from './parts.ts';
import type { Planted } from './planted.ts';
import { run, type Ran } from './play.ts';
import { shrink, type Shrunk } from './shrink.ts';
import { asWritten, scenarios, singles, unharmed } from './space.ts';

export interface Hunted {
  readonly id: string;
  readonly runs: number;
  /** Absent: the bug was not found, and the simulation is blind. */
  readonly found?: Shrunk;
}

const tried = async (one: Case, broken: Parts): Promise<Ran | undefined> => {
  const ran = await run(one, broken);
  return ran.fired && ran.violations.length > 0 ? ran : undefined;
};

/**
 * Looks for one planted bug: every scenario as it is written, then every single fault, until something breaks. Each
 * run must be clean without the bug, or the finding proves nothing.
 */
export const hunt = async ({ id, plant }: Planted, most = Number.POSITIVE_INFINITY): Promise<Hunted> => {
  let runs = 0;
  const attempt = async (one: Case): Promise<Shrunk | undefined> => {
    runs += 1;
    const ran = await tried(one, plant(parts));
    if (!ran || (await tried(one, parts))) return undefined;
    return shrink(one, ran, plant(parts), parts);
  };
  const bySize = scenarios.toSorted((a, b) => a.scenario.steps.length - b.scenario.steps.length);
  for (const one of bySize) {
    const found = await attempt(asWritten(one));
    if (found) return { id, runs, found };
  }
  for (const one of bySize) {
    const { points } = await run(unharmed(one), parts);
    for (const single of singles(one, points)) {
      if (runs >= most) return { id, runs };
      const found = await attempt(single);
      if (found) return { id, runs, found };
    }
  }
  return { id, runs };
};
