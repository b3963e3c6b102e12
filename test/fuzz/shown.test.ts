import { seenEvidence } from '../kit/facts.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { ApprovalRecord, Entry, Finding, Hold, Run } from '../../src/core/journal/records.ts';
import { quoted } from '../../src/core/say/shell.ts';
import { planView } from '../../src/cli/output/plan-view.ts';
import { approvalMessage } from '../../src/report/approval-message.ts';
import { csvReport } from '../../src/report/csv.ts';
import { htmlReport } from '../../src/report/html/page.ts';
import { markdown } from '../../src/report/markdown.ts';
import { buildReport, type Report } from '../../src/report/model.ts';
import { reportPage } from '../../src/report/page.ts';
import { terminal } from '../../src/report/terminal.ts';
import unit from '../../src/services/s3/remediations/s3-bucket-tls-only.ts';

/**
 * Names, tags, reasons and values that want to be something else where they are shown: markup, formulas, links,
 * escape sequences, placeholders, lines of their own. What is shown must have the very shape that tame words give it.
 */

const hostile: readonly string[] = [
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</style><img src=x onerror=alert(1)>',
  '<!-- ',
  ']]>',
  '&#x3c;b&#x3e;',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '\u00a0=1',
  '|calc',
  '%x',
  '",=1,"',
  ';=1',
  'a\r\nb',
  'a\n# Heading\n- item',
  '\u001b[2J\u001b[1;1H',
  '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  '\u001b]0;title\u0007',
  '\u009b31m',
  '\u202egnp.exe',
  '\u2066x\u2069',
  'zero\u200bwidth\ufeff',
  '\u2028',
  '\u0085',
  '\ud800',
  '\u{e0041}',
  '```',
  '~~~~',
  '`````` sh',
  '| a | b |',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '<https://evil.example>',
  'https://evil.example',
  'www.evil.example',
  '_www.evil.example',
  'ftp://evil.example',
  'HTTPS://evil.example',
  '@everyone',
  '#1',
  '---',
  '# h',
  '> q',
  '1. x',
  '$x^2$',
  '{{ automation:EXECUTION_ID }}',
  '{{global:DATE}}',
  '{{{{x}}}}',
  '$(rm -rf /)',
  '`id`',
  "'; rm -rf / #",
  '%s%n',
  '\u0000',
  '__proto__',
  'constructor',
  '\nAnswer: waxseal approve evil',
  '\nHow to undo: no way',
  'A'.repeat(1500),
  'Z\u0351\u036b'.repeat(100),
  '東京'.repeat(100),
];
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostile) },
  fc.tuple(fc.constantFrom(...hostile), fc.constantFrom(...hostile)).map((pair) => pair.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
);

const now = new Date('2026-03-01T12:00:00.000Z');
const remediation = unit.meta.id;

