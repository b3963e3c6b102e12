import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Outcome, OutcomeName } from '../../src/core/model/outcome.ts';
import { formerIdsOf } from '../../src/aws/security-hub-controls.ts';
import { controlsCsv, controlsOf } from '../../src/exports/controls.ts';
import { asffReport } from '../../src/exports/asff.ts';
import { ocsfReport } from '../../src/exports/ocsf.ts';
import { relatedTo, requirements, requirementsOf } from '../../src/exports/requirements.ts';
import { resultOf, type Result } from '../../src/exports/result.ts';
import { sarifReport } from '../../src/exports/sarif.ts';
import type { Exported } from '../../src/exports/source.ts';
import { readAsffFinding } from '../../src/intake/asff-finding.ts';
import { readOcsfFinding } from '../../src/intake/ocsf-finding.ts';
import { csvReport } from '../../src/report/csv.ts';
import { buildReport } from '../../src/report/model.ts';
import { standingOf } from '../../src/report/standing.ts';
import { listings } from '../../src/services/index.ts';
import { ends, now, remediation, rowsOf, target, unlisted } from './journal.ts';

const about: Exported['about'] = new Map(
  listings.map((one) => [one.id, { ...one, version: 1, docs: ['https://docs.aws.amazon.com/page'] }]),
);
const exportedOf = (some: Readonly<Record<string, Outcome>>, at = now): Exported => ({
  report: buildReport(rowsOf(some), at, [], { unlisted }),
  about,
  version: '1.2.3',
});
const exported = exportedOf(ends);

const results: Readonly<Record<OutcomeName, Result>> = {
  compliant: 'passed',
  remediated: 'passed',
  overwritten: 'passed',
  regressed: 'passed',
  watched: 'passed',
  unknown: 'unknown',
  failed: 'unknown',
  pending: 'unknown',
  settling: 'unknown',
  reported: 'failed',
  'manual-action-needed': 'failed',
  stale: 'failed',
  'rolled-back': 'failed',
  progressed: 'failed',
  conflict: 'failed',
  halted: 'failed',
  refused: 'failed',
  'approval-requested': 'failed',
  deferred: 'failed',
  skipped: 'failed',
  // Not there, or not concerned: nothing passes.
  gone: 'failed',
  'not-applicable': 'failed',
};
const isOutcome = (name: string): name is OutcomeName => name in results;
test.each(Object.keys(results).filter(isOutcome))('%s is what it is', (outcome) => {
  expect(resultOf({ outcome, standing: standingOf[outcome] })).toBe(results[outcome]);
});

/** Bucket, and what each format says of it. */
const said: readonly (readonly [bucket: string, asff: string, ocsf: string, sarif: string])[] = [
  ['fine', 'PASSED', 'Pass', 'pass none'],
  ['fixed', 'PASSED', 'Pass', 'pass none'],
  ['open', 'FAILED', 'Fail', 'fail error'],
  ['waits', 'FAILED', 'Fail', 'fail error'],
  ['exempt', 'FAILED', 'Fail', 'fail error'],
  ['blind', 'WARNING', 'Warning', 'open none'],
  ['broken', 'WARNING', 'Warning', 'open none'],
  ['moving', 'WARNING', 'Warning', 'open none'],
  ['settling', 'WARNING', 'Warning', 'open none'],
];
describe.each(said)('%s', (bucket, asff, ocsf, sarif) => {
  const { arn } = target(bucket);
  test('is told alike by all formats', () => {
    const finding = asffReport(exported).find(({ Resources }) => Resources?.[0]?.Id === arn);
    expect(finding?.Compliance?.Status).toBe(asff);
    expect(finding?.RecordState).toBe('ACTIVE');
    const event = ocsfReport(exported).find(({ resources }) => resources[0]?.uid === arn);
    expect(event?.compliance.status).toBe(ocsf);
    const result = sarifReport(exported).runs[0]?.results.find(
      ({ locations }) => locations[0]?.logicalLocations[0]?.fullyQualifiedName === arn,
    );
    expect(`${result?.kind} ${result?.level}`).toBe(sarif);
  });
});

test('what is remediated is not told as it was before', () => {
  const all = [asffReport, ocsfReport, sarifReport].map((write) =>
    JSON.stringify(write(exportedOf({ fixed: ends['fixed'] ?? { is: 'gone' } }))),
  );
  for (const one of all) {
    expect(one).toContain('remediated and verified');
    expect(one).not.toContain('Plain HTTP gets in');
  }
});

