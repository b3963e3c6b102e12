import { describe, expect, test } from 'vitest';
import type { Policy, TrailLine } from '../../../src/core/policy/policy.ts';
import { asksForOus, ruling } from '../../../src/core/policy/ruling.ts';
import { target, toyOf } from '../../kit/toy.ts';

/** What `policy explain` shows: every line that had a say, word by word, in the order in which it was read. */

const now = new Date('2026-11-21T10:00:00Z');
const base: Policy = toyOf({}).policy;
const explained = (
  more: Partial<Policy>,
  tags: Readonly<Record<string, string>> = {},
): readonly TrailLine[] =>
  ruling({ ...base, ...more }, { target, remediation: 'toy-dials-on', surroundings: { tags } }, now).trail;
const start = { path: 'mode', says: 'auto unless a rule says otherwise.' };
const tag = (value: string) => ({ 'waxseal:mode': value });
const path = 'tag waxseal:mode';

test.each<readonly [string, Partial<Policy>, Readonly<Record<string, string>>, readonly TrailLine[]]>([
  ['the mode alone', {}, {}, [{ ...start, decided: true }]],
  ['with its line', { lines: { mode: 3 } }, {}, [{ line: 3, ...start, decided: true }]],
  [
    'a rule with a name, a mode and settings',
    {
      rules: [
        {
          name: 'later',
          mode: 'ask',
          settings: { 'toy-dials-on': { x: 1 } },
          line: 7,
          path: 'rules[0]',
        },
      ],
    },
    {},
    [
      start,
      {
        line: 7,
        path: 'rules[0]',
        says: 'Rule "later" says ask, and sets settings of toy-dials-on.',
        decided: true,
      },
    ],
  ],
  [
    'rules without a name: one of settings alone decides no mode, one of neither is not told',
    {
      rules: [{ mode: 'ask' }, { settings: { 'toy-dials-on': { x: 1 } } }, {}, { settings: { other: {} } }],
    },
    {},
    [
      start,
      { path: '', says: 'A rule says ask.', decided: true },
      { path: '', says: 'A rule says settings of toy-dials-on.' },
    ],
  ],
  [
    'a tag that is stricter',
    {},
    tag('dry-run'),
    [start, { path, says: "The owner's tag makes it stricter: dry-run.", decided: true }],
  ],
  [
    'a tag that is looser',
    { mode: 'ask' },
    tag('auto'),
    [
      { path: 'mode', says: 'ask unless a rule says otherwise.', decided: true },
      { path, says: "The owner's tag says auto; a tag never loosens, so ask stays." },
    ],
  ],
  [
    'a tag that says the same',
    {},
    tag('auto'),
    [
      { ...start, decided: true },
      { path, says: "The owner's tag says auto too." },
    ],
  ],
  [
    'a tag that says nothing known',
    {},
    tag('off'),
    [
      start,
      {
        path,
        says: 'The tag\'s value "off" is not a mode (dry-run, ask, auto): dry-run, to be safe.',
        decided: true,
      },
    ],
  ],
  [
    'exemptions, until the end of their day',
    {
      exemptions: [
        { owner: 'ada', reason: 'legacy', expires: '2026-11-21', line: 9, path: 'exemptions[0]' },
        { owner: 'bob', reason: 'old', expires: '2026-11-20' },
      ],
    },
    {},
    [
      { ...start, decided: true },
      { line: 9, path: 'exemptions[0]', says: 'Exempt until 2026-11-21 by ada: legacy' },
      { path: '', says: 'The exemption by bob ended on 2026-11-20.' },
    ],
  ],
  [
    'opt-ins, from their day on',
    {
      optIns: [
        { owner: 'ada', reason: 'r', impacts: ['restarts', 'interrupts'], since: '2026-11-21' },
        { owner: 'bob', reason: 'r', impacts: ['restarts'], since: '2026-11-22' },
      ],
    },
    {},
    [
      { ...start, decided: true },
      { path: '', says: 'ada accepts restarts, interrupts since 2026-11-21.' },
      { path: '', says: 'bob accepts restarts only from 2026-11-22.' },
    ],
  ],
  [
    'the kill switch, last',
    { killSwitch: true, lines: { killSwitch: 2 } },
    {},
    [
      { ...start, decided: true },
      { line: 2, path: 'killSwitch', says: 'The kill switch is on: nothing is written.' },
    ],
  ],
  [
    'a kill switch that is not in the file',
    { killSwitch: true, stoppedBy: { check: 'kill-switch-unreadable', says: 'It cannot be read.' } },
    {},
    [
      { ...start, decided: true },
      { path: 'killSwitch', says: 'It cannot be read.' },
    ],
  ],
  [
    'the kill switch, without a line',
    { killSwitch: true },
    {},
    [
      { ...start, decided: true },
      { path: 'killSwitch', says: 'The kill switch is on: nothing is written.' },
    ],
  ],
])('%s', (_name, policy, tags, trail) => {
  expect(explained(policy, tags)).toStrictEqual(trail);
});

test('of several exemptions the one that lasts longest holds', () => {
  const until = (expires: string) => ({ owner: 'ada', reason: expires, expires });
  for (const days of [
    ['2026-11-22', '2026-11-30', '2026-11-25'],
    ['2026-11-30', '2026-11-22', '2026-11-25'],
  ]) {
    const given = ruling(
      { ...base, exemptions: days.map(until) },
      { target, remediation: 'toy-dials-on', surroundings: { tags: {} } },
      now,
    );
    expect(given.exemption?.expires).toBe('2026-11-30');
  }
});

describe('whether the policy asks for organizational units', () => {
  const ous = ['/prod/*'];
  test.each<readonly [string, Partial<Policy>, boolean]>([
    ['nowhere', { rules: [{ mode: 'ask' }] }, false],
    ['in one of its rules', { rules: [{ mode: 'ask' }, { ous }] }, true],
    ['in an exemption', { exemptions: [{ ous, owner: 'ada', reason: 'r', expires: '2026-12-01' }] }, true],
    [
      'in an opt-in',
      { optIns: [{ ous, owner: 'ada', reason: 'r', impacts: [], since: '2026-01-01' }] },
      true,
    ],
  ])('%s', (_name, policy, asks) => {
    expect(asksForOus({ ...base, ...policy })).toBe(asks);
  });

  test('one of several paths is enough', () => {
    const rules = [{ ous: ['/dev/*', '/prod/*'], mode: 'ask' as const }];
    const surroundings = { tags: {}, ou: '/prod/payments' };
    expect(ruling({ ...base, rules }, { target, remediation: 'x', surroundings }, now).mode).toBe('ask');
  });
});
