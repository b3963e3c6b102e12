import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { ChangeRecord, Run } from '../../src/core/journal/records.ts';
import { packOf, type Packed } from '../../src/exports/pack.ts';
import { detectedOf } from '../../src/report/detectors.ts';
import { buildReport, type Rows } from '../../src/report/model.ts';
import { withDetected } from '../../src/report/with-detectors.ts';
import { ends, key, now, planFor, remediation, rowsOf, target, unlisted } from './journal.ts';

const run = (id: string, of: string, more: Partial<Run> = {}): Run => ({
  id,
  finding: key(of),
  plan: planFor(of),
  cause: { by: 'event', reference: 'e-1' },
  reasons: [{ check: 'evidence', says: 'Logs of ninety days show nobody.' }],
  status: 'done',
  opened: '2026-02-10T00:00:00.000Z',
  closed: '2026-02-10T00:01:00.000Z',
  ...more,
});
const change = (of: string, index: number): ChangeRecord => ({
  run: of,
  index,
  set: 'statement',
  on: `part-${index}`,
  before: null,
  after: index,
  became: index,
  status: 'done',
  ours: true,
  at: '2026-02-10T00:00:30.000Z',
});
const hold = (id: string, more: object) => ({
  finding: key(id),
  remediation,
  target: target(id),
  by: 'ada',
  reason: 'not yet',
  from: '2026-01-01T00:00:00.000Z',
  ...more,
});

const rows: Rows = {
  ...rowsOf(ends),
  runs: [
    run('run-1', 'fixed'),
    run('run-2', 'settling', { opened: '2026-01-05T00:00:00.000Z', closed: '2026-01-06T00:00:00.000Z' }),
  ],
  holds: [
    hold('open', {}),
    hold('waits', { until: '2026-01-15T00:00:00.000Z' }),
    hold('fine', { released: { by: 'bob', at: '2026-02-15T00:00:00.000Z' } }),
    hold('blind', { released: { by: 'bob', at: '2026-01-15T00:00:00.000Z' } }),
  ],
  approvalRequests: [
    {
      id: 'approval-1',
      finding: key('waits'),
      remediation,
      target: target('waits'),
      plan: planFor('waits'),
      reasons: [],
      approvers: [],
      minimum: 1,
      opened: '2026-01-02T00:00:00.000Z',
      expires: '2026-04-02T00:00:00.000Z',
      status: 'open',
    },
  ],
};
// Eleven: as text, the tenth would come before the second.
const changes = Array.from({ length: 11 }, (_, index) => change('run-1', index));

const packed = (some: Rows = rows, more: Partial<Packed> = {}): Packed => ({
  report: buildReport(some, now, [], { unlisted }),
  about: new Map(),
  version: '1.2.3',
  rows: some,
  changes,
  enabled: [],
  policy: {
    name: 'built in',
    exemptions: [
      { owner: 'a', reason: 'b', expires: '2026-02-28' },
      { owner: 'c', reason: 'd', expires: '2026-03-01' },
    ],
  },
  period: {},
  source: 'a test',
  scanned: [],
  node: '24',
  ...more,
});
const filesOf = (given: Packed): Readonly<Record<string, string>> =>
  Object.fromEntries(packOf(given).map(({ path, text }) => [path, text]));
const read = (files: Readonly<Record<string, string>>, name: string): unknown =>
  JSON.parse(files[name] ?? 'null');

