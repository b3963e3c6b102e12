import { describe, expect, test } from 'vitest';
import type { Heard, Spoken } from '../../src/core/model/detectors.ts';
import { csvReport } from '../../src/report/csv.ts';
import { detectorBlocks, linkedBlocks } from '../../src/report/detector-lines.ts';
import { type Answer, detectedOf, type Known, linkedFor, meaningWords } from '../../src/report/detectors.ts';
import { htmlReport } from '../../src/report/html/page.ts';
import type { Sighting } from '../../src/report/items.ts';
import { markdown } from '../../src/report/markdown.ts';
import { buildReport } from '../../src/report/model.ts';
import { reportPage } from '../../src/report/page.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';
import { withDetected } from '../../src/report/with-detectors.ts';

const at = '2026-03-01T12:00:00.000Z';
const here = { account: '111122223333', region: 'eu-west-1', partition: 'aws' } as const;
const bucket = (id: string, place: Partial<typeof here> | Readonly<Record<string, string>> = {}) => ({
  ...here,
  ...place,
  type: 'AWS::S3::Bucket',
  id,
  arn: `arn:aws:s3:::${id}`,
});
const known = (target = bucket('orders'), root = target.arn): Known => ({
  target,
  root,
  findings: [`${target.arn} s3-bucket-tls-only`],
});
const says = (of: string, more: Partial<NonNullable<Spoken['statement']>> | null = {}): Spoken => ({
  of,
  ...(more && {
    statement: { id: 'arn:f1', title: 'Title', severity: 'high', means: 'public', ...more },
  }),
});
const answer = (heard: Answer['heard'], more: Partial<Omit<Answer, 'heard'>> = {}): Answer => ({
  ...here,
  detector: 'GuardDuty',
  heard,
  ...more,
});
const told = (...spoken: readonly Spoken[]): Heard => ({ is: 'told', spoken });

const drawn = (blocks: Parameters<typeof markdown>[0]): string =>
  terminal(blocks, { ...plainScreen, width: 300 }).replaceAll(/\s+/g, ' ');

