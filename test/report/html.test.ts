import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Entry, Finding } from '../../src/core/journal/records.ts';
import { csvReport } from '../../src/report/csv.ts';
import { htmlReport } from '../../src/report/html/page.ts';
import { buildReport, type Rows } from '../../src/report/model.ts';
import { oldestOfPolicy } from '../../src/report/tls.ts';
import { nameOf } from '../../src/report/name.ts';

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
const plan = (id: string, says = 'Plain HTTP gets in.') => ({
  id: 'p'.repeat(32),
  kind: 'remediate' as const,
  remediation,
  version: 1,
  target: target(id),
  changes: [{ set: 'statement', on: id, before: null, after: {}, impact: ['breaks-plaintext' as const] }],
  why: { id: 'plaintext-allowed', says, todo: 'Apply the plan.' },
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
const entry = (id: string, at: string, outcome: Entry['outcome'], more: Partial<Entry> = {}): Entry => ({
  finding: `${target(id).arn} ${remediation}`,
  remediation,
  target: target(id),
  at,
  cause: { by: 'event', reference: 'event-1' },
  outcome,
  ...more,
});
const reported = (id: string): Entry['outcome'] => ({
  is: 'reported',
  plan: plan(id),
  because: [{ check: 'mode', says: 'The policy says dry-run: report only.' }],
});
const remediated = (id: string, run = `run-${id}`): Entry['outcome'] => ({
  is: 'remediated',
  plan: plan(id),
  run,
});

const nothing: Rows = { entries: [], findings: [], approvalRequests: [], holds: [], runs: [] };
const page = (rows: Partial<Rows>): string =>
  htmlReport(buildReport({ ...nothing, ...rows }, now), { source: 'a test', version: '0.0.0' });

const empty = new Set(['meta', 'link', 'br', 'hr']);

/** Every element that is opened is closed, in order; every attribute is quoted. */
const wellFormed = (html: string): readonly string[] => {
  const body = html.replace(/<style>[\s\S]*?<\/style>/, '').replace('<!DOCTYPE html>', '');
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, closing, name = '', attributes = '', own] of body.matchAll(
    /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+(?:\s*=\s*"[^"<]*")?)*)\s*(\/?)>/g,
  )) {
    if (/=\s*[^"\s]/.test(attributes.replaceAll(/"[^"]*"/g, '""'))) wrong.push(tag);
    if (own || empty.has(name)) continue;
    if (!closing) open.push(name);
    else if (open.pop() !== name) wrong.push(tag);
  }
  const rest = body.replaceAll(/<\/?[A-Za-z][\w-]*(?:\s+[\w:-]+(?:\s*=\s*"[^"<]*")?)*\s*\/?>/g, '');
  return [...wrong, ...open, ...(rest.match(/[<>]/g) ?? [])];
};

const full = {
  findings: [
    finding('good', 'remediated', { owner: 'orders', run: 'run-good' }),
    finding('bad', 'reported', { owner: 'web', since: '2026-02-20T00:00:00.000Z' }),
    finding('ill', 'failed', { since: '2026-02-20T00:00:00.000Z' }),
  ],
  entries: [
    entry('good', '2026-02-01T00:00:00.000Z', reported('good')),
    entry('good', '2026-02-05T00:00:00.000Z', remediated('good')),
    entry('bad', '2026-02-20T00:00:00.000Z', reported('bad')),
    entry('ill', '2026-02-20T00:00:00.000Z', {
      is: 'failed',
      failure: { code: 'x', says: 'The lights went out.', todo: 'Wait.', retry: true },
    }),
  ],
  runs: [
    {
      id: 'run-good',
      finding: `${target('good').arn} ${remediation}`,
      plan: plan('good'),
      cause: { by: 'event' as const },
      reasons: [{ check: 'mode', says: 'The policy says ask: an approval is needed.' }],
      approvedBy: ['arn:aws:sts::111122223333:assumed-role/approver/ada'],
      status: 'done' as const,
      opened: '2026-02-05T00:00:00.000Z',
    },
  ],
};

describe('the page', () => {
  test.each<[string, Partial<Rows>]>([
    ['with nothing in it', {}],
    ['with something of each kind', full],
  ])('%s is well-formed, runs nothing and loads nothing', (_, rows) => {
    const html = page(rows);
    expect(wellFormed(html)).toEqual([]);
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|<iframe|<object|<embed|<link|<img|@import/i);
    expect(html.replace(/xmlns="[^"]*"/g, '')).not.toMatch(/(?:src|href)="(?!#)/);
    expect(html).not.toMatch(/url\((?!#)/);
    expect(html).not.toMatch(/\sstyle="/);
    expect(html).not.toContain('NaN');
    expect(html).not.toContain('undefined');
  });

  test('allows exactly its own style sheet', () => {
    const html = page(full);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(policy.replaceAll('&#39;', "'")).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  test('has pictures that say in words what they show', () => {
    const html = page(full);
    expect(html).toContain('Share of findings compliant: 33 %');
    expect(html).toMatch(/Of 3:\s+1 compliant, 1 open, 1 failed/);
    const pictures = [...html.matchAll(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g)].map(([svg]) => svg);
    expect(pictures.length).toBeGreaterThan(8);
    expect(pictures.filter((svg) => !/<title|aria-label=/.test(svg))).toEqual([]);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/(?:href="#|url\(#)([\w-]+)/g)) expect(ids).toContain(id);
  });

  test('says who approved, what failed, and how long things were in the clear', () => {
    const html = page(full).replaceAll(/\s+/g, ' ');
    expect(html).toContain('approved by ada');
    expect(html).toContain('The lights went out.');
    expect(html).toContain('<dd>4 days</dd>');
    expect(html).toContain('event-1');
  });

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='x",
    '</style><script>',
    '\u001b[31mred\u202e',
    '${x} {{x}} `x`',
    '&lt;b&gt;',
  ])('lets nothing that came from outside act: %j', (evil) => {
    const html = page({
      findings: [finding(evil, 'reported', { owner: evil })],
      entries: [
        entry(evil, '2026-02-20T00:00:00.000Z', {
          is: 'reported',
          plan: plan(evil, evil),
          because: [{ check: 'hazard', says: evil }],
        }),
      ],
      holds: [
        {
          finding: evil,
          remediation: evil,
          target: target(evil),
          by: evil,
          reason: evil,
          from: '2026-01-01',
        },
      ],
    });
    expect(wellFormed(html)).toEqual([]);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    for (const mark of ['\u001b', '\u202e']) expect(html).not.toContain(mark);
  });

  test('of 10,000 resources takes less than two seconds and three megabytes', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `bucket-${index}`);
    const findings = ids.map((id, index) =>
      finding(id, index % 3 === 0 ? 'remediated' : 'reported', { owner: `team-${index % 700}` }),
    );
    const entries = ids.flatMap((id, index) => [
      entry(id, new Date(1_770_000_000_000 + index * 60_000).toISOString(), reported(id)),
      ...(index % 3 === 0
        ? [entry(id, new Date(1_771_000_000_000 + index * 60_000).toISOString(), remediated(id))]
        : []),
    ]);
    const started = performance.now();
    const report = buildReport({ ...nothing, findings, entries }, now);
    const html = htmlReport(report, { source: 'a test', version: '0.0.0' });
    const csv = csvReport(report);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(html.length).toBeLessThan(3_000_000);
    expect(csv.split('\r\n')).toHaveLength(10_002);
  });
});

describe('what is counted', () => {
  const of = (entries: readonly Entry[], findings: readonly Finding[] = []) =>
    buildReport({ ...nothing, entries, findings }, now);

  test('time to remediate: from the first sight, or from the event when the first look fixes it', () => {
    expect(of([]).timeToRemediate).toBeNull();
    const { timeToRemediate } = of([
      entry('a', '2026-01-01T00:00:00.000Z', reported('a')),
      entry('a', '2026-01-01T12:00:00.000Z', { is: 'manual-action-needed', plan: plan('a') }),
      entry('a', '2026-01-02T00:00:00.000Z', remediated('a')),
      entry('b', '2026-01-02T00:00:00.000Z', remediated('b'), {
        cause: { by: 'event', at: '2026-01-01T23:59:00.000Z' },
      }),
    ]);
    expect(timeToRemediate).toEqual({ count: 2, medianSeconds: 60, longestSeconds: 86_400, longest: 'a' });
  });

  test('an undo begins another spell; what is gone was never remediated', () => {
    const { timeToRemediate } = of([
      entry('a', '2026-01-01T00:00:00.000Z', remediated('a')),
      entry('a', '2026-01-02T00:00:00.000Z', { is: 'rolled-back', plan: plan('a'), run: 'u' }),
      entry('a', '2026-01-05T00:00:00.000Z', remediated('a')),
      entry('b', '2026-01-01T00:00:00.000Z', reported('b')),
      entry('b', '2026-01-09T00:00:00.000Z', { is: 'gone' }),
    ]);
    expect(timeToRemediate).toMatchObject({ count: 2, longestSeconds: 3 * 86_400 });
  });

  test('reopened: found open after a remediation, or fixed by another run; not after an undo', () => {
    const names = (entries: readonly Entry[]): readonly string[] => of(entries).reopened.map((one) => one.at);
    const first = entry('a', '2026-01-01T00:00:00.000Z', remediated('a', 'one'));
    expect(names([first, entry('a', '2026-01-02T00:00:00.000Z', remediated('a', 'two'))])).toHaveLength(1);
    expect(names([first, entry('a', '2026-01-02T00:00:00.000Z', reported('a'))])).toHaveLength(1);
    const undone = entry('a', '2026-01-02T00:00:00.000Z', { is: 'rolled-back', plan: plan('a'), run: 'u' });
    expect(names([first, undone, entry('a', '2026-01-03T00:00:00.000Z', reported('a'))])).toEqual([]);
  });

  test('the trend ends where the journal stands, and counts each finding once at any moment', () => {
    const { trend } = of(full.entries, full.findings);
    expect(trend.map(({ at }) => at)).toEqual([
      ...new Set(full.entries.map(({ at }) => at)),
      now.toISOString(),
    ]);
    expect(trend.at(-1)?.counts).toEqual({
      compliant: 1,
      held: 0,
      waiting: 0,
      unknown: 0,
      open: 1,
      failed: 1,
      gone: 0,
    });
    expect(trend[0]?.counts).toMatchObject({ compliant: 0, open: 1 });
  });

  test('a look that sees what has been asked for leaves it waiting; another plan does not', () => {
    const approvalRequest = {
      id: 'approval-1',
      finding: `${target('a').arn} ${remediation}`,
      remediation,
      target: target('a'),
      plan: plan('a'),
      reasons: [],
      approvers: [],
      minimum: 1,
      opened: '2026-02-01T00:00:00.000Z',
      expires: '2026-03-05T00:00:00.000Z',
      status: 'open' as const,
      evidence: { is: 'unknown' as const },
      reversible: true as const,
    };
    const look = (id: string) =>
      buildReport({ ...nothing, approvalRequests: [approvalRequest] }, now, [
        {
          remediation,
          target: target('a'),
          outcome: 'reported',
          answer: 'ask',
          plan: { ...plan('a'), id },
          because: [],
        },
      ]).items[0]?.standing;
    expect(look(plan('a').id)).toBe('waiting');
    expect(look('another')).toBe('open');
  });

  test.each([
    ['ELBSecurityPolicy-2016-08', 'TLS 1.0'],
    ['ELBSecurityPolicy-FS-2018-06', 'TLS 1.0'],
    ['ELBSecurityPolicy-FS-1-1-2019-08', 'TLS 1.1'],
    ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', 'TLS 1.2'],
    ['ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04', 'TLS 1.0'],
    ['ELBSecurityPolicy-TLS13-1-3-PQ-2025-09', 'TLS 1.3'],
    ['TLSv1', 'TLS 1.0'],
    ['TLSv1.2_2021', 'TLS 1.2'],
    ['TLSv1.3_2025', 'TLS 1.3'],
    ['TLS_1_0', 'TLS 1.0'],
    ['SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', 'TLS 1.2'],
    ['SecurityPolicy_TLS13_2025_EDGE', 'TLS, version unknown'],
    ['IoTSecurityPolicy_TLS12_1_0_2016_01', 'TLS 1.0'],
    ['Policy-Min-TLS-1-2-PFS-2023-10', 'TLS 1.2'],
    ['TransferSecurityPolicy-2018-11', 'TLS, version unknown'],
    ['our-own', 'TLS, version unknown'],
  ])('%s accepts %s', (name, version) => {
    expect(oldestOfPolicy(name)).toBe(version);
  });

  test.each([
    ['arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/shop/50dc/0467', 'shop listener 0467'],
    ['arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/edge/50dc', 'edge'],
    ['arn:aws-cn:rds:cn-north-1:1:db:orders', 'orders'],
    ['arn:aws:s3:::a/b:listener', 'the id'],
  ])('%s is called %s', (arn, name) => {
    expect(nameOf({ id: 'the id', arn })).toBe(name);
  });
});

describe('CSV', () => {
  const record = (id: string, owner: string): string =>
    csvReport(buildReport({ ...nothing, findings: [finding(id, 'reported', { owner })] }, now)).split(
      '\r\n',
    )[1] ?? '';

  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', String.raw`'\t=1`],
  ])('no cell is a formula: %j', (owner, cell) => {
    expect(record('a', owner)).toContain(`,"${cell}",`);
  });

  test('quotes what would break a record', () => {
    expect(record('a', 'a,"b"\nc')).toContain(String.raw`,"a,""b""\nc",`);
  });

  test('one record for each finding, remediated ones too', () => {
    const csv = csvReport(buildReport({ ...nothing, ...full }, now));
    const [head, ...records] = csv.trimEnd().split('\r\n');
    expect(records).toHaveLength(3);
    expect(head?.split(',')).toContain('approvedBy');
    expect(csv).toContain('arn:aws:sts::111122223333:assumed-role/approver/ada');
    expect(records.filter((one) => one.includes(',compliant,'))).toHaveLength(1);
  });
});
