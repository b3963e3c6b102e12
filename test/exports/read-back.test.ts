import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { sarifOf } from '../../src/code/sarif.ts';
import { controlsCsv, controlsOf } from '../../src/exports/controls.ts';
import { ocsfReport } from '../../src/exports/ocsf.ts';
import { packOf } from '../../src/exports/pack.ts';
import { sarifReport } from '../../src/exports/sarif.ts';
import type { Exported } from '../../src/exports/source.ts';
import { csvOf, csvReport } from '../../src/report/csv.ts';
import { buildReport, type Report, type Rows } from '../../src/report/model.ts';
import { listings } from '../../src/services/index.ts';
import { ends, key, now, planFor, remediation, rowsOf, target, unlisted } from './journal.ts';

const about: Exported['about'] = new Map(
  listings.map((one) => [one.id, { ...one, version: 1, docs: ['https://docs.aws.amazon.com/page'] }]),
);
const blind = ['AWS::RDS::DBInstance', 'AWS::SQS::Queue'].flatMap((type) =>
  unlisted.map((one) => ({ ...one, type })),
);
const only: NonNullable<Report['only']> = { accounts: [], owners: ['orders'], regions: [] };
const exportedOf = (rows: Rows): Exported => ({
  report: { ...buildReport(rows, now, [], { unlisted: blind }), only },
  about,
  version: '1.2.3',
});
/** As a file has it: what is `undefined` is not there. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** RFC 4180, by a parser that takes nothing else: quotes inside of bare cells and records of other lengths are errors. */
const records = (csv: string): readonly (readonly string[])[] => parse(csv, { record_delimiter: '\r\n' });

