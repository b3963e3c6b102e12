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

  test('one whose fix was never made says why there is nothing to undo', async () => {
    const first = scenarios.find(({ name }) => name.endsWith('sqs-queue-tls-only.yaml'));
    if (!first) throw new Error('there is no story of a queue');
    const undone = { undo: 'arn:aws:iam::111122223333:user/dana', reason: 'test' };
    const policy = first.scenario.policy.replace('mode: auto', 'mode: ask');
    const played = (steps: typeof first.scenario.steps) =>
      playScenario({ ...first.scenario, policy, steps }, first.name, engine);
    await expect(played([{ deliver: 'orders' }, undone])).rejects.toThrow(
      'There is no run to undo: the last look ended as approval-requested (approvers, mode).',
    );
    await expect(played([undone])).rejects.toThrow('nothing was looked at before this step');
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
