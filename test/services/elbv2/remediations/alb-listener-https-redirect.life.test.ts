import { describe, expect, test } from 'vitest';
import type { Run } from '../../../../src/core/journal/records.ts';
import unit from '../../../../src/services/elbv2/remediations/alb-listener-https-redirect.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
import { Crash } from '../../../../src/sandbox/faults.ts';
import { balanced, rule } from '../balancers.ts';
import { resourcesOf, standOf } from '../../../kit/stand.ts';
import { evaluate } from '../../../kit/study.ts';

/** An owner has said that nothing is in front: what is left asks for other reasons. */
const direct = { frontedBy: 'nothing' } as const;

/** A balancer with so many rules and a default: one change more. */
const withRules = (count: number) => {
  const priorities = Array.from({ length: count }, (_, index) => index + 1);
  return { account: balanced({ rules: priorities.map((priority) => rule(priority)) }), settings: direct };
};

describe('a balancer with 40 rules and a default', () => {
  const row = withRules(40);

  test('gets 41 changes, all of them, and gives them all back', async () => {
    const stand = await standOf(unit, resource, row);
    const before = resourcesOf(stand.host);
    const first = await evaluate(stand);
    expect(first).toMatchObject({ is: 'non-compliant', hazards: [] });
    expect('changes' in first ? first.changes : []).toHaveLength(41);
    const outcome = await stand.apply();
    expect(outcome.is).toBe('remediated');
    expect((await evaluate(stand)).is).toBe('compliant');
    expect((await stand.undo('run' in outcome ? (outcome.run ?? '') : '')).is).toBe('rolled-back');
    expect(resourcesOf(stand.host)).toBe(before);
  });
});

/** Each change is one write after the others: of a dozen, the first, the last and all between are as of forty. */
describe('a balancer with 11 rules and a default', () => {
  const row = withRules(11);
  const changes = 12;

  /** Dies at the nth write, before or after AWS has done it; then a new process goes on. */
  const dyingAt = async (nth: number, kind: 'crash-before' | 'crash-after') => {
    const stand = await standOf(unit, resource, row, undefined, [
      nth === changes
        ? { operation: 'elasticloadbalancingv2:ModifyListener', kind }
        : { operation: 'elasticloadbalancingv2:ModifyRule', nth, kind },
    ]);
    await expect(stand.apply()).rejects.toThrow(Crash);
    expect(stand.host.faults()).toMatchObject([{ fired: true }]);
    stand.host.revive();
    return stand;
  };
  const deaths = Array.from({ length: changes }, (_, index) => index + 1).flatMap((nth) =>
    (['crash-before', 'crash-after'] as const).map((kind) => ({ nth, kind })),
  );

  test.each(deaths)(
    '$kind at write $nth: it is finished, each change written once',
    async ({ nth, kind }) => {
      const stand = await dyingAt(nth, kind);
      const before = resourcesOf((await standOf(unit, resource, row)).host);
      stand.host.advance(30 * 60_000); // the dead worker's lease ends
      const outcome = await stand.apply();
      expect(outcome.is).toBe('remediated');
      expect(stand.host.writes().filter(({ done }) => done)).toHaveLength(changes);
      expect((await stand.undo('run' in outcome ? (outcome.run ?? '') : '')).is).toBe('rolled-back');
      expect(resourcesOf(stand.host)).toBe(before);
    },
  );

  test.each(deaths)('$kind at write $nth: what was done is taken back exactly', async ({ nth, kind }) => {
    const stand = await dyingAt(nth, kind);
    const before = resourcesOf((await standOf(unit, resource, row)).host);
    stand.host.advance(30 * 60_000);
    const runs: string[] = [];
    for await (const { value } of stand.ports.journal.list<Run>('run')) runs.push(value.id);
    const outcome = await stand.undo(runs[0] ?? '');
    const nothingWritten = nth === 1 && kind === 'crash-before';
    expect(outcome.is).toBe(nothingWritten ? 'refused' : 'rolled-back');
    expect(resourcesOf(stand.host)).toBe(before);
  });
});