describe('joined', () => {
  test('by ARN, within an account and a Region', () => {
    const orders = 'arn:aws:s3:::orders';
    const all = [
      known(),
      known(bucket('orders', { region: 'us-east-1' })),
      known(bucket('orders', { account: '999988887777' })),
    ];
    const { linked } = detectedOf(at, all, [answer(told(says(orders), says('arn:aws:s3:::other')))]);
    expect(linked.map(({ target }) => [target.account, target.region])).toEqual([
      [here.account, here.region],
    ]);
    expect(linkedFor({ at, linked, places: [] }, { target: bucket('orders', { region: 'us-east-1' }) })).toBe(
      undefined,
    );
  });
  test('what it belongs to is said by its ARN', () => {
    const listener = known(bucket('listener'), 'arn:balancer');
    const { linked } = detectedOf(
      at,
      [listener],
      [answer(told(says('arn:balancer'), says('arn:aws:s3:::listener', { id: 'arn:f2' })))],
    );
    expect(linked[0]?.statements.map(({ id, of }) => [id, of])).toEqual([
      ['arn:f1', 'arn:balancer'],
      ['arn:f2', undefined],
    ]);
  });
  test('what is in no table is counted; the same twice is said once', () => {
    const { arn } = bucket('orders');
    const { linked } = detectedOf(
      at,
      [known()],
      [answer(told(says(arn), says(arn), says(arn, null), says(arn, null)))],
    );
    expect(linked[0]).toMatchObject({ others: 2, statements: [{ detector: 'GuardDuty' }] });
  });
  test('the most urgent first, whatever the order', () => {
    const { arn } = bucket('orders');
    const spoken = [
      says(arn, { means: 'inspected', severity: 'critical', id: 'd' }),
      says(arn, { severity: 'low', id: 'c' }),
      says(arn, { id: 'b' }),
      says(arn, { means: 'seen-in-the-clear', severity: 'unrated', id: 'a' }),
    ];
    for (const all of [spoken, spoken.toReversed()])
      expect(
        detectedOf(at, [known()], [answer(told(...all))]).linked[0]?.statements.map(({ id }) => id),
      ).toEqual(['a', 'b', 'c', 'd']);
    const two = detectedOf(
      at,
      [known(), known(bucket('a'))],
      [answer(told(says(arn), says('arn:aws:s3:::a', { means: 'same' })))],
    );
    expect(two.linked.map(({ target }) => target.id)).toEqual(['orders', 'a']);
  });
  test('text of others is cut, and acts on nothing', () => {
    const { linked } = detectedOf(
      at,
      [known()],
      [
        answer(
          told(
            says(bucket('orders').arn, {
              title: `\u001b[2J\u202e${'x'.repeat(500)}`,
              id: `a\n${'y'.repeat(900)}`,
            }),
          ),
        ),
      ],
    );
    const [{ title, id } = { title: '', id: '' }] = linked[0]?.statements ?? [];
    expect(title).toMatch(/^\\x1b\[2J\\u\{202e\}x+…$/);
    expect([title.length, id.length]).toEqual([200, 200]);
    expect(id).not.toContain('\n');
  });
});

const failure = (code: string) => ({ code, says: 'AWS\u0007 refused.', todo: 'Ask.', retry: false });

describe('not heard', () => {
  const rows: readonly (readonly [string, Answer['heard']])[] = [
    ['told', told()],
    ['in-part', { is: 'told', spoken: [], unread: 'More.' }],
    ['off', { is: 'off', says: 'Off.', todo: 'Switch it on.' }],
    ['denied', { is: 'failed', failure: failure('access-denied') }],
    ['unread', { is: 'failed', failure: failure('throttled') }],
    ['not-asked', { is: 'not-asked' }],
  ];
  test.each(rows)('%s', (is, heard) => {
    const detected = detectedOf(at, [known()], [answer(heard)]);
    expect(detected.places).toMatchObject([{ detector: 'GuardDuty', account: here.account, is }]);
    expect(Object.values(detected.places[0] ?? {}).join(' ')).not.toContain('\u0007');
    const page = drawn(detectorBlocks(detected));
    expect(page.includes('Nobody knows what it would say.')).toBe(!['told', 'in-part'].includes(is));
    expect(page.includes('as far as they were heard')).toBe(is !== 'told');
    expect(page).toContain('Nothing about encryption in transit of these resources');
  });
  test('is said once for all Regions of which it is so', () => {
    const off = { is: 'off', says: 'Off.', todo: 'Switch it on.' } as const;
    const detected = detectedOf(
      at,
      [known()],
      [answer(off), answer(off, { region: 'us-east-1' }), answer(off, { account: '999988887777' })],
    );
    const page = drawn(detectorBlocks(detected));
    expect(page).toContain('GuardDuty in 111122223333 eu-west-1, us-east-1: Off.');
    expect(page).toContain('GuardDuty in 999988887777 eu-west-1: Off.');
  });
});

describe('shown', () => {
  const sighting = (id: string, more: Partial<Sighting> = {}): Sighting => ({
    remediation: 's3-bucket-tls-only',
    target: bucket(id),
    outcome: 'manual-action-needed',
    because: [],
    ...more,
  });
  const report = buildReport(
    { entries: [], findings: [], approvalRequests: [], holds: [], runs: [] },
    new Date(at),
    [sighting('archive'), sighting('orders')],
  );
  const detected = detectedOf(
    at,
    [known(), known(bucket('archive'))],
    [
      answer(
        told(says(bucket('orders').arn, { title: '<b>=cmd</b> *x*', when: '2026-02-02T00:00:00.000Z' })),
      ),
      answer({ is: 'off', says: 'Off.', todo: 'Switch it on.' }, { detector: 'Inspector' }),
      answer({ is: 'told', spoken: [], unread: 'More.' }, { detector: 'Security Hub' }),
      answer({ is: 'off', says: 'Off.', todo: 'On.' }, { detector: 'AWS WAF', region: 'us-east-1' }),
    ],
  );
  const whole = withDetected(report, detected);

  test('what is open equally long: the urgent first, and nothing else of the order', () => {
    const ids = (of: typeof report) => of.open.map(({ target }) => target.id);
    expect([ids(report), ids(whole)]).toEqual([
      ['archive', 'orders'],
      ['orders', 'archive'],
    ]);
    const older = {
      ...report,
      open: report.open.map((item) =>
        item.target.id === 'archive' ? { ...item, since: '2026-01-01T00:00:00.000Z' } : item,
      ),
    };
    expect(ids(withDetected(older, detected))).toEqual(['archive', 'orders']);
    // What only agrees is not urgent.
    const same = detectedOf(at, [known()], [answer(told(says(bucket('orders').arn, { means: 'same' })))]);
    expect(ids(withDetected(report, same))).toEqual(['archive', 'orders']);
    expect({ ...whole, open: [], detectors: undefined }).toEqual({
      ...report,
      open: [],
      detectors: undefined,
    });
  });
  test('terminal and Markdown', () => {
    const page = drawn(reportPage(whole));
    expect(page).toContain('orders eu-west-1 GuardDuty high <b>=cmd</b> *x* (2026-02-02)');
    expect(page).toContain(meaningWords.public.says);
    expect(page).toContain('1 statement about 1 resource, as far as they were heard.');
    const pasted = markdown(reportPage(whole));
    expect(pasted).toContain('&lt;b&gt;=cmd');
    expect(pasted).not.toContain('<b>');
  });
  test('the page', () => {
    const page = htmlReport(whole, { source: 's', version: '1' });
    expect(page).toContain('id="detectors"');
    expect(page).toContain('<a href="#detectors">Other detectors</a>');
    expect(page).toContain('&lt;b&gt;=cmd');
    expect(htmlReport(report, { source: 's', version: '1' })).not.toContain('#detectors');
  });
  test('CSV: empty is "not asked", and nobody is taken for silent', () => {
    const cells = (of: typeof report): readonly string[] => {
      const [head = '', ...rows] = csvReport(of).trimEnd().split('\r\n');
      const column = head.split(',').indexOf('otherDetectors');
      return rows.map((row) => row.split(',')[column] ?? '?');
    };
    expect(cells(report)).toEqual(['', '']);
    const unheard = 'Inspector: not known | Security Hub: there may be more';
    expect(cells(whole)).toEqual([unheard, `GuardDuty: <b>=cmd</b> *x* | ${unheard}`]);
  });
  test('the same of many is one row, and no row is without a name', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const bare = ids.map((id) =>
      says(`arn:aws:s3:::${id}`, { id: `arn:aws:s3:::${id}`, means: 'uninspected' }),
    );
    const rows = (...spoken: readonly Spoken[]): string =>
      drawn(
        detectorBlocks(
          detectedOf(
            at,
            ids.map((id) => known(bucket(id))),
            [answer(told(...spoken))],
          ),
        ),
      );
    const page = rows(...bare, says('arn:aws:s3:::d', { title: 'Open' }));
    expect(page).toContain('5 statements about 4 resources.');
    // What is urgent stands first, though it is said of the last.
    expect(page).toMatch(
      /d eu-west-1 GuardDuty high Open .* a, b, c and 1 more eu-west-1 GuardDuty high Title /,
    );
    expect(page.match(/Nothing looks at/g)).toHaveLength(1);
    // Two findings of one title are two.
    expect(
      rows(...['x', 'y'].map((id) => says('arn:aws:s3:::a', { id }))).match(/a eu-west-1/g),
    ).toHaveLength(2);
  });
  test('one resource', () => {
    const linked = linkedFor(detected, { target: bucket('orders') });
    expect(linked && drawn(linkedBlocks(linked))).toContain('GuardDuty high');
    const many = detectedOf(
      at,
      [known()],
      [
        answer(
          told(
            ...Array.from({ length: 8 }, (_, id) => says(bucket('orders').arn, { id: String(id) })),
            says(bucket('orders').arn, null),
          ),
        ),
      ],
    );
    const page = drawn(
      linkedBlocks(many.linked[0] ?? { target: bucket('x'), findings: [], statements: [], others: 0 }),
    );
    expect(page).toContain('and 3 more');
    expect(page).toContain('1 of their findings is about something else.');
  });
});
