import type { Entry, Finding } from '../../src/core/journal/records.ts';
import { findingKey } from '../../src/core/journal/records.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { Target } from '../../src/core/model/target.ts';
import type { Rows } from '../../src/report/model.ts';

export const remediation = 's3-bucket-tls-only';
export const now = new Date('2026-03-01T12:00:00.000Z');
const seen = '2026-02-28T00:00:00.000Z';

export const target = (id: string): Target => ({
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id,
  arn: `arn:aws:s3:::${id}`,
});
export const key = (id: string): string => findingKey(target(id), remediation);
export const planFor = (id: string): Plan => ({
  id: 'p'.repeat(32),
  kind: 'remediate',
  remediation,
  version: 1,
  target: target(id),
  changes: [
    { set: 'statement', on: id, before: null, after: { Effect: 'Deny' }, impact: ['breaks-plaintext'] },
  ],
  why: { id: 'plaintext-allowed', says: 'Plain HTTP gets in.', todo: 'Apply the plan.' },
  hazards: [],
  notes: [],
});

const because = (check: string, says: string) => [{ check, says }];
const why = (says: string) => ({ id: 'said', says });
const failure = { code: 'denied', says: 'It could not be read.', todo: 'Allow it.', retry: false };

/** How looks can end, by the name of the bucket that they are of. */
export const ends: Readonly<Record<string, Outcome>> = {
  waits: {
    is: 'approval-requested',
    approvalRequest: 'approval-1',
    plan: planFor('waits'),
    because: because('mode', 'The policy says ask.'),
  },
  away: { is: 'gone' },
  blind: { is: 'unknown', why: why('Its policy cannot be read.') },
  broken: { is: 'failed', failure },
  exempt: {
    is: 'skipped',
    plan: planFor('exempt'),
    because: because('exemption', 'Exempt until 2026-05-01, by web: soon'),
  },
  fine: { is: 'compliant', notes: [] },
  fixed: { is: 'remediated', plan: planFor('fixed'), run: 'run-1' },
  moving: { is: 'pending', why: why('AWS is at work.') },
  open: { is: 'reported', plan: planFor('open'), because: because('mode', 'The policy says dry-run.') },
  settling: { is: 'settling', plan: planFor('settling'), run: 'run-2' },
};

const finding = (id: string, { is }: Outcome): Finding => ({
  remediation,
  target: target(id),
  is,
  lastSeen: seen,
  approvalRequests: 0,
  attempts: 0,
  reverted: [],
  ...(is !== 'compliant' && is !== 'remediated' && { since: '2026-01-01T00:00:00.000Z' }),
  ...(id === 'open' && { owner: 'orders' }),
});
const entry = (id: string, outcome: Outcome): Entry => ({
  finding: key(id),
  remediation,
  target: target(id),
  at: seen,
  cause: { by: 'event', reference: 'e-1' },
  outcome,
});

export const rowsOf = (some: Readonly<Record<string, Outcome>>): Rows => ({
  entries: Object.entries(some).map(([id, outcome]) => entry(id, outcome)),
  findings: Object.entries(some).map(([id, outcome]) => finding(id, outcome)),
  approvalRequests: [],
  holds: [],
  runs: [],
});

export const unlisted = [
  {
    account: '111122223333',
    region: 'eu-west-1',
    type: 'AWS::RDS::DBInstance',
    says: 'Access is denied.',
    todo: 'Allow rds:DescribeDBInstances.',
  },
];
