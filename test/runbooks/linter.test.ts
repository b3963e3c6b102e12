import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkRunbook, type Problem } from '../kit/runbook-linter/check.ts';

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
      ['step-name Apply', 'no-such-step Applied', 'step-name Apply', 'unreachable Verify'],
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

describe('what is wrong, where, and in words', () => {
  const sleep = (name: string, more: object = {}) => ({
    name,
    action: 'aws:sleep',
    inputs: { Duration: 'PT1M' },
    ...more,
  });
  const call = (name: string, more: object = {}) => ({
    name,
    action: 'aws:invokeLambdaFunction',
    timeoutSeconds: 300,
    inputs: { FunctionName: 'f', InputPayload: {} },
    ...more,
  });
  const ask = (name: string, more: object = {}) => ({
    name,
    action: 'aws:approve',
    timeoutSeconds: 60,
    inputs: { Approvers: ['a'], Message: 'Please.', MinRequiredApprovals: 1 },
    ...more,
  });
  const branch = (name: string, next: string | undefined, other: string | undefined) => ({
    name,
    action: 'aws:branch',
    inputs: { Choices: [{ NextStep: next }], Default: other },
  });
  const book = (...mainSteps: readonly object[]) => ({
    schemaVersion: '0.3',
    assumeRole: '{{ Role }}',
    parameters: { Role: { type: 'String' } },
    mainSteps,
  });
  const last = sleep('Last');

  test.each<readonly [string, object]>([
    ['one step', book(last)],
    [
      'steps in another order than they are written',
      book(
        sleep('First', { nextStep: 'Third' }),
        sleep('Second', { isEnd: true }),
        sleep('Third', { nextStep: 'Second' }),
      ),
    ],
    ['a branch both of whose ways exist', book(branch('Which', 'One', 'Last'), sleep('One'), last)],
    [
      'a failure that goes on or stops',
      book(sleep('First', { onFailure: 'Continue', onCancel: 'Abort' }), last),
    ],
    [
      'a step that only a failure leads to',
      book(sleep('First', { onFailure: 'step:Fix', isEnd: true }), sleep('Fix')),
    ],
    [
      'a step that only a cancellation leads to',
      book(sleep('First', { onCancel: 'step:Fix', isEnd: true }), sleep('Fix')),
    ],
    [
      'a wait for a property, with whatever input its call takes',
      book({
        name: 'Wait',
        action: 'aws:waitForAwsResourceProperty',
        timeoutSeconds: 604_800,
        inputs: {
          Service: 'rds',
          Api: 'DescribeDBInstances',
          DBInstanceIdentifier: 'x',
          PropertySelector: '$.x',
          DesiredValues: ['y'],
        },
      }),
    ],
    [
      'a call whose inputs are called like those of other actions',
      book({
        name: 'Wait',
        action: 'aws:assertAwsResourceProperty',
        timeoutSeconds: 60,
        inputs: {
          Service: 'x',
          Api: 'y',
          PropertySelector: '$.x',
          DesiredValues: ['y'],
          Default: 'z',
          Message: 'x'.repeat(5000),
        },
      }),
    ],
    ['a write behind an approval', book(ask('Ask'), call('Apply'))],
    ['looks before any approval', book(call('Recheck'), call('Record'), call('Verify'))],
    [
      'names of the system',
      book({
        ...last,
        description:
          '{{ automation:EXECUTION_ID }}{{global:DATE}} {{ global:DATE_TIME }} {{ global:ACCOUNT_ID }}',
      }),
    ],
    [
      'what a step before it answered',
      book(ask('Ask'), { ...last, description: '{{ Ask.ApprovalStatus }} {{ Ask.ApproverDecisions }}' }),
    ],
    [
      'what a function answered',
      book(call('Verify'), { ...last, description: '{{ Verify.Payload }} {{ Verify.StatusCode }}' }),
    ],
    ['the longest names and the shortest', book(sleep('n'.repeat(128)), sleep('abc'))],
    ['the longest wait', book(ask('Ask', { timeoutSeconds: 2_592_000 }))],
  ])('nothing: %s', (_what, runbook) => {
    expect(checkRunbook(runbook)).toEqual([]);
  });

  test.each<readonly [string, unknown, readonly string[]]>([
    [
      'nothing at all',
      undefined,
      [
        'shape schemaVersion: An Automation runbook has schemaVersion 0.3.',
        'shape assumeRole: Without a role it would run with the rights of whoever starts it.',
        'shape mainSteps: There are no steps.',
      ],
    ],
    ['a member that none has', { ...book(last), files: {} }, ['unknown-key files: No runbook has files.']],
    ['a short name', book(sleep('ab')), ['step-name ab: "ab" is no name of a step.']],
    [
      'a long name',
      book(sleep('n'.repeat(129))),
      [`step-name ${'n'.repeat(129)}: "${'n'.repeat(129)}" is no name of a step.`],
    ],
    ['a name with a space in front', book(sleep(' abc')), ['step-name  abc: " abc" is no name of a step.']],
    ['a name with a space behind', book(sleep('abc ')), ['step-name abc : "abc " is no name of a step.']],
    ['a name that is no text', book({ ...last, name: 7 }), ['step-name : "" is no name of a step.']],
    [
      'two steps of one name',
      book(sleep('Same'), sleep('Same')),
      ['step-name Same: Two steps are called Same.', 'step-name Same: Two steps are called Same.'],
    ],
    [
      'an action that we do not use',
      book({ ...last, action: 'aws:runCommand' }),
      ['unknown-action Last: aws:runCommand is none that we use.'],
    ],
    [
      'no action',
      book({ ...last, action: undefined }),
      ['unknown-action Last: No action is none that we use.'],
    ],
    ['a key of no step', book(sleep('Last', { retries: 3 })), ['unknown-key Last: No step has retries.']],
    [
      'a misspelt input',
      book({ ...last, inputs: { Duratoin: 'PT1M' } }),
      [
        'unknown-key Last: aws:sleep has no input Duratoin.',
        'missing-input Last: aws:sleep needs the input Duration.',
      ],
    ],
    [
      'no inputs',
      book({ ...last, inputs: undefined }),
      ['missing-input Last: aws:sleep needs the input Duration.'],
    ],
    [
      'an approval without limit',
      book(ask('Ask', { timeoutSeconds: undefined })),
      ['missing-timeout Ask: It waits or calls, and says not how long: give timeoutSeconds.'],
    ],
    [
      'a limit that only the running knows',
      book(ask('Ask', { timeoutSeconds: '{{ Role }}' })),
      ['missing-timeout Ask: It waits or calls, and says not how long: give timeoutSeconds.'],
    ],
    [
      'too long an approval',
      book(ask('Ask', { timeoutSeconds: 2_592_001 })),
      ['timeout-too-long Ask: AWS waits at most 2592000 seconds.'],
    ],
    [
      'too long a call',
      book(call('Verify', { timeoutSeconds: 301 })),
      ['timeout-too-long Verify: AWS waits at most 300 seconds.'],
    ],
    [
      'a next step that is none',
      book(sleep('First', { nextStep: 'Lsat' }), last),
      [
        'no-such-step First: It leads to Lsat, which does not exist.',
        'unreachable Last: No step leads to it.',
      ],
    ],
    [
      'a branch to nowhere',
      book(branch('Which', undefined, 'Last'), last),
      ['no-such-step Which: It leads to nowhere, which does not exist.'],
    ],
    [
      'a branch without a default',
      book(branch('Which', 'Last', undefined), last),
      ['missing-input Which: aws:branch needs the input Default.'],
    ],
    [
      'a branch beside which nothing leads on',
      book(branch('Which', 'Last', 'Last'), sleep('Aside'), last),
      ['unreachable Aside: No step leads to it.'],
    ],
    [
      'a failure that leads nowhere',
      book(sleep('Last', { onFailure: 'step:Fix' })),
      ['no-such-step Last: It leads to Fix, which does not exist.'],
    ],
    [
      'a cancellation that leads nowhere',
      book(sleep('Last', { onCancel: 'step:Fix' })),
      ['no-such-step Last: It leads to Fix, which does not exist.'],
    ],
    [
      'no way to go on',
      book(sleep('Last', { onFailure: 'Retry' })),
      ['no-such-step Last: "Retry" is no way to go on.'],
    ],
    [
      'nearly a way to go on',
      book(sleep('Last', { onFailure: 'Aborted', onCancel: 'do Abort' })),
      [
        'no-such-step Last: "Aborted" is no way to go on.',
        'no-such-step Last: "do Abort" is no way to go on.',
      ],
    ],
    [
      'a way that is no text',
      book(sleep('Last', { onFailure: { step: 'Last' } })),
      ['no-such-step Last: "" is no way to go on.'],
    ],
    [
      'a step behind the end',
      book(sleep('First', { isEnd: true }), last),
      ['unreachable Last: No step leads to it.'],
    ],
    [
      'a step that nothing but itself leads to',
      book(sleep('First', { isEnd: true }), sleep('Loop', { nextStep: 'Loop' })),
      ['unreachable Loop: No step leads to it.'],
    ],
    [
      'an output that comes of no step',
      book(sleep('First', { description: '{{ Firts.Payload }}' })),
      ['unresolved First: Nothing is known as {{ Firts.Payload }}.'],
    ],
    [
      'an output that its step does not have',
      book(call('Verify', { description: '{{ Verify.Payload.x }} {{ Verify.Answer }}' })),
      [
        'unresolved Verify: Nothing is known as {{ Verify.Payload.x }}.',
        'unresolved Verify: Nothing is known as {{ Verify.Answer }}.',
      ],
    ],
    [
      'an output of an action that we do not use',
      book({ ...last, action: 'aws:x', description: '{{ Last.Payload }}' }),
      [
        'unknown-action Last: aws:x is none that we use.',
        'unresolved Last: Nothing is known as {{ Last.Payload }}.',
      ],
    ],
    [
      'a placeholder left open',
      book(sleep('Last', { description: 'see {{ Role' })),
      ['unresolved Last: A placeholder is not closed.'],
    ],
    [
      'a role that is no parameter',
      { ...book(last), assumeRole: '{{ Rloe }}' },
      ['unresolved assumeRole: Nothing is known as {{ Rloe }}.'],
    ],
    [
      'what every object has, which is no parameter',
      book(sleep('Last', { description: '{{ toString }}' })),
      ['unresolved Last: Nothing is known as {{ toString }}.'],
    ],
    [
      'an output of another step than the one that has it',
      book(call('Verify'), sleep('Last', { description: '{{ Last.Payload }}' })),
      ['unresolved Last: Nothing is known as {{ Last.Payload }}.'],
    ],
    [
      'an output of an output',
      book(call('Verify', { description: '{{ All.Verify.Payload }}' })),
      ['unresolved Verify: Nothing is known as {{ All.Verify.Payload }}.'],
    ],
    [
      'nearly the way to a step',
      book(sleep('Last', { onFailure: 'mystep:Fix' })),
      ['no-such-step Last: "mystep:Fix" is no way to go on.'],
    ],
    [
      'a parameter without a type',
      { ...book(last), parameters: { Role: {} } },
      ['shape parameters.Role: It has no type.'],
    ],
    [
      'too long a parameter',
      { ...book(last), parameters: { Role: { type: 'String', maxChars: 513 } } },
      ['parameter-too-long parameters.Role: SSM takes at most 512 characters in one value of a parameter.'],
    ],
    [
      'a write that nobody approves',
      book(call('Apply')),
      ['write-without-approval Apply: There is a way to it on which nobody has approved.'],
    ],
    [
      'a write beside the approval',
      book(branch('Which', 'Ask', 'Apply'), ask('Ask'), call('Apply')),
      ['write-without-approval Apply: There is a way to it on which nobody has approved.'],
    ],
    [
      'a write that cancelling the approval leads to',
      book(ask('Ask', { onCancel: 'step:Apply' }), call('Apply')),
      ['write-without-approval Apply: There is a way to it on which nobody has approved.'],
    ],
  ])('%s', (_what, runbook, expected) => {
    expect(checkRunbook(runbook).map(({ code, where, says }) => `${code} ${where}: ${says}`)).toEqual(
      expected,
    );
  });

  test.each([
    ['aws:approve', ['Approvers', 'Message', 'MinRequiredApprovals']],
    ['aws:assertAwsResourceProperty', ['Service', 'Api', 'PropertySelector', 'DesiredValues']],
    ['aws:branch', ['Choices', 'Default']],
    ['aws:invokeLambdaFunction', ['FunctionName', 'InputPayload']],
    ['aws:sleep', ['Duration']],
    ['aws:waitForAwsResourceProperty', ['Service', 'Api', 'PropertySelector', 'DesiredValues']],
  ])('%s cannot do without its inputs', (action, inputs) => {
    const problems = checkRunbook(book({ name: 'Verify', action, timeoutSeconds: 60 }));
    expect(problems.map(({ says }) => says)).toEqual(
      inputs.map((key) => `${action} needs the input ${key}.`),
    );
  });

  test('what AWS takes besides: outputs of the document, a topic that is told of an approval', () => {
    const inputs = { Approvers: ['a'], Message: 'Please.', MinRequiredApprovals: 1, NotificationArn: 'arn' };
    expect(checkRunbook({ ...book(ask('Ask', { inputs })), outputs: ['Ask.ApprovalStatus'] })).toEqual([]);
  });

  test('a message is counted as long as its parameters and the system’s names can make it', () => {
    const runbook = (Message: string) => ({
      ...book(ask('Ask', { inputs: { Approvers: ['a'], Message, MinRequiredApprovals: 1 } })),
      parameters: { Role: { type: 'String' }, Short: { type: 'String', maxChars: 40 } },
    });
    // 512 of the parameter that sets no limit, 40 of the one that does, 36 of an id.
    const filled = '{{ Role }}{{Short}}{{ automation:EXECUTION_ID }}';
    expect(checkRunbook(runbook(filled + 'x'.repeat(4096 - 512 - 40 - 36)))).toEqual([]);
    expect(checkRunbook(runbook(filled + 'x'.repeat(4097 - 512 - 40 - 36)))).toEqual([
      { code: 'message-too-long', where: 'Ask', says: 'Filled it can have 4097 characters; 4096 fit.' },
    ]);
  });

  test('a document is as large as its text, in bytes', () => {
    const whole = JSON.stringify(book(last));
    const of = (size: number) =>
      checkRunbook(book(last), `${whole}#${'ä'.repeat((size - whole.length - 1) / 2)}`);
    const even = 65_536 - ((65_536 - whole.length - 1) % 2);
    expect(of(even)).toEqual([]);
    expect(of(even + 2)).toEqual([
      { code: 'size', where: 'mainSteps', says: `It has ${even + 2} bytes; 65536 fit.` },
    ]);
    // Without its text, as long as it would be as JSON.
    const long = book(sleep('Last', { description: 'x'.repeat(65_536) }));
    expect(checkRunbook(long).map(({ code }) => code)).toEqual(['size']);
  });
});