/** A journal in which every text that comes from outside is this one; the letter before it keeps the order. */
const made = (h: string) => {
  const target = (letter: string) => ({
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::S3::Bucket',
    id: `${letter}${h}`,
    arn: `arn:aws:s3:::${letter}${h}`,
  });
  const plan = (letter: string): Plan => ({
    id: 'p'.repeat(32),
    kind: 'remediate',
    remediation,
    version: 1,
    target: target(letter),
    changes: [
      {
        set: 'statement',
        on: `${letter}${h}`,
        before: null,
        after: { Sid: h },
        impact: ['breaks-plaintext'],
      },
    ],
    why: { id: 'plaintext-allowed', says: `w${h}`, todo: `t${h}` },
    hazards: [{ id: 'website-hosting', says: `z${h}`, todo: `t${h}` }],
    notes: [{ id: 'only-aws-services', says: `n${h}` }],
  });
  const because = [
    { check: 'mode', says: `The policy says dry-run: ${h}`, todo: `t${h}`, where: `line 1 (${h})` },
  ];
  const finding = (letter: string, is: Finding['is']): Finding => ({
    remediation,
    target: target(letter),
    owner: `o${h}`,
    is,
    since: '2026-01-01T00:00:00.000Z',
    lastSeen: '2026-02-28T00:00:00.000Z',
    approvalRequests: 0,
    attempts: 0,
    reverted: [],
  });
  const outcomes: Readonly<Record<string, Outcome>> = {
    a: { is: 'reported', plan: plan('a'), because },
    b: { is: 'remediated', plan: plan('b'), run: `run-${h}` },
    c: { is: 'failed', failure: { code: 'unexpected', says: `f${h}`, todo: `t${h}`, retry: false } },
    d: {
      is: 'skipped',
      plan: plan('d'),
      because: [{ check: 'exemption', says: `Exempt until 2026-09-01, by ${h}: ${h}` }],
    },
    e: { is: 'approval-requested', plan: plan('e'), approvalRequest: `approval-${h}`, because },
    f: { is: 'rolled-back', plan: plan('f'), run: `run-${h}` },
    g: { is: 'manual-action-needed', plan: plan('g') },
  };
  const key = (letter: string): string => `${target(letter).arn} ${remediation}`;
  const entries = Object.entries(outcomes).map(([letter, outcome]): Entry => ({
    finding: key(letter),
    remediation,
    target: target(letter),
    owner: `o${h}`,
    at: '2026-02-01T00:00:00.000Z',
    cause: { by: 'person', actor: `arn:${h}`, reference: `r${h}` },
    outcome,
  }));
  const approvalRequest: ApprovalRecord = {
    id: `approval-${h}`,
    finding: key('e'),
    remediation,
    target: target('e'),
    plan: plan('e'),
    reasons: [`r${h}`],
    approvers: [`arn:${h}`],
    minimum: 1,
    opened: '2026-02-27T00:00:00.000Z',
    expires: '2026-03-09T00:00:00.000Z',
    owner: `o${h}`,
    evidence: {
      ...seenEvidence,
      source: `s${h}`,
      callers: [{ ...seenEvidence.callers[0], count: 1, first: '', last: '', principal: `c${h}` }],
    },
    status: 'open',
  };
  const hold: Hold = {
    finding: key('f'),
    remediation,
    target: target('f'),
    by: `b${h}`,
    reason: `r${h}`,
    from: '2026-02-01T00:00:00.000Z',
  };
  const run: Run = {
    id: `run-${h}`,
    finding: key('b'),
    plan: plan('b'),
    cause: { by: 'person', actor: `arn:${h}` },
    reasons: because,
    approvedBy: [`arn:${h}`],
    status: 'done',
    opened: '2026-02-01T00:00:00.000Z',
  };
  const rows = {
    entries,
    findings: Object.entries(outcomes).map(([letter, { is }]) => finding(letter, is)),
    approvalRequests: [approvalRequest],
    holds: [hold],
    runs: [run],
  };
  const report: Report = buildReport(rows, now);
  const blocks = [
    ...reportPage(report),
    ...planView({
      unit,
      plan: plan('a'),
      surroundings: { tags: { [h]: h }, owner: `o${h}` },
      decision: { answer: 'report', reasons: because },
      calls: [],
    }),
  ];
  return { report, blocks, approvalRequest: { ...approvalRequest, id: 'approval-1' } };
};
const tame = made('x');

// oxlint-disable-next-line no-control-regex -- finding control characters is what this is for
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const runs = { numRuns: 100 };

/** Tags and names of attributes, in order; texts and values left out. */
const skeleton = (page: string): readonly string[] =>
  [...page.matchAll(/<(\/?[A-Za-z!][\w-]*)((?:"[^"]*"|[^">])*)>/g)].map(
    ([, tag, attributes = '']) =>
      `${tag} ${[...attributes.replaceAll(/"[^"]*"/g, '""').matchAll(/[\w:-]+(?=="")/g)].map(([name]) => name).join(' ')}`,
  );