describe('CSV', () => {
  const cells = ['plain', '', ' a ', 'a,b', 'a;b', 'say "so"', '"', '""', "it's", 'ä€😀', '1', 'a\\b'];
  test('cells come back as they were', () => {
    const rows = [cells, cells.toReversed()];
    expect(
      records(
        csvOf(
          cells.map((_, index) => `${index}`),
          rows,
        ),
      ).slice(1),
    ).toEqual(rows);
  });
  test('a record is one line, whatever is in it', () => {
    const csv = csvOf(['a', 'b'], [['one\r\ntwo', 'three\nfour'], ['five\u2028six']]);
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u2028]/);
  });

  const starts = ['=', '+', '-', '@', '\t', '\r', '\t=', ' =', '\n=', '|', '%', '＝', '＋', '－', '＠'];
  const formula = /^[\s"]*[=+\-@|%＝＋－＠\t\r]/;
  test.each(starts.map((start) => `${start}1+1`))('%j begins no cell', (text) => {
    const [, [cell] = []] = records(csvOf(['a'], [[text]]));
    expect(cell).toMatch(/1\+1$/);
    expect(cell).not.toMatch(formula);
  });
  // Where the comma is the decimal mark, spreadsheets divide a line at semicolons, and quotes inside of it mean nothing.
  test.each(['x;=1+1;', 'x; \t@a', 'x;"=1";', ';=1', 'a;b;-c', 'x;＝1'])(
    '%j begins none either where semicolons divide',
    (text) => {
      const [, line = ''] = csvOf(['a', 'b'], [['first', text]]).split('\r\n');
      for (const part of line.split(';')) expect(part).not.toMatch(formula);
    },
  );
  test('a dash or a semicolon within is left as it is', () => {
    const within = ['a-b', 'a; b', 'x=1', 'a;b-c', 'mail@example.com'];
    const read = records(
      csvOf(
        ['a'],
        within.map((text) => [text]),
      ),
    );
    expect(read.slice(1).flat()).toEqual(within);
  });

  const hostile = '=HYPERLINK("http://x","a");@b\r\n,-c';
  const open = { ...planFor(hostile), why: { id: 'said', says: hostile, todo: hostile } };
  const rows = rowsOf({
    [hostile]: { is: 'reported', plan: open, because: [{ check: 'mode', says: hostile }] },
    waits: ends['waits'] ?? { is: 'gone' },
  });
  const all: Rows = {
    ...rows,
    findings: rows.findings.map((one) => ({ ...one, owner: hostile })),
    approvalRequests: [
      {
        id: 'approval-1',
        finding: key('waits'),
        remediation,
        target: target(hostile),
        plan: open,
        reasons: [],
        approvers: [hostile],
        minimum: 1,
        opened: '2026-01-02T00:00:00.000Z',
        expires: '2026-04-02T00:00:00.000Z',
        status: 'rejected',
        by: [hostile],
        comment: hostile,
      },
    ],
  };
  test('every cell of every table of a pack is tame, whoever chose the names', () => {
    const exported = exportedOf(all);
    const files = packOf({
      ...exported,
      rows: all,
      changes: [],
      enabled: [],
      policy: { name: 'built in', exemptions: [] },
      period: {},
      source: 'a test',
      scanned: [],
      node: '24',
    });
    const tables = files.filter(({ path }) => path.endsWith('.csv'));
    expect(tables.map(({ path }) => path)).toEqual(['controls.csv', 'findings.csv', 'approvals.csv']);
    for (const { path, text } of tables) {
      const [head = [], ...lines] = records(text);
      expect(new Set(head).size, path).toBe(head.length);
      expect(lines.length, path).toBeGreaterThan(0);
      for (const cell of lines.flat()) expect(cell, path).not.toMatch(formula);
    }
  });
  test('a finding reads back by the names of its columns', () => {
    const { report } = exportedOf(all);
    const read: readonly Readonly<Record<string, string>>[] = parse(csvReport(report), { columns: true });
    expect(read).toHaveLength(report.items.length + blind.length);
    expect(read[0]).toMatchObject({
      account: '111122223333',
      remediation,
      owner: String.raw`'=HYPERLINK("http://x","a");'@b\r\n,-c`,
      standing: 'open',
      only: expect.stringContaining('orders'),
    });
    expect(read.at(-1)).toMatchObject({ type: 'AWS::SQS::Queue', standing: 'unknown' });
  });
  test('who is asked since when, and who approved what was verified', () => {
    const approvalRequests = all.approvalRequests.map((one) => ({ ...one, status: 'open' as const }));
    const approved: Rows = {
      ...rowsOf({ waits: ends['waits'] ?? { is: 'gone' }, fixed: ends['fixed'] ?? { is: 'gone' } }),
      approvalRequests,
      runs: [
        {
          id: 'run-1',
          finding: key('fixed'),
          plan: planFor('fixed'),
          cause: { by: 'approval', actor: 'grace' },
          reasons: [],
          approvedBy: ['ada', 'bob'],
          status: 'done',
          opened: '2026-02-28T00:00:00.000Z',
        },
      ],
    };
    const read: readonly Readonly<Record<string, string>>[] = parse(csvReport(exportedOf(approved).report), {
      columns: true,
    });
    expect(read.find(({ resource }) => resource === 'waits')).toMatchObject({
      approvalRequest: 'approval-1',
      requestedAt: '2026-01-02T00:00:00.000Z',
      requestExpires: '2026-04-02T00:00:00.000Z',
    });
    expect(read.find(({ resource }) => resource === 'fixed')).toMatchObject({
      run: 'run-1',
      approvedBy: 'ada bob',
    });
  });
  test('numbers of requirements add up as they stand in the table', () => {
    const read: readonly Readonly<Record<string, string>>[] = parse(
      controlsCsv(controlsOf(exportedOf(rowsOf(ends)))),
      { columns: true },
    );
    expect(read.find(({ requirement }) => requirement === 'SC-8(1)')).toMatchObject({
      passed: '2',
      failed: '3',
      unknown: '4',
    });
  });
});