test('the order of the journal changes nothing', () => {
  const turned = exportedOf(Object.fromEntries(Object.entries(ends).toReversed()));
  for (const write of [asffReport, ocsfReport, sarifReport]) expect(write(turned)).toEqual(write(exported));
});

test('a remediation that this build does not know has its id, and no requirement', () => {
  const unknown = { ...exported, about: new Map() };
  expect(asffReport(unknown)[0]).toMatchObject({
    Title: remediation,
    Compliance: { RelatedRequirements: [] },
  });
  expect(ocsfReport(unknown)[0]).toMatchObject({ finding_info: { title: remediation } });
  expect(sarifReport(unknown).runs[0]?.tool.driver.rules).toMatchObject([{ id: remediation }]);
});

const hostile = `=cmd|' /C calc'!A0\u001b[2J\u202e${'x'.repeat(3000)}`;
test('names of others are written out and cut', () => {
  const report = buildReport(rowsOf({ [hostile]: ends['open'] ?? { is: 'gone' } }), now);
  expect(ocsfReport({ ...exported, report })[0]?.message).not.toContain('\u202e');
  const [finding] = asffReport({ ...exported, report });
  expect(finding?.Description).toHaveLength(1024);
  expect(finding?.Description).toMatch(/^=cmd\|.*\\x1b\[2J\\u\{202e\}x+…$/);
});

test.each(['=1+1', '+1', '-1', '@x', '|x', '%x', '\t=1', ' =1', '＝1', '＋1', '－1', '＠x'])(
  'a cell with %j is no formula',
  (owner) => {
    const rows = rowsOf({ open: ends['open'] ?? { is: 'gone' } });
    const report = buildReport({ ...rows, findings: rows.findings.map((one) => ({ ...one, owner })) }, now);
    expect(csvReport(report)).toContain(`,"'`);
  },
);

// https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const asffSchema = z.strictObject({
  SchemaVersion: z.literal('2018-10-08'),
  Id: text(512),
  ProductArn: z.literal('arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default'),
  ProductName: text(128),
  GeneratorId: text(512),
  AwsAccountId: z.string().check(z.regex(/^\d{12}$/)),
  Region: text(16),
  CreatedAt: z.iso.datetime(),
  UpdatedAt: z.iso.datetime(),
  FirstObservedAt: z.optional(z.iso.datetime()),
  LastObservedAt: z.optional(z.iso.datetime()),
  FindingProviderFields: z.strictObject({
    Severity: z.strictObject({
      Label: z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH']),
      Original: text(64),
    }),
    Types: z.array(z.string().check(z.regex(/^Software and Configuration Checks\/[^/]+$/))),
  }),
  Title: text(256),
  Description: text(1024),
  Remediation: z.optional(
    z.strictObject({ Recommendation: z.strictObject({ Text: text(512), Url: z.optional(z.url()) }) }),
  ),
  ProductFields: z.optional(z.record(text(128), z.string().check(z.maxLength(1024)))),
  Resources: z.array(
    z.strictObject({
      Type: z.enum(['AwsS3Bucket', 'AwsAccount']),
      Id: text(512),
      Partition: z.literal('aws'),
      Region: text(16),
    }),
  ),
  Compliance: z.strictObject({
    Status: z.enum(['PASSED', 'FAILED', 'WARNING', 'NOT_AVAILABLE']),
    RelatedRequirements: z.optional(z.array(text(64)).check(z.maxLength(32))),
    StatusReasons: z.optional(
      z
        .array(z.strictObject({ ReasonCode: z.string().check(z.regex(/^[A-Z_]+$/)), Description: text(512) }))
        .check(z.maxLength(20)),
    ),
  }),
  RecordState: z.enum(['ACTIVE', 'ARCHIVED']),
});

