import { describe, expect, test } from 'vitest';
import { gate, type GateAnswer, type Facts } from '../../../src/core/policy/gate.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Exemption, OptIn } from '../../../src/core/policy/policy.ts';
import type { Impact } from '../../../src/core/model/remediation.ts';
import { cleanEvidence, facts, hold, seenEvidence, plan as anyPlan, rules } from '../../kit/facts.ts';

const planWith = (impact: readonly Impact[], more: Partial<Plan> = {}): Plan =>
  anyPlan({ changes: [{ set: 'statement', on: 'x', before: null, after: 'y', impact }], ...more });

const optIn: OptIn = {
  impacts: ['breaks-plaintext'],
  owner: 'dana',
  reason: 'clients moved',
  since: '2026-01-01',
};
const exemption: Exemption = { owner: 'dana', reason: 'legacy scanner', expires: '2026-12-31', line: 9 };
const breaking = planWith(['breaks-plaintext']);
const hazardous = planWith(['none'], { hazards: [{ id: 'website', says: 'It is a website.' }] });
const clean = cleanEvidence;
const bestEffort = { ...clean, complete: false };

const table: readonly (readonly [string, Partial<Facts>, GateAnswer, string])[] = [
  ['auto, and nobody can notice', {}, 'apply', 'mode'],
  ['dry-run', { ruling: rules('dry-run') }, 'report', 'mode'],
  ['ask', { ruling: rules('ask') }, 'ask', 'mode'],
  ['no policy that could be read', { ruling: undefined }, 'report', ''],
  [
    'unreadable tags',
    { unreadable: [{ check: 'unreadable', says: 'Tags could not be read.' }] },
    'report',
    'unreadable',
  ],
  ['kill switch', { killSwitch: true }, 'report', 'kill-switch'],
  ['kill switch beats an approval', { killSwitch: true, approvedBy: ['dana'] }, 'report', 'kill-switch'],
  ['exemption', { ruling: rules('auto', { exemption }) }, 'skip', 'exemption'],
  [
    'exemption beats an approval',
    { ruling: rules('ask', { exemption }), approvedBy: ['d'] },
    'skip',
    'exemption',
  ],
  ['hold', { hold }, 'skip', 'hold'],
  ['hold that is over', { hold: { ...hold, until: '2026-11-21T11:59:59.000Z' } }, 'apply', 'mode'],
  ['hold with a day to go', { hold: { ...hold, until: '2026-11-22T12:00:00.000Z' } }, 'skip', 'hold'],
  ['hold that was released', { hold: { ...hold, released: { by: 'd', at: 'x' } } }, 'apply', 'mode'],
  ['hazard under auto', { plan: hazardous }, 'ask', 'hazard'],
  ['hazard under dry-run', { plan: hazardous, ruling: rules('dry-run') }, 'report', 'mode'],
  ['hazard, approved', { plan: hazardous, approvedBy: ['dana'] }, 'apply', 'approval'],
  ['breaking without evidence', { plan: breaking }, 'ask', 'evidence'],
  ['breaking, approved', { plan: breaking, approvedBy: ['dana'] }, 'apply', 'approval'],
  [
    'breaking, owner opted in',
    { plan: breaking, ruling: rules('auto', { optIns: [optIn] }) },
    'apply',
    'mode',
  ],
  [
    'opt-in for another impact',
    { plan: planWith(['breaks-old-tls']), ruling: rules('auto', { optIns: [optIn] }) },
    'ask',
    'evidence',
  ],
  ['breaking with clean evidence', { plan: breaking, evidence: clean }, 'apply', 'evidence'],
  [
    'clean, but for another impact',
    { plan: planWith(['breaks-old-tls']), evidence: clean },
    'ask',
    'evidence',
  ],
  ['clean by best effort', { plan: breaking, evidence: bestEffort }, 'ask', 'evidence'],
  [
    'clean by best effort, and the policy takes it',
    { plan: breaking, evidence: bestEffort, bestEffort: 'apply' },
    'apply',
    'evidence',
  ],
  [
    'clean by best effort, owner opted in',
    { plan: breaking, evidence: bestEffort, ruling: rules('auto', { optIns: [optIn] }) },
    'apply',
    'mode',
  ],
  ['clean under dry-run', { plan: breaking, evidence: clean, ruling: rules('dry-run') }, 'report', 'mode'],
  [
    'traffic clears no restart',
    { plan: planWith(['restarts']), evidence: { ...clean, clears: ['restarts'] } },
    'ask',
    'evidence',
  ],
  [
    'traffic clears no name that goes',
    { plan: planWith(['changes-endpoints']), evidence: { ...clean, clears: ['changes-endpoints'] } },
    'ask',
    'evidence',
  ],
  [
    'plaintext seen, though opted in',
    {
      plan: breaking,
      evidence: seenEvidence,
      ruling: rules('auto', { optIns: [optIn] }),
    },
    'ask',
    'evidence',
  ],
  [
    'approval does not overrule dry-run',
    { ruling: rules('dry-run'), approvedBy: ['dana'] },
    'report',
    'mode',
  ],
  ['reverted twice', { reverted: 2 }, 'apply', 'mode'],
  ['reverted three times', { reverted: 3 }, 'ask', 'tug-of-war'],
  ['cannot be undone', { reversible: { not: 'AWS keeps no old value.' } }, 'ask', 'cannot-be-undone'],
  [
    'an undo passes hold, exemption and evidence',
    {
      plan: planWith(['breaks-plaintext'], { kind: 'undo' }),
      hold,
      ruling: rules('auto', { exemption }),
    },
    'apply',
    'mode',
  ],
  [
    'an undo under ask needs who asked',
    { plan: planWith(['none'], { kind: 'undo' }), ruling: rules('ask') },
    'ask',
    'mode',
  ],
  [
    'an undo does not pass the kill switch',
    { plan: planWith(['none'], { kind: 'undo' }), killSwitch: true, approvedBy: ['dana'] },
    'report',
    'kill-switch',
  ],
];

