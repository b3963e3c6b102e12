import { expect, test } from 'vitest';
import type { Cause } from '../../src/core/model/catalog.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { Entry } from '../../src/core/journal/records.ts';
import { trendOf } from '../../src/report/trend.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'orders',
  arn: 'arn:aws:s3:::orders',
};
const plan: Plan = {
  id: '0123456789abcdef0123456789abcdef',
  kind: 'remediate',
  remediation: 's3-bucket-tls-only',
  version: 1,
  target,
  changes: [],
  why: { id: 'w', says: 'w' },
  hazards: [],
  notes: [],
};
const because = [{ check: 'undo-rejected', says: 'No.' }];
const remediated: Outcome = { is: 'remediated', plan, run: 'run-1' };
const refused: Outcome = { is: 'refused', because };
const overwritten: Outcome = { is: 'overwritten', plan, run: 'run-1', because };

const regressed: Outcome = { is: 'regressed', plan, run: 'run-1', because };
const watched: Outcome = { is: 'watched', plan, run: 'run-1', because };

const byCanary = (log: readonly Entry[]): readonly Entry[] =>
  log.map((line) => ({ ...line, cause: { ...line.cause, actor: 'canary' } }));

const logOf = (...lines: readonly (readonly [Outcome, Cause['by']])[]): readonly Entry[] =>
  lines.map(([outcome, by], index) => ({
    finding: `${target.arn} s3-bucket-tls-only`,
    remediation: 's3-bucket-tls-only',
    target,
    at: `2026-01-0${index + 1}T09:00:00.000Z`,
    cause: { by },
    outcome,
  }));
const last = (log: readonly Entry[]) => {
  const counts = trendOf(log, '2026-01-09T09:00:00.000Z').at(-1)?.counts ?? {};
  return Object.entries<number>(counts).flatMap(([standing, count]) =>
    count > 0 ? [`${standing} ${count}`] : [],
  );
};

/** Lines that are said of a run, or to a person, leave the finding where it stood. */
test.each<[string, readonly Entry[], readonly string[]]>([
  ['proven', logOf([remediated, 'event']), ['compliant 1']],
  ['an undo that people rejected', logOf([remediated, 'event'], [refused, 'person']), ['compliant 1']],
  ['a look that was refused', logOf([remediated, 'event'], [refused, 'approval']), ['open 1']],
  ['overwritten', logOf([remediated, 'event'], [overwritten, 'wake']), ['compliant 1']],
  ['regressed', logOf([remediated, 'event'], [regressed, 'wake']), ['compliant 1']],
  ['watched', logOf([remediated, 'event'], [watched, 'wake']), ['compliant 1']],
  [
    'an undo by the canary that was refused',
    byCanary(logOf([remediated, 'event'], [refused, 'wake'])),
    ['compliant 1'],
  ],
  ['a look of the waker that was refused', logOf([remediated, 'event'], [refused, 'wake']), ['open 1']],
  ['nothing before it', logOf([refused, 'person']), ['open 1']],
])('%s', (_what, log, standings) => {
  expect(last(log)).toEqual(standings);
});
