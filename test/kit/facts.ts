import type { Clean, Seen } from '../../src/core/model/evidence.ts';
import type { Facts } from '../../src/core/policy/gate.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { Ruling } from '../../src/core/policy/policy.ts';

/** What the gate is asked in its tests: nothing speaks against a plan that nobody can notice. */

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'invoices',
  arn: 'arn:aws:s3:::invoices',
};
export const plan = (more: Partial<Plan> = {}): Plan => ({
  id: 'p',
  kind: 'remediate',
  remediation: 's3-bucket-tls-only',
  version: 1,
  target,
  changes: [{ set: 'statement', on: 'x', before: null, after: 'y', impact: ['none'] }],
  why: { id: 'why', says: 'Plain HTTP is let through.' },
  hazards: [],
  notes: [],
  ...more,
});
export const rules = (mode: Ruling['mode'], more: Partial<Ruling> = {}): Ruling => ({
  mode,
  settings: {},
  optIns: [],
  trail: [{ line: 3, path: 'rules[0].mode', says: mode, decided: true }],
  ...more,
});
export const facts = (more: Partial<Facts> = {}): Facts => ({
  plan: plan(),
  now: new Date('2026-11-21T12:00:00Z'),
  killSwitch: false,
  unreadable: [],
  ruling: rules('auto'),
  evidence: { is: 'unknown' },
  reverted: 0,
  reversible: true,
  ...more,
});
export const cleanEvidence: Clean = {
  is: 'clean',
  since: '2026-11-07T12:00:00.000Z',
  until: '2026-11-21T12:00:00.000Z',
  source: 'access logs',
  records: 120,
  complete: true,
  clears: ['breaks-plaintext'],
};
export const seenEvidence: Seen = {
  is: 'seen',
  since: '2026-11-07T12:00:00.000Z',
  until: '2026-11-21T12:00:00.000Z',
  source: 'access logs',
  count: 7,
  atLeast: false,
  callers: [
    {
      principal: 'arn:aws:iam::111122223333:role/importer',
      agent: 'curl/8.5',
      address: '10.0.0.7',
      count: 7,
      first: '2026-11-09T03:00:00.000Z',
      last: '2026-11-20T03:00:00.000Z',
    },
  ],
  cleanAfter: '2026-12-04T03:00:00.000Z',
};
export const hold = {
  finding: 'f',
  remediation: 's3-bucket-tls-only',
  target,
  by: 'dana',
  reason: 'broke the scanner',
  from: '2026-11-01T00:00:00.000Z',
};
