import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { ApprovalRecord, Entry, Finding, Hold, Run } from '../../src/core/journal/records.ts';
import { buildReport } from '../../src/report/model.ts';
import { markdown } from '../../src/report/markdown.ts';
import { reportPage } from '../../src/report/page.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const remediation = 's3-bucket-tls-only';
const target = (id: string, account = '111122223333') => ({
  account,
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id,
  arn: `arn:aws:s3:::${id}`,
});
const key = (id: string) => `${target(id).arn} ${remediation}`;
const planFor = (id: string): Plan => ({
  id: 'p'.repeat(32),
  kind: 'remediate',
  remediation,
  version: 1,
  target: target(id),
  changes: [{ set: 'statement', on: id, before: null, after: {}, impact: ['breaks-plaintext'] }],
  why: { id: 'plaintext-allowed', says: 'Plain HTTP gets in.' },
  hazards: [],
  notes: [],
});
const finding = (id: string, is: Finding['is'], more: Partial<Finding> = {}): Finding => ({
  remediation,
  target: target(id),
  is,
  lastSeen: '2026-02-28T00:00:00.000Z',
  approvalRequests: 0,
  attempts: 0,
  reverted: [],
  ...more,
});
const entry = (id: string, at: string, outcome: Outcome, more: Partial<Entry> = {}): Entry => ({
  finding: key(id),
  remediation,
  target: target(id),
  at,
  cause: { by: 'event', reference: 'e-1' },
  outcome,
  ...more,
});
const remediated = (id: string): Outcome => ({ is: 'remediated', plan: planFor(id), run: `run-${id}` });
const reported = (id: string): Outcome => ({
  is: 'reported',
  plan: planFor(id),
  because: [{ check: 'mode', says: 'dry-run' }],
});
const approvalRequest = (
  id: string,
  expires: string,
  status: ApprovalRecord['status'] = 'open',
): ApprovalRecord => ({
  id: `approval-${id}`,
  finding: key(id),
  remediation,
  target: target(id),
  plan: planFor(id),
  reasons: ['a hazard'],
  approvers: [],
  minimum: 1,
  opened: '2026-02-01T00:00:00.000Z',
  expires,
  status,
});
const hold = (id: string, more: Partial<Hold> = {}): Hold => ({
  finding: key(id),
  remediation,
  target: target(id),
  by: 'ada',
  reason: 'not yet',
  from: '2026-02-01T00:00:00.000Z',
  ...more,
});

const findings = [
  finding('good', 'remediated', { owner: 'orders' }),
  finding('bad', 'reported', { owner: 'orders', since: '2026-01-01T00:00:00.000Z' }),
  finding('worse', 'manual-action-needed', { since: '2025-01-01T00:00:00.000Z' }),
  finding('open', 'approval-requested', { owner: 'web' }),
  finding('held', 'skipped'),
  finding('broken', 'failed'),
  finding('away', 'gone'),
];
const entries = [
  entry('good', '2026-01-02T00:00:00.000Z', remediated('good')),
  entry('good', '2026-01-03T00:00:00.000Z', reported('good')),
  entry('good', '2026-01-04T00:00:00.000Z', remediated('good'), {
    cause: { by: 'approval', actor: 'arn:aws:sts::1:assumed-role/a/ada' },
  }),
  entry('bad', '2026-01-01T00:00:00.000Z', reported('bad')),
  entry('held', '2026-01-05T00:00:00.000Z', remediated('held')),
  entry('held', '2026-01-06T00:00:00.000Z', { is: 'rolled-back', plan: planFor('held'), run: 'run-undo' }),
  entry('held', '2026-01-07T00:00:00.000Z', {
    is: 'skipped',
    plan: planFor('held'),
    because: [{ check: 'exemption', says: 'Exempt until 2026-05-01, by web: soon' }],
  }),
];
const approvalRequests = [
  approvalRequest('open', '2026-03-05T00:00:00.000Z'),
  approvalRequest('late', '2026-02-05T00:00:00.000Z'),
  approvalRequest('used', '2026-03-05T00:00:00.000Z', 'used'),
];
const holds = [
  hold('held'),
  hold('over', { until: '2026-02-01T00:00:00.000Z' }),
  hold('free', { released: { by: 'ada', at: '2026-02-02T00:00:00.000Z' } }),
];
const rows = { entries, findings, approvalRequests, holds, runs: [] };
const report = buildReport(rows, now);