describe('ASFF', () => {
  test('has the form that Security Hub takes', () => {
    const findings = asffReport(exported);
    for (const finding of findings) asffSchema.parse(finding);
    expect(findings).toHaveLength(Object.keys(ends).length + unlisted.length);
    expect(new Set(findings.map(({ Id }) => Id)).size).toBe(findings.length);
  });
  test('a finding whole', () => {
    const finding = asffReport(exported).find(({ Resources }) => Resources?.[0]?.Id === 'arn:aws:s3:::open');
    expect(finding).toMatchObject({
      Id: expect.stringMatching(/^waxseal\/111122223333\/eu-west-1\/s3-bucket-tls-only\/[0-9a-f]{32}$/),
      GeneratorId: 'waxseal/s3-bucket-tls-only',
      CreatedAt: '2026-01-01T00:00:00.000Z',
      UpdatedAt: '2026-03-01T12:00:00.000Z',
      FindingProviderFields: { Severity: { Label: 'HIGH' } },
      Description: 'open: Plain HTTP gets in. The policy says dry-run.',
      Remediation: { Recommendation: { Text: 'Apply the plan.' } },
      ProductFields: { 'waxseal/owner': 'orders', 'waxseal/controls': 'S3.5', 'waxseal/standing': 'open' },
      Compliance: {
        RelatedRequirements: expect.arrayContaining(['PCI DSS v4.0.1/4.2.1', 'NIST.800-53.r5 SC-8(1)']),
        StatusReasons: [
          { ReasonCode: 'WAXSEAL_REPORTED', Description: 'Plain HTTP gets in.' },
          { ReasonCode: 'WAXSEAL_REPORTED', Description: 'The policy says dry-run.' },
        ],
      },
    });
    expect(finding).not.toHaveProperty('Workflow');
    expect(finding).not.toHaveProperty('Severity');
  });
  test('an id stays when the finding is fixed, and later', () => {
    const ids = (some: Readonly<Record<string, Outcome>>, at?: Date) =>
      asffReport(exportedOf(some, at)).map(({ Id }) => Id);
    const fixed = { open: { ...(ends['fixed'] ?? { is: 'gone' }) } };
    expect(ids(fixed, new Date('2026-09-01T00:00:00.000Z'))).toEqual(
      ids({ open: ends['open'] ?? { is: 'gone' } }),
    );
  });
  test('what is gone is archived', () => {
    const gone = asffReport(exported).filter(({ RecordState }) => RecordState === 'ARCHIVED');
    expect(gone).toMatchObject([
      { Resources: [{ Id: 'arn:aws:s3:::away' }], Compliance: { Status: 'NOT_AVAILABLE' } },
    ]);
  });
  test('what nobody knew is not archived: a look finds much that it does not concern', () => {
    const sighting = { remediation, because: [], outcome: 'not-applicable' } as const;
    const sightings = ['open', 'never-known'].map((id) => ({ ...sighting, target: target(id) }));
    const report = buildReport(rowsOf({ open: ends['open'] ?? { is: 'gone' } }), now, sightings);
    expect(asffReport({ ...exported, report })).toMatchObject([
      { RecordState: 'ARCHIVED', Resources: [{ Id: 'arn:aws:s3:::open' }] },
    ]);
  });
  test('what could not be listed is told of the account', () => {
    expect(asffReport(exported).at(-1)).toMatchObject({
      Compliance: { Status: 'NOT_AVAILABLE' },
      Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' }],
      Description: 'AWS::RDS::DBInstance in eu-west-1 could not be listed: Access is denied.',
    });
  });
  test('is not taken in again: nothing goes in a circle', () => {
    const event = { base: 'detail.findings.0', sender: '111122223333', eventId: 'e', trust: {}, asked: true };
    for (const finding of asffReport(exported))
      expect(readAsffFinding(finding, event)).toMatchObject([{ is: 'ignored', why: 'not-a-control' }]);
    for (const finding of ocsfReport(exported))
      expect(readOcsfFinding(finding, event)[0]?.is).not.toBe('named');
  });
});

describe('OCSF', () => {
  test('what is exempt or on hold is suppressed: a failure that somebody has decided about', () => {
    const lives = new Map(ocsfReport(exported).map((one) => [one.resources[0]?.name, one]));
    expect(lives.get('exempt')).toMatchObject({
      activity_name: 'Create',
      status_id: 3,
      status: 'Suppressed',
      compliance: { status_id: 3, status: 'Fail' },
    });
    expect(lives.get('open')).toMatchObject({ status_id: 1, status: 'New' });
    expect([...lives.values()].filter(({ status }) => status === 'Suppressed')).toHaveLength(1);
  });
});

describe('SARIF', () => {
  const [run] = sarifReport(exported).runs;
  test('names no file, and says what could not be listed', () => {
    expect(JSON.stringify(run)).not.toMatch(/physicalLocation|artifactLocation/);
    expect(run?.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ message: { text: expect.stringContaining('AWS::RDS::DBInstance') } }],
      },
    ]);
    expect(run?.tool.driver.rules).toMatchObject([
      { id: remediation, helpUri: 'https://docs.aws.amazon.com/page' },
    ]);
  });
  test('only what is on hold or exempt is suppressed, with its reason', () => {
    expect(run?.results.filter((one) => 'suppressions' in one)).toMatchObject([
      {
        locations: [{ logicalLocations: [{ name: 'exempt' }] }],
        suppressions: [{ kind: 'external', justification: 'Exempt until 2026-05-01, by web: soon' }],
      },
    ]);
  });
});

