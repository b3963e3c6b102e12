import { expect, test } from 'vitest';
import { gate, type Facts } from '../../../src/core/policy/gate.ts';
import type { Reason } from '../../../src/core/model/outcome.ts';
import { cleanEvidence, facts, hold, plan, rules, seenEvidence } from '../../kit/facts.ts';

/** What the gate says, word by word: people decide by it, and an auditor reads it a year later. */

const exemption = { owner: 'dana', reason: 'legacy', expires: '2026-12-31', line: 9, path: 'exemptions[0]' };
const breaking = plan({
  changes: [{ set: 'statement', on: 'x', before: null, after: 'y', impact: ['breaks-plaintext'] }],
});

const auto: Reason = { check: 'mode', says: 'The policy says auto: apply.', where: 'line 3 (rules[0].mode)' };
const lift = 'waxseal release --resource arn:aws:s3:::invoices lifts the hold.';
const said: Readonly<Record<string, readonly [Partial<Facts>, readonly Reason[]]>> = {
  auto: [{}, [auto]],
  'auto, by default': [{ ruling: rules('auto', { trail: [] }) }, [{ check: 'mode', says: auto.says }]],
  'auto, without a path': [
    { ruling: rules('auto', { trail: [{ line: 3, path: '', says: '', decided: true }] }) },
    [{ check: 'mode', says: auto.says, where: 'line 3' }],
  ],
  'dry-run': [{ ruling: rules('dry-run') }, [{ ...auto, says: 'The policy says dry-run: report only.' }]],
  'auto, by what a log shows': [
    { plan: breaking, evidence: cleanEvidence },
    [
      {
        check: 'evidence',
        says: 'No client that this change would break from 2026-11-07 to 2026-11-21 among 120 over TLS (access logs).',
      },
      auto,
    ],
  ],
  'auto, by what a log shows that may miss clients': [
    { plan: breaking, evidence: { ...cleanEvidence, complete: false }, bestEffort: 'apply' },
    [
      {
        check: 'evidence',
        says: 'No client that this change would break from 2026-11-07 to 2026-11-21 among 120 over TLS (access logs); the source may miss clients.',
      },
      auto,
    ],
  ],
  ask: [{ ruling: rules('ask') }, [{ ...auto, says: 'The policy says ask: an approval is needed.' }]],
  'kill switch': [
    { killSwitch: true },
    [
      {
        check: 'kill-switch',
        says: 'The kill switch is on: nothing is written.',
        todo: 'Set killSwitch to false in the policy.',
      },
      auto,
    ],
  ],
  'a kill switch that is not in the file': [
    { killSwitch: true, stoppedBy: { check: 'kill-switch-unreadable', says: 'Unread.', todo: 'Allow it.' } },
    [{ check: 'kill-switch-unreadable', says: 'Unread.', todo: 'Allow it.' }, auto],
  ],
  exemption: [
    { ruling: rules('auto', { exemption }) },
    [
      {
        check: 'exemption',
        says: 'Exempt until 2026-12-31, by dana: legacy',
        where: 'line 9 (exemptions[0])',
      },
      auto,
    ],
  ],
  hold: [{ hold }, [{ check: 'hold', says: 'On hold, by dana: broke the scanner', todo: lift }, auto]],
  'hold with an end': [
    { hold: { ...hold, until: '2026-12-01T00:00:00.000Z' } },
    [
      {
        check: 'hold',
        says: 'On hold until 2026-12-01T00:00:00.000Z, by dana: broke the scanner',
        todo: lift,
      },
      auto,
    ],
  ],
  'a hold ends at its moment': [{ hold: { ...hold, until: '2026-11-21T12:00:00.000Z' } }, [auto]],
  'no way back': [
    { reversible: { not: 'It cannot be detached.' } },
    [{ check: 'cannot-be-undone', says: 'This change cannot be undone: It cannot be detached.' }, auto],
  ],
  'traffic seen': [
    { evidence: seenEvidence },
    [
      {
        check: 'evidence',
        says: '7 requests that this change would break were seen up to 2026-11-21 (access logs): arn:aws:iam::111122223333:role/importer (10.0.0.7, curl/8.5).',
        todo: 'Move those clients to TLS first.',
      },
      auto,
    ],
  ],
  'nothing known of clients': [
    { plan: breaking },
    [
      {
        check: 'evidence',
        says: 'Nothing shows that clients are ready (breaks-plaintext), and no owner has opted in.',
        todo: 'An owner can opt in with a dated line under optIns in the policy.',
      },
      auto,
    ],
  ],
  'an undo asks for no evidence, and no tug of war stops it': [
    { plan: plan({ kind: 'undo', changes: breaking.changes }), reverted: 9 },
    [auto],
  ],
  'approved by two': [
    { ruling: rules('ask'), approvedBy: ['ada', 'dana'] },
    [
      { check: 'approval', says: 'Approved by ada, dana.' },
      { ...auto, says: 'The policy says ask: an approval is needed.' },
    ],
  ],
  'an undo asked for': [
    { plan: plan({ kind: 'undo' }), ruling: rules('ask'), approvedBy: ['ada', 'dana'] },
    [
      { check: 'approval', says: 'Undo requested by ada, dana.' },
      { ...auto, says: 'The policy says ask: an approval is needed.' },
    ],
  ],
};

test.each(Object.entries(said))('%s', (_name, [more, reasons]) => {
  expect(gate(facts(more)).reasons).toEqual(reasons);
});

test('a tug of war says how often', () => {
  const [first] = gate(facts({ reverted: 4 })).reasons;
  expect(first).toMatchObject({
    check: 'tug-of-war',
    says: expect.stringContaining('4 times within a week'),
    todo: expect.stringMatching(/change it there/),
  });
});
