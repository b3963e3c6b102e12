import { describe, expect, test } from 'vitest';
import { playScenario } from '../src/sandbox/scenario/scenario.ts';
import { listings } from '../src/services/index.ts';
import { serviceOfRemediation } from './kit/contracts.ts';
import { engine } from './kit/engine.ts';
import { scenarios } from './kit/scenario-files.ts';

describe('scenarios', () => {
  test.each(scenarios)('$name', async ({ name, scenario }) => {
    const { problems } = await playScenario(scenario, name, engine);
    expect(problems).toEqual([]);
  });

  test('no name is there twice', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  });

  test.each(listings.map(({ id }) => id))('one of them is about %s', (id) => {
    const own = scenarios.filter(({ scenario }) => scenario.remediation === id);
    const where = `add one to test/services/${serviceOfRemediation(id)}/scenarios`;
    expect(own.length, where).toBeGreaterThan(0);
  });
});