describe('a pack', () => {
  test('is the same whatever the order of the rows', () => {
    const turned: Rows = {
      entries: rows.entries.toReversed(),
      findings: rows.findings.toReversed(),
      approvalRequests: rows.approvalRequests.toReversed(),
      holds: rows.holds.toReversed(),
      runs: rows.runs.toReversed(),
    };
    expect(filesOf(packed(turned, { changes: changes.toReversed() }))).toEqual(filesOf(packed()));
  });
  test('has changes in the order in which they were written, and why nobody would break', () => {
    expect(read(filesOf(packed()), 'runs.json')).toMatchObject([
      { run: 'run-2', changes: [] },
      {
        run: 'run-1',
        reasons: [{ says: 'Logs of ninety days show nobody.' }],
        changes: changes.map(({ on }) => ({ on })),
        verified: [{ reference: 'e-1', proof: ['Logs of ninety days show nobody.'] }],
      },
    ]);
  });
  test('an exemption ends after its last day', () => {
    expect(read(filesOf(packed()), 'exempt.json')).toMatchObject({
      exemptions: [
        { owner: 'a', over: true },
        { owner: 'c', over: false },
      ],
    });
  });
  test('what could not be evaluated or listed is named, and counted as unknown', () => {
    const files = filesOf(packed());
    expect(read(files, 'not-looked-at.json')).toMatchObject({
      scanned: [],
      unlisted: [{ type: 'AWS::RDS::DBInstance' }],
      unknown: ['blind', 'broken', 'moving', 'settling'].map((id) => ({ target: { id } })),
    });
    expect(files['README.md']).toContain('| **could not be evaluated: nobody knows** | 2 |');
    expect(files['README.md']).toContain('No resource was looked at when it was made');
  });
  test('what other detectors say, and where they were not heard; silence where nobody asked', () => {
    const without = filesOf(packed());
    expect(without).not.toHaveProperty('detectors.json');
    expect(without['README.md']).not.toContain('detectors.json');
    const { arn, account, region, partition } = target('open');
    const about = { account, region, partition };
    const detectors = detectedOf(
      now.toISOString(),
      [{ target: target('open'), root: arn, findings: [key('open')] }],
      [
        {
          ...about,
          detector: 'GuardDuty',
          heard: {
            is: 'told',
            spoken: [{ of: arn, statement: { id: 'f', title: 't', severity: 'high', means: 'public' } }],
          },
        },
        { ...about, detector: 'Inspector', heard: { is: 'off', says: 'Off.', todo: 'On.' } },
      ],
    );
    const { report } = packed();
    const files = filesOf(packed(rows, { report: withDetected(report, detectors) }));
    expect(read(files, 'detectors.json')).toEqual(detectors);
    expect(files['README.md']).toContain('| detectors.json |');
    expect(files['README.md']).toContain('Other detectors are quoted: 1 statement about 1 resource.');
    expect(files['README.md']).toContain('Inspector in 111122223333 eu-west-1: off.');
    expect(files['findings.csv']).toContain('GuardDuty: t | Inspector: not known');
  });
  test('without a policy file says which policy it was', () => {
    const files = filesOf(packed());
    expect(files).not.toHaveProperty('policy.yaml');
    expect(files['README.md']).toContain('| (no policy file) | built in |');
  });

  const february = { since: '2026-02-01T00:00:00.000Z', until: '2026-02-28T00:00:00.000Z' };
  test('a period has what overlaps it: what is open goes on, what began at its end is out', () => {
    const files = filesOf(packed(rows, { period: february }));
    expect(read(files, 'runs.json')).toMatchObject([{ run: 'run-1' }]);
    expect(read(files, 'approvals.json')).toMatchObject([{ approvalRequest: 'approval-1' }]);
    expect(read(files, 'exempt.json')).toMatchObject({
      holds: [{ target: { id: 'fine' }, released: { by: 'bob' } }, { target: { id: 'open' } }],
    });
    expect(read(files, 'history.json')).toEqual([]);
    const next = { ...february, until: '2026-02-28T00:00:00.001Z' };
    expect(read(filesOf(packed(rows, { period: next })), 'history.json')).toHaveLength(
      Object.keys(ends).length,
    );
  });

  test.each([
    ['open', 'none yet'],
    ['used', 'approved, and used'],
    ['rejected', 'rejected'],
    ['expired', 'none: it expired'],
    ['stale', 'void: the resource had changed'],
  ] as const)(
    'an approval request that is %s has its answer, and who gave it when, in the table',
    (status, answer) => {
      const closed = status === 'open' ? {} : { closed: '2026-02-03T00:00:00.000Z', by: ['ada', 'bob'] };
      const approvalRequests = rows.approvalRequests.map((one) => ({ ...one, status, ...closed }));
      const [line] = parse<Readonly<Record<string, string>>>(
        filesOf(packed({ ...rows, approvalRequests }))['approvals.csv'] ?? '',
        { columns: true },
      );
      expect(line).toMatchObject({
        'asked at': '2026-01-02T00:00:00.000Z',
        answer,
        'answered at': closed.closed ?? '',
        by: closed.by?.join(' ') ?? '',
      });
    },
  );
  test('an undo that stopped midway is not told as done', () => {
    const undo = run('run-3', 'fixed', { undoes: 'run-1', status: 'halted' });
    const files = filesOf(packed({ ...rows, runs: [...rows.runs, undo] }));
    expect(read(files, 'runs.json')).toContainEqual(
      expect.objectContaining({ run: 'run-1', undoneBy: [{ run: 'run-3', status: 'halted' }] }),
    );
  });
});