// What SARIF 2.1.0 says of the members that we write, and no others.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
const words = z.string().check(z.minLength(1));
const message = z.strictObject({ text: words });
const level = z.enum(['none', 'note', 'warning', 'error']);
const bag = z.record(z.string(), z.unknown());
const location = z.strictObject({
  logicalLocations: z.optional(
    z.array(z.strictObject({ name: words, fullyQualifiedName: words, kind: words })).check(z.minLength(1)),
  ),
  physicalLocation: z.optional(
    z.strictObject({
      artifactLocation: z.strictObject({
        uri: z.string().check(z.regex(/^[\w.~!*'();:@&=+$,/?#%-]+$/)),
        uriBaseId: words,
      }),
      region: z.strictObject({
        startLine: z.int().check(z.minimum(1)),
        startColumn: z.int().check(z.minimum(1)),
      }),
    }),
  ),
});
const suppression = z.strictObject({
  kind: z.enum(['inSource', 'external']),
  status: z.optional(z.enum(['accepted', 'underReview', 'rejected'])),
  justification: z.optional(words),
});
const sarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: words,
          version: words,
          rules: z.array(
            z.strictObject({
              id: words,
              shortDescription: message,
              fullDescription: z.optional(message),
              help: message,
              helpUri: z.optional(z.url()),
              defaultConfiguration: z.optional(z.strictObject({ level })),
              properties: z.optional(z.strictObject({ tags: z.array(words) })),
            }),
          ),
        }),
      }),
      columnKind: z.optional(z.literal('utf16CodeUnits')),
      properties: z.optional(bag),
      invocations: z.optional(
        z.tuple([
          z.strictObject({
            executionSuccessful: z.boolean(),
            endTimeUtc: z.iso.datetime(),
            toolExecutionNotifications: z.array(z.strictObject({ level, message })),
          }),
        ]),
      ),
      results: z.array(
        z.strictObject({
          ruleId: words,
          ruleIndex: z.int().check(z.minimum(0)),
          kind: z.optional(z.enum(['pass', 'open', 'fail'])),
          level,
          message,
          locations: z.array(location).check(z.minLength(1)),
          partialFingerprints: z.optional(z.record(z.string(), words)),
          suppressions: z.optional(z.array(suppression).check(z.minLength(1))),
          properties: z.optional(bag),
        }),
      ),
    }),
  ]),
});

describe('SARIF', () => {
  const place = { severity: 'high', at: 0, line: 1, column: 2, address: 'http://orders.shop.io' } as const;
  test.each([
    ['a report', sarifReport(exportedOf(rowsOf(ends)))],
    ['a report with nothing in it', sarifReport({ ...exportedOf(rowsOf({})), about: new Map() })],
    [
      'source',
      sarifOf(
        [
          { rule: 'plaintext-http', path: 'src/a b#ü.py', ...place, allowed: 'the printer' },
          { rule: 'verification-off', path: 'b.py', ...place },
        ],
        '1.2.3',
      ),
    ],
  ] as const)('%s has the form and the references that the standard asks for', (_what, log) => {
    const [{ tool, results }] = sarifLog.parse(written(log)).runs;
    const { rules } = tool.driver;
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { properties } of rules) {
      const tags = properties?.tags ?? [];
      expect(new Set(tags).size).toBe(tags.length);
    }
    for (const result of results) {
      // 3.52.4, and 3.27.9: what is no failure has no level.
      expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
      if ((result.kind ?? 'fail') !== 'fail') expect(result.level).toBe('none');
      else expect(result.level).not.toBe('none');
    }
  });
  test('a fingerprint is of one result, and the same at any time', () => {
    const of = (some: Exported) =>
      sarifReport(some).runs[0]?.results.map((one) => one.partialFingerprints['waxsealFinding/v1']) ?? [];
    const exported = exportedOf(rowsOf(ends));
    expect(new Set(of(exported)).size).toBe(exported.report.items.length);
    const later = buildReport(rowsOf(ends), new Date('2026-09-01T00:00:00.000Z'));
    expect(of({ ...exported, report: later })).toEqual(of(exported));
  });
  test('what passed has nothing to do', () => {
    const all = sarifReport(exportedOf(rowsOf(ends))).runs[0]?.results ?? [];
    const passed = all.filter(({ kind }) => kind === 'pass').map((one) => one.message.text);
    expect(passed).toHaveLength(2);
    expect(passed.join(' ')).not.toContain('Apply the plan.');
  });
  test('says that it is cut', () => {
    expect(sarifReport(exportedOf(rowsOf(ends))).runs[0]).toMatchObject({
      properties: { only: expect.stringContaining('orders') },
    });
  });
});