describe('requirements', () => {
  test('what was seen of one adds up, and the columns say of what they are a part', () => {
    const controls = controlsOf(exported);
    const one = controls.find(({ id }) => id === '4.2.1');
    expect(one?.findings).toEqual({ passed: 2, failed: 3, unknown: 4, exempt: 1 });
    expect(exported.report.items).toHaveLength(9);
    const [head] = controlsCsv(controls).split('\r\n');
    expect(head).toContain(',passed,failed,of the failed: exempt or on hold,unknown,');
  });
  test.each(requirements.map((one) => [`${one.standard} ${one.id}`, one] as const))(
    '%s has a source, says what it lacks, and claims no more',
    (_name, { source, lacks, about: of, matters }) => {
      expect(source).toMatch(/^https:\/\//);
      expect(lacks.length).toBeGreaterThan(5);
      expect(of).not.toMatch(/\bcompl(?:y|iant|iance)\b/i);
      expect(matters.length).toBeGreaterThan(0);
    },
  );
  test('are named once each', () => {
    expect(new Set(requirements.map(({ standard, id }) => `${standard} ${id}`)).size).toBe(
      requirements.length,
    );
  });
  test.each(listings.map((one) => [one.id, one] as const))(
    '%s supports some, and fits into ASFF',
    (_id, one) => {
      expect(requirementsOf(one).length).toBeGreaterThan(0);
      expect(relatedTo(one).length).toBeLessThanOrEqual(32);
      for (const name of relatedTo(one)) expect(name.length).toBeLessThanOrEqual(64);
    },
  );
  const cis = 'CIS AWS Foundations Benchmark v';
  const benchmarksOf = (id: string): readonly string[] => {
    const one = listings.find((listing) => listing.id === id);
    return one ? relatedTo(one).filter((name) => name.startsWith(cis)) : [];
  };
  test('benchmarks are named by their own numbers, and only for what they are about', () => {
    expect(benchmarksOf(remediation)).toEqual(
      ['1.4.0/2.1.2', '3.0.0/2.1.1', '5.0.0/2.1.1', '6.0.0/3.1.1', '7.0.0/3.1.1'].map((one) => cis + one),
    );
    expect(benchmarksOf('iam-server-certificate-valid')).toEqual(
      ['1.4.0/1.19', '3.0.0/1.19', '5.0.0/1.18', '6.0.0/2.18', '7.0.0/2.17'].map((one) => cis + one),
    );
    const named = listings.filter(({ id }) => benchmarksOf(id).length > 0);
    expect(named.map(({ id }) => id).toSorted()).toEqual(['iam-server-certificate-valid', remediation]);
  });
  test.each(['S3.5', 'IAM.26'])('the numbers of %s are those that Security Hub gives it', (control) => {
    const one = listings.find(({ controls }) => controls.includes(control));
    const theirs = formerIdsOf(control).flatMap((id) => /benchmark\/v\/(.*)$/.exec(id)?.[1] ?? []);
    expect(theirs.length).toBeGreaterThan(1);
    expect(benchmarksOf(one?.id ?? '')).toEqual(expect.arrayContaining(theirs.map((id) => cis + id)));
  });
  test('a control that only one remediation is of counts that one', () => {
    const only = controlsOf(exported).filter(({ standard }) => standard === `${cis}5.0.0`);
    expect(only).toMatchObject([
      { id: '2.1.1', remediations: [remediation], findings: { passed: 2, failed: 3, unknown: 4, exempt: 1 } },
      { id: '1.18', remediations: [], findings: { passed: 0, failed: 0, unknown: 0, exempt: 0 } },
    ]);
  });
  test('a control is of the foundational standard only where AWS says so', () => {
    const kept = listings.find(({ id }) => id === 'iam-server-certificate-valid');
    const names = kept ? relatedTo(kept) : [];
    expect(names).toEqual(
      expect.arrayContaining([
        'CIS AWS Foundations Benchmark v3.0.0/1.19',
        'CIS AWS Foundations Benchmark v5.0.0/1.18',
      ]),
    );
    expect(names.filter((name) => name.includes('Foundational'))).toEqual([]);
  });
});
