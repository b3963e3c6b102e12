import { describe, expect, test } from 'vitest';
import { isReference, onlyEvaluated, referenceUnits } from '../kit/reference-units.ts';
import { parts } from './parts.ts';
import { run, runPatiently } from './play.ts';
import { scenarios, singles, smallest, unharmed } from './space.ts';

/** Every single fault at every call of the smallest fix of the unit that stands for its family; of all: `npm run simulate`. */

/** Seconds on a machine of its own; shared ones may be ten times slower. */
const patience = 300_000;

const small = smallest(scenarios).filter(({ scenario }) => isReference(scenario.remediation));

test('each family that writes has its unit, and each of them a fix to try', () => {
  const written = Object.entries(referenceUnits).flatMap(([family, unit]) =>
    onlyEvaluated.has(family) ? [] : [unit],
  );
  expect(small.map(({ scenario }) => scenario.remediation).toSorted()).toEqual(written.toSorted());
});

describe('no fault at any call breaks a promise', () => {
  test.each(small.map((one) => [one.scenario.remediation, one] as const))(
    '%s',
    { timeout: patience },
    async (_, one) => {
      const { points } = await run(unharmed(one), parts);
      const wrong: string[] = [];
      let fired = 0;
      for (const single of singles(one, points)) {
        const ran = await runPatiently(single, parts);
        if (ran.fired) fired += 1;
        const says = ran.violations.map(({ rule, says: what }) => `${rule}: ${what}`);
        wrong.push(...says.map((what) => `${JSON.stringify(single.slips)} ${what}`));
      }
      expect(wrong).toEqual([]);
      expect(fired).toBeGreaterThan(300);
    },
  );
});