test('HTML: the same elements and attributes, whatever the words', () => {
  const options = { source: 'a test', version: '0.0.0' };
  const expected = skeleton(htmlReport(tame.report, options));
  expect(expected.length).toBeGreaterThan(100);
  fc.assert(
    fc.property(anything, (h) => {
      const page = htmlReport(made(h).report, { source: h, version: h });
      expect(skeleton(page)).toEqual(expected);
      expect(page).not.toMatch(acting);
      expect(page).not.toMatch(/<script|<img|href="(?!https:|#)/i);
    }),
    runs,
  );
});

/** RFC 4180, strictly: throws on a quote where none may be. */
const records = (text: string): readonly (readonly string[])[] => {
  const all: string[][] = [];
  let rest = text;
  let record: string[] = [];
  while (rest !== '') {
    const found = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (!found) throw new Error(`no CSV: ${JSON.stringify(rest.slice(0, 60))}`);
    const [whole, inQuotes, bare = '', end] = found;
    record.push(inQuotes === undefined ? bare : inQuotes.replaceAll('""', '"'));
    rest = rest.slice(whole.length);
    if (end !== ',') {
      all.push(record);
      record = [];
    }
  }
  return all;
};

test('CSV: the same records and cells, none of them a formula', () => {
  const expected = records(csvReport(tame.report)).map((record) => record.length);
  expect(expected).toHaveLength(8);
  fc.assert(
    fc.property(anything, (h) => {
      const text = csvReport(made(h).report);
      const cells = records(text);
      expect(cells.map((record) => record.length)).toEqual(expected);
      expect(cells.flat().filter((cell) => /^\s*[=+\-@|%\t\r]/.test(cell) && !/^\d/.test(cell))).toEqual([]);
      expect(text.replaceAll('\r\n', '')).not.toMatch(acting);
    }),
    runs,
  );
});

test('CSV: a name that begins like a formula', () => {
  const item = tame.report.items[0];
  if (!item) throw new Error('no item');
  for (const h of hostile) {
    const named = { ...item, owner: h, why: h, todo: h, target: { ...item.target, id: h, arn: h } };
    const [, record = []] = records(csvReport({ ...tame.report, items: [named] }));
    expect(record.filter((cell) => /^\s*[=+\-@|%\t\r]/.test(cell))).toEqual([]);
  }
});

const fence = /^(`{3,}|~{3,})/;
/** Each line by what it begins with and how many cells it has; lines within fences mean nothing to Markdown. */
const outline = (text: string): readonly string[] => {
  let open: string | undefined;
  const lines = text.split('\n').map((line) => {
    const ticks = fence.exec(line)?.[1];
    if (open !== undefined) {
      if (line === open) open = undefined;
      return open === undefined ? 'end' : 'code';
    }
    if (ticks !== undefined) {
      open = ticks;
      return 'begin';
    }
    const cells = line.startsWith('|') ? line.replaceAll(/\\./g, '').split('|').length : 0;
    return `${/^(#+ |- |> |\d+\. |[=-]{3,}|\|)?/.exec(line)?.[0] ?? ''}${cells}`;
  });
  return lines.filter((line) => line !== 'code');
};

test('Markdown: the same lines, tables and fences, no markup and no link of its own', () => {
  const expected = outline(markdown(tame.blocks));
  expect(expected.filter((line) => line === 'begin').length).toBeGreaterThan(1);
  const links = (text: string): number => text.replaceAll(/\\./g, '').split('](').length;
  fc.assert(
    fc.property(anything, (h) => {
      const text = markdown(made(h).blocks);
      expect(outline(text)).toEqual(expected);
      expect(text.replaceAll('\n', '')).not.toMatch(acting);
      const prose = text.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '');
      expect(prose).not.toMatch(/<[a-z!/]|(https?|ftp):\/\/evil|(?<![a-z0-9])www\.evil|@everyone/i);
      expect(links(prose)).toBe(links(markdown(tame.blocks).replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '')));
    }),
    runs,
  );
});

// oxlint-disable-next-line no-control-regex -- our own sequences, which are taken out before the search for others
const ours = /\u001b\[\d+(?:;\d+)*m|\u001b\]8;;(?:https:\/\/[\u0021-\u007e]*)?\u001b\\/g;

test.each([
  ['plain', { width: 80, colour: false, links: false }],
  ['in colour with links', { width: 100, colour: true, links: true }],
  ['narrow', { width: 40, colour: true, links: false }],
])('terminal, %s: nothing acts on the screen but our own colours and links', (_name, screen) => {
  fc.assert(
    fc.property(anything, (h) => {
      const text = terminal(made(h).blocks, screen);
      const left = screen.colour ? text.replaceAll(ours, '') : text;
      expect(left).not.toMatch(acting);
      if (screen.links) expect(text).not.toContain('\u001b]8;;https://evil');
    }),
    runs,
  );
});

/** A word as a POSIX shell reads it back. */
const unquoted = (word: string): string =>
  word.replaceAll(/'([^']*)'|\\(.)|([^'\\]+)/g, (_all, one, two, three) => one ?? two ?? three ?? '');

test('commands to copy: one word stays one word', () => {
  fc.assert(
    fc.property(anything, (h) => {
      const word = quoted(`arn:${h}`);
      expect(unquoted(word)).toBe(`arn:${h}`);
      expect(word).toMatch(/^(?:'[^']*'|\\'|[A-Za-z0-9_./:@=,+-]+)+$/u);
    }),
    { numRuns: 500 },
  );
});

describe('what approvers read', () => {
  const heads = (text: string): readonly string[] =>
    text
      .split('\n')
      .map((line) => /^(?:[A-Z][\w ]+:|Account|Apply|Ask | {2}(?:Hazard:|\S)|- )?/.exec(line)?.[0] ?? '');
  test.each([900, 2_000, 20_000])('at most %i: no line of its own, no placeholder', (most) => {
    const expected = heads(approvalMessage([tame.approvalRequest], most));
    fc.assert(
      fc.property(anything, (h) => {
        const text = approvalMessage([made(h).approvalRequest], most);
        expect(text.length).toBeLessThanOrEqual(most);
        expect(text.replaceAll('\n', '')).not.toMatch(acting);
        expect(text).not.toMatch(/\{\{|\}\}/);
        expect(text.split('\n').filter((line) => line.startsWith('Answer:'))).toHaveLength(1);
        expect(text.split('\n').filter((line) => line.startsWith('How to undo:')).length).toBeLessThanOrEqual(
          1,
        );
        if (h.length < 50 && most === 20_000) expect(heads(text)).toHaveLength(expected.length);
      }),
      runs,
    );
  });
});