test('a resource with several findings is counted once, by the worst that still gets in', () => {
  const tls = {
    ...planFor('a'),
    changes: [{ set: 'sslPolicy', on: 'a', before: 'ELBSecurityPolicy-2016-08', after: '', impact: [] }],
  };
  const once = buildReport(
    {
      entries: [entry('a', '2026-02-01T00:00:00.000Z', reported('a'))],
      findings: [
        finding('a', 'reported'),
        finding('a', 'reported', { remediation: 'another' }),
        finding('b', 'compliant'),
        finding('c', 'gone'),
      ],
      approvalRequests: [],
      holds: [],
      runs: [],
    },
    now,
    [{ remediation: 'another', target: target('a'), outcome: 'reported', plan: tls, because: [] }],
  );
  expect(once.items).toHaveLength(3);
  expect(once.resources).toBe(2);
  expect(once.accepts).toEqual([
    { name: 'plain text', count: 1 },
    { name: 'TLS, version unknown', count: 1 },
  ]);
  const shown = terminal(reportPage(once), plainScreen);
  expect(shown).toContain('of 3 findings about 2 resources.');
});

describe('the report', () => {
  test('counts every finding once; what is gone has no share', () => {
    expect(report.total.counts).toEqual({
      compliant: 1,
      open: 2,
      unknown: 0,
      waiting: 1,
      held: 1,
      failed: 1,
      gone: 1,
    });
    expect(report.total.share).toBeCloseTo(1 / 6);
    const sum = report.byOwner.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0);
    expect(sum).toBe(findings.length);
    expect(report.byOwner.map(({ name }) => name).toSorted()).toEqual(['nobody named', 'orders', 'web']);
  });

  test('what is open is sorted by age', () => {
    expect(report.open.map(({ target: { id } }) => id)).toEqual(['worse', 'bad']);
    expect(report.byImpact).toMatchObject([{ name: 'breaks-plaintext', counts: { open: 1, held: 1 } }]);
  });

  test('only asks that can still be answered wait; only holds that hold are told', () => {
    expect(report.waiting.map((one) => one.approvalRequest)).toEqual(['approval-open']);
    expect(report.waiting[0]?.item.owner).toBe('web');
    expect(report.held).toMatchObject([
      { kind: 'hold', target: { id: 'held' }, says: 'by ada: not yet' },
      { kind: 'exemption', until: '2026-05-01' },
    ]);
  });

  test('proven, undone, reopened: when, and by what', () => {
    expect(report.proven.map(({ at, by, run }) => [at.slice(0, 10), by, run])).toEqual([
      ['2026-01-05', 'event', 'run-held'],
      ['2026-01-04', 'approval', 'run-good'],
      ['2026-01-02', 'event', 'run-good'],
    ]);
    expect(report.undone.map(({ run }) => run)).toEqual(['run-undo']);
    expect(report.reopened.map(({ target: { id }, at }) => [id, at.slice(0, 10)])).toEqual([
      ['good', '2026-01-03'],
    ]);
  });

  test('what is proven says what showed that nobody would break, and what a probe met', () => {
    const reasons = [
      { check: 'evidence', says: 'No client.' },
      { check: 'mode', says: 'auto' },
    ];
    const ran = (id: string, more: Partial<Run> = {}): Run => ({
      id: `run-${id}`,
      finding: key(id),
      plan: planFor(id),
      cause: { by: 'event' },
      reasons,
      status: 'done',
      opened: '2026-01-02T00:00:00.000Z',
      ...more,
    });
    const met = [{ check: 'probe-refused', says: 'Refused.' }];
    const done = ['alone', 'approved', 'bare'].map((id) =>
      entry(id, '2026-01-02T00:00:00.000Z', {
        is: 'remediated',
        plan: planFor(id),
        run: `run-${id}`,
        ...(id !== 'bare' && { met }),
      }),
    );
    // Of one that people approved the reasons say why they were asked.
    const runs = [ran('alone'), ran('approved', { approvedBy: ['ada'] })];
    const { proven } = buildReport(
      { entries: done, findings: [], approvalRequests: [], holds: [], runs },
      now,
    );
    expect(Object.fromEntries(proven.map(({ target: { id }, proof }) => [id, proof]))).toEqual({
      alone: ['No client.', 'Refused.'],
      approved: ['Refused.'],
      bare: undefined,
    });
  });

  test('does not depend on the order of the rows', () => {
    const other = buildReport(
      {
        entries: entries.toReversed(),
        findings: findings.toReversed(),
        approvalRequests: approvalRequests.toReversed(),
        holds,
        runs: [],
      },
      now,
    );
    expect(other).toEqual(report);
  });

  test('a look just taken says more than the journal, and keeps since when', () => {
    const seen = buildReport(rows, now, [
      { remediation, target: target('good'), outcome: 'compliant', because: [] },
      {
        remediation,
        target: target('bad'),
        outcome: 'reported',
        answer: 'apply',
        plan: planFor('bad'),
        because: [],
      },
      {
        remediation,
        target: target('new'),
        outcome: 'reported',
        answer: 'ask',
        plan: planFor('new'),
        because: [],
      },
    ]);
    expect(seen.total.counts).toMatchObject({ compliant: 1, open: 3 });
    expect(seen.open.map(({ target: { id }, since, answer }) => [id, since, answer])).toEqual([
      ['worse', '2025-01-01T00:00:00.000Z', undefined],
      ['bad', '2026-01-01T00:00:00.000Z', 'apply'],
      ['new', now.toISOString(), 'ask'],
    ]);
  });

  test('nothing at all is a report, too', () => {
    const empty = buildReport({ entries: [], findings: [], approvalRequests: [], holds: [], runs: [] }, now);
    expect(empty.total.share).toBeNull();
    expect(terminal(reportPage(empty), plainScreen)).toContain('knows no finding yet');
  });
});