// What OCSF 1.5.0 says of the class, with the profile `cloud`, of the attributes that we write, and no others.
// https://schema.ocsf.io/1.5.0/classes/compliance_finding?profiles=cloud
// Milliseconds: what was in seconds would be of 1970.
const moment = z.int().check(z.minimum(Date.parse('2020-01-01')), z.maximum(Date.parse('2100-01-01')));
const ocsf = z.strictObject({
  activity_id: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  activity_name: words,
  category_uid: z.literal(2),
  category_name: z.literal('Findings'),
  class_uid: z.literal(2003),
  class_name: z.literal('Compliance Finding'),
  type_uid: z.int(),
  type_name: words,
  time: moment,
  severity_id: z.int(),
  severity: words,
  status_id: z.int(),
  status: words,
  message: words,
  metadata: z.strictObject({
    version: z.literal('1.5.0'),
    profiles: z.tuple([z.literal('cloud')]),
    product: z.strictObject({ name: words, vendor_name: words, version: words }),
    labels: z.optional(z.array(words)),
  }),
  cloud: z.strictObject({
    provider: z.literal('AWS'),
    account: z.strictObject({
      uid: z.string().check(z.regex(/^\d{12}$/)),
      type: z.literal('AWS Account'),
      type_id: z.literal(10),
    }),
    region: words,
    cloud_partition: words,
  }),
  finding_info: z.strictObject({
    uid: words,
    title: words,
    desc: z.optional(words),
    created_time: moment,
    first_seen_time: z.optional(moment),
    last_seen_time: z.optional(moment),
    analytic: z.strictObject({ uid: words, name: words, type: z.literal('Rule'), type_id: z.literal(1) }),
  }),
  compliance: z.strictObject({
    control: words,
    standards: z.array(words),
    requirements: z.array(words),
    status_id: z.int(),
    status: words,
    status_details: z.array(words).check(z.minLength(1)),
  }),
  resources: z.tuple([
    z.strictObject({
      uid: words,
      name: words,
      type: words,
      region: words,
      cloud_partition: z.optional(words),
      owner: z.optional(z.strictObject({ name: words })),
    }),
  ]),
  remediation: z.optional(z.strictObject({ desc: words, references: z.optional(z.array(z.url())) })),
});

describe('OCSF', () => {
  const activities: Readonly<Record<number, string>> = { 1: 'Create', 2: 'Update', 3: 'Close' };
  const severities: Readonly<Record<number, string>> = {
    1: 'Informational',
    2: 'Low',
    3: 'Medium',
    4: 'High',
  };
  const lives: Readonly<Record<number, string>> = { 1: 'New', 3: 'Suppressed', 4: 'Resolved', 5: 'Archived' };
  const results: Readonly<Record<number, string>> = { 1: 'Pass', 2: 'Warning', 3: 'Fail' };

  test('has the form of the class, and each number its own caption', () => {
    const exported = exportedOf(rowsOf(ends));
    const all = ocsfReport(exported).map((one) => ocsf.parse(written(one)));
    expect(all).toHaveLength(Object.keys(ends).length + blind.length);
    expect(new Set(all.map(({ finding_info }) => finding_info.uid)).size).toBe(all.length);
    for (const one of all) {
      expect(one.activity_name).toBe(activities[one.activity_id]);
      expect(one.type_uid).toBe(one.class_uid * 100 + one.activity_id);
      expect(one.type_name).toBe(`${one.class_name}: ${one.activity_name}`);
      expect(one.severity).toBe(severities[one.severity_id]);
      expect(one.status).toBe(lives[one.status_id]);
      const { status_id, status } = one.compliance;
      // 99 is `Other`, and its caption the source's own.
      if (status_id === 99) expect(status).toBe('Not applicable');
      else expect(status).toBe(results[status_id]);
      // Closed is what passed or is gone; nothing else.
      expect(one.activity_id === 3).toBe(status_id === 1 || status_id === 99);
      if (one.activity_id === 3) expect(one).not.toHaveProperty('remediation');
      const { created_time, first_seen_time = created_time } = one.finding_info;
      expect(first_seen_time).toBe(created_time);
    }
  });
  test('says in its labels that it is cut, and has none otherwise', () => {
    const exported = exportedOf(rowsOf(ends));
    expect(ocsfReport(exported)[0]?.metadata.labels).toEqual([expect.stringContaining('orders')]);
    const { only: _only, ...whole } = exported.report;
    for (const { metadata } of ocsfReport({ ...exported, report: whole }))
      expect(metadata).not.toHaveProperty('labels');
  });
});