describe('the gate', () => {
  test.each(table)('%s', (_name, more, answer, check) => {
    const decision = gate(facts(more));
    expect(decision.answer).toBe(answer);
    expect(decision.reasons[0]?.check ?? '').toBe(check);
  });

  test('every reason is kept, the strictest first, with the line that decided', () => {
    const { reasons } = gate(
      facts({ plan: { ...hazardous, changes: breaking.changes }, ruling: rules('dry-run') }),
    );
    expect(reasons.map(({ check }) => check)).toEqual(['mode', 'hazard', 'evidence']);
    expect(reasons[0]?.where).toBe('line 3 (rules[0].mode)');
  });
});

describe('ownership', () => {
  const ownedBy = { by: 'cloudformation', name: 'shop', says: 'Made by CloudFormation (shop).' };
  const told = { id: 'made-by-kubernetes', says: 'A controller made it.', about: 'ownership' as const };
  const checksOf = (more: Partial<Facts>) => {
    const { answer, reasons } = gate(facts(more));
    return [answer, ...reasons.map(({ check }) => check)];
  };
  const owned = planWith(['none'], { ownedBy });

  test.each([
    ['asks without a word about it', {}, 'ask'],
    ['approvalRequests', { ownership: { onOwned: 'ask' } }, 'ask'],
    ['only reports', { ownership: { onOwned: 'report', line: 4 } }, 'report'],
  ] as const)('%s', (_what, more, answer) => {
    expect(checksOf({ plan: owned, ...more })).toEqual([answer, 'ownership', 'mode']);
    const { reasons } = gate(facts({ plan: owned, ownership: { onOwned: 'report', line: 4 } }));
    expect(reasons[0]).toMatchObject({ where: 'line 4 (ownership)', says: expect.stringContaining('shop') });
  });

  test('fixes all the same when the policy says so, hazards of units about it included', () => {
    const plan = planWith(['none'], { ownedBy, hazards: [told] });
    expect(checksOf({ plan, ownership: { onOwned: 'fix' } })).toEqual(['apply', 'mode']);
    const hot = { ...plan, hazards: [told, { id: 'hot', says: 'Hot.' }] };
    expect(checksOf({ plan: hot, ownership: { onOwned: 'fix' } })).toEqual(['ask', 'hazard', 'mode']);
  });

  test('is said once, in the words of the unit where it has some', () => {
    const plan = planWith(['none'], { ownedBy, hazards: [told] });
    expect(checksOf({ plan })).toEqual(['ask', 'ownership', 'mode']);
    expect(gate(facts({ plan })).reasons[0]?.says).toBe('A controller made it.');
  });

  test('does not stand in the way of an undo', () => {
    expect(checksOf({ plan: { ...owned, kind: 'undo' } })).toEqual(['apply', 'mode']);
  });
});