test('the page tells all of it, on a terminal and as Markdown', () => {
  const spoken = terminal(reportPage(report), plainScreen).replaceAll(/\s+/g, ' ');
  const written = markdown(reportPage(report));
  for (const part of [
    'waxseal approve approval-open',
    'held until released',
    'Exempt until 2026',
    'Verified: 3',
    'Rolled back: 1',
    'Reopened by somebody: 1',
    'Failed: 1',
  ])
    expect(spoken).toContain(part);
  expect(spoken).toContain('16 % of 6 findings about 6 resources');
  expect(written).toContain('## Verified: 3');
  expect(written).toMatch(/^\| orders \| 1 \| 1 \| 0 \| 0 \| 0 \| 0 \| 50 % \|$/m);
});

test('fixes after which errors jumped are told with what jumped, and reopen nothing', () => {
  const jumped: Outcome = {
    is: 'regressed',
    plan: planFor('a'),
    run: 'run-a',
    because: [{ check: 'canary-jump', says: 'Errors: 300 since the fix.' }],
  };
  const watched: Outcome = { ...jumped, is: 'watched' };
  const watchedEntries = [
    entry('a', '2026-02-01T00:00:00.000Z', remediated('a')),
    entry('a', '2026-02-01T00:15:00.000Z', jumped),
    entry('a', '2026-02-01T02:00:00.000Z', { is: 'compliant', notes: [] }),
    entry('b', '2026-02-01T00:00:00.000Z', remediated('b')),
    entry('b', '2026-02-01T02:00:00.000Z', watched),
  ];
  const watchedFindings = [finding('a', 'compliant'), finding('b', 'remediated')];
  const told = buildReport(
    { entries: watchedEntries, findings: watchedFindings, approvalRequests: [], holds: [], runs: [] },
    now,
  );
  expect(told.regressed).toMatchObject([{ run: 'run-a', says: 'Errors: 300 since the fix.' }]);
  expect([told.reopened, told.open]).toEqual([[], []]);
  expect(told.timeToRemediate?.count).toBe(2);
  expect(markdown(reportPage(told))).toContain('Errors jumped after a fix: 1');
});
