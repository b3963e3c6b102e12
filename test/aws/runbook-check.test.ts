import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkRunbook, type Problem } from '../../src/aws/runbook-check.ts';

const text = readFileSync(join(import.meta.dirname, '../../runbooks/approve-and-apply.yaml'), 'utf8');

/** The real runbook, broken in one place. */
const broken = (from: string | RegExp, to: string): readonly Problem[] => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to break: ${String(from)}`);
  return checkRunbook(parse(changed), changed);
};
const codes = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, where }) => `${code} ${where}`);

const approve = 'timeoutSeconds: 2592000\n    onFailure: step:Record';

describe('a runbook with one fault', () => {
  test.each<[string, string | RegExp, string, readonly string[]]>([
    ['another schema', "schemaVersion: '0.3'", "schemaVersion: '2.2'", ['shape schemaVersion']],
    ['no role', "assumeRole: '{{ AutomationAssumeRole }}'\n", '', ['shape assumeRole']],
    [
      'an action that we do not use',
      'action: aws:sleep',
      'action: aws:executeScript',
      ['unknown-action Settle'],
    ],
    ['a misspelt key', 'isEnd: true', 'isLast: true', ['unknown-key Verify']],
    ['a misspelt input', 'Duration: PT1M', 'Duratoin: PT1M', ['unknown-key Settle', 'missing-input Settle']],
    [
      'no way on',
      'NextStep: CalendarOpen',
      'NextStep: CalendarOpne',
      ['no-such-step HasCalendar', 'unreachable CalendarOpen'],
    ],
    ['a failure that leads nowhere', approve, approve.replace('Record', 'Recrod'), ['no-such-step Approve']],
    ['a way that is none', approve, approve.replace('step:Record', 'Retry'), ['no-such-step Approve']],
    ['a parameter that is none', "'{{ Approvers }}'", "'{{ Approver }}'", ['unresolved Approve']],
    ['an output of no step', "'{{ Approvers }}'", "'{{ Ask.Approvers }}'", ['unresolved Approve']],
    [
      'an output that a step has not',
      "'{{ Approvers }}'",
      "'{{ Recheck.Approvers }}'",
      ['unresolved Approve'],
    ],
    ['a placeholder left open', "'{{ Approvers }}'", "'{{ Approvers'", ['unresolved Approve']],
    [
      'an approval without time-out',
      'timeoutSeconds: 2592000',
      'isCritical: true',
      ['missing-timeout Approve'],
    ],
    [
      'an approval for ever',
      'timeoutSeconds: 2592000',
      'timeoutSeconds: 2592001',
      ['timeout-too-long Approve'],
    ],
    ['a function for ever', 'timeoutSeconds: 300', 'timeoutSeconds: 900', ['timeout-too-long Recheck']],
    [
      'two steps of one name',
      'name: Settle',
      'name: Apply',
      ['step-name Apply', 'step-name Apply', 'unreachable Verify'],
    ],
    [
      'a long parameter',
      'maxChars: 512',
      'maxChars: 4096',
      ['parameter-too-long parameters.Text1', 'message-too-long Approve'],
    ],
    [
      'a long message',
      'Approve or reject: ',
      `Approve or reject: ${'x'.repeat(1000)}`,
      ['message-too-long Approve'],
    ],
  ])('%s', (_what, from, to, expected) => {
    expect(codes(broken(from, to))).toEqual(expected);
  });

  test('more than 64 KB', () => {
    const long = `${text}\n# ${'x'.repeat(64 * 1024)}\n`;
    expect(codes(checkRunbook(parse(long), long))).toEqual(['size mainSteps']);
  });

  test.each([undefined, null, 'text', [], {}])('%j is no runbook', (nothing) => {
    expect(codes(checkRunbook(nothing))).toContain('shape mainSteps');
  });
});

describe('a way to the write on which nobody has approved', () => {
  test.each<[string, string | RegExp, string]>([
    ['a rejection that goes on', approve, approve.replace('step:Record', 'Continue')],
    ['a rejection that leads to the write', approve, approve.replace('Record', 'Apply')],
    ['a cancellation that leads to the write', /onCancel: step:Record/, 'onCancel: step:Apply'],
    ['a first step that skips the approval', /onFailure: step:Record/, 'onFailure: step:HasCalendar'],
    ['no approval at all', 'action: aws:approve', 'action: aws:sleep'],
    ['a write before the approval', 'name: Recheck', 'name: Prepare'],
  ])('%s', (_what, from, to) => {
    expect(broken(from, to).map(({ code }) => code)).toContain('write-without-approval');
  });
});
