import { expect, test } from 'vitest';
import { inTodaysWords } from '../../src/sandbox/scenario/former-words.ts';
import { readScenario } from '../../src/sandbox/scenario/file.ts';

const before = `
title: A file of before
account: { s3: { Buckets: [{ Name: orders }] } }
policy: 'version: 1'
steps:
  - deliver: orders
  - askUndo: arn:aws:iam::111122223333:role/approver
    reason: tried
  - expect: { outcome: sealed, outcomes: [asked, moved, inapplicable], log: [advice, undone], runs: [undone], asks: [open], because: ask-closed }
`;

test('a scenario file in the words of before is read as it was meant', () => {
  const { steps } = readScenario(before, 'before.yaml');
  expect(steps.slice(1)).toEqual([
    { requestUndo: 'arn:aws:iam::111122223333:role/approver', reason: 'tried' },
    {
      expect: {
        outcome: 'remediated',
        outcomes: ['approval-requested', 'conflict', 'not-applicable'],
        log: ['manual-action-needed', 'rolled-back'],
        runs: ['rolled-back'],
        approvalRequests: ['open'],
        because: 'approval-request-closed',
      },
    },
  ]);
});

test.each([[undefined], [null], ['text'], [{ steps: 'none' }], [{ steps: [null, 7, { expect: 'x' }] }]])(
  '%j is left as it is',
  (data) => {
    expect(inTodaysWords(data)).toEqual(data);
  },
);
