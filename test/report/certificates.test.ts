import { describe, expect, test } from 'vitest';
import type { CertificateSeen } from '../../src/core/model/certificate-seen.ts';
import { certificateBlocks, certificatesInShort, servesWords } from '../../src/report/certificate-lines.ts';
import { calendarOf, type Holder } from '../../src/report/certificates.ts';
import { certificatesSection } from '../../src/report/html/certificates.ts';
import { icsOf } from '../../src/report/ics.ts';
import { safe } from '../../src/report/safe.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';

const at = '2026-03-01T12:00:00.000Z';
const seen = (id: string, ends?: string, more: Partial<CertificateSeen> = {}): CertificateSeen => ({
  id,
  name: `${id}.example`,
  kind: 'ACM',
  ...(ends !== undefined && { ends }),
  renews: 'no',
  why: 'imported',
  ...more,
});
const holder = (
  id: string,
  certificates: readonly CertificateSeen[],
  { account = '111122223333', region = 'eu-west-1', ...more }: Partial<Holder & Holder['target']> = {},
): Holder => ({
  target: { account, region, partition: 'aws', type: 'AWS::ACM::Certificate', id, arn: `arn:${id}` },
  certificates,
  ...more,
});
const of = (...holders: readonly Holder[]) => calendarOf(at, holders);

describe('how soon', () => {
  test.each([
    ['2026-02-28T12:00:00.000Z', 'ended', -1],
    ['2026-03-01T12:00:00.000Z', 'ended', 0],
    ['2026-03-01T12:00:00.001Z', 'in 30 days', 0],
    ['2026-03-31T11:59:59.999Z', 'in 30 days', 29],
    ['2026-03-31T12:00:00.000Z', 'in 90 days', 30],
    ['2026-05-30T11:59:59.999Z', 'in 90 days', 89],
    ['2026-05-30T12:00:00.000Z', 'later', 90],
    [undefined, 'unknown', undefined],
  ])('%s: %s', (ends, when, daysLeft) => {
    const { certificates, counts } = of(holder('a', [seen('a', ends)]));
    expect(certificates[0]).toMatchObject({ when });
    expect(certificates[0]?.daysLeft).toBe(daysLeft);
    expect(counts).toMatchObject({ [when]: 1 });
  });
});

describe('put together', () => {
  const all = [
    holder('late', [seen('late', '2027-01-01T00:00:00Z')]),
    holder('none', [seen('none')]),
    holder('soon', [seen('arn:soon', '2026-03-02T00:00:00Z')], { owner: 'shop' }),
    holder('stage 2', [seen('shared', '2026-04-01T00:00:00Z', { serves: ['arn:stage 2'] })], { owner: 'b' }),
    holder('stage 1', [seen('shared', '2026-04-01T00:00:00Z', { serves: ['arn:stage 1'] })], { owner: 'a' }),
    holder('gone', [], { unread: 'AccessDenied' }),
  ];

  test('the first comes first, an end that nobody knows last', () => {
    expect(of(...all).certificates.map(({ id }) => id)).toEqual(['arn:soon', 'shared', 'late', 'none']);
  });

  test('the order of what was read makes no difference', () => {
    expect(of(...all.toReversed())).toEqual(of(...all));
  });

  test('one that several use is one, with all owners and all that it serves', () => {
    expect(of(...all).certificates[1]).toMatchObject({
      owners: ['a', 'b'],
      serves: ['arn:stage 1', 'arn:stage 2'],
    });
  });

  test('who only sees it has no say in whose it is', () => {
    const { certificates } = of(
      ...all,
      holder('stage 3', [seen('shared', '2026-04-01T00:00:00Z', { serves: [] })], {
        owner: 'c',
        ownerUnread: true,
      }),
    );
    expect(certificates[1]).toMatchObject({ owners: ['a', 'b'], serves: ['arn:stage 1', 'arn:stage 2'] });
    expect(certificates[1]).not.toHaveProperty('ownerUnread');
  });

  test('the same ARN in another account or Region is another one', () => {
    const one = [seen('arn:aws:apigateway:::/clientcertificates/x', '2026-04-01T00:00:00Z')];
    const { certificates } = of(
      holder('a', one),
      holder('a', one, { account: '444455556666' }),
      holder('a', one, { region: 'us-east-1' }),
    );
    expect(certificates).toHaveLength(3);
    const uids = icsOf({ ...of(), certificates }).match(/^UID:.*(?:\r\n .*)*/gm);
    expect(new Set(uids).size).toBe(3);
  });

  test('what could not be read is told, and is no "none"', () => {
    const calendar = of(...all);
    expect(calendar.unread).toEqual([{ id: 'arn:gone', says: 'AccessDenied' }]);
    const drawn = terminal(certificateBlocks(calendar), plainScreen);
    expect(drawn).toContain('1 not read: there may be more certificates.');
    expect(terminal(certificatesInShort(calendar), plainScreen)).toContain('arn:gone: AccessDenied');
    expect(icsOf(calendar).replaceAll('\r\n ', '')).toContain('1 resources not read');
  });

  test('what it serves: not told is not nothing', () => {
    expect(servesWords(undefined)).toBe('not told');
    expect(servesWords([])).toBe('nothing');
    expect(servesWords(['arn:a:one', 'arn:a:two', 'arn:a:three'])).toBe('one, two, and 1 more');
  });

  test('a report shows what is near or not known', () => {
    const drawn = terminal(certificatesInShort(of(...all)), plainScreen);
    expect(drawn).not.toContain('late.example');
    for (const name of ['soon', 'shared', 'none']) expect(drawn).toContain(`${name}.example`);
  });
});

test('a table fits in 80 columns, and acts on no terminal', () => {
  const hostile = seen('x', '2026-03-20T00:00:00Z', {
    name: '\u001b[2Jevil\u202e.example',
    why: 'imported: ACM never renews it; its owner imports the next one',
    serves: [
      'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/a-long-name/50dc6c495c0c9188',
    ],
  });
  const drawn = terminal(certificateBlocks(of(holder('x', [hostile]))), { ...plainScreen, width: 80 });
  for (const sign of ['\u001b', '\u202e']) expect(drawn).not.toContain(sign);
  for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

/** The events of a calendar by what RFC 5545 says of lines, parameters and TEXT; what their alarms say is left out. */
const eventsIn = (text: string): readonly ReadonlyMap<string, string>[] =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) => {
      const lines = event.split('BEGIN:VALARM')[0]?.split('\r\n') ?? [];
      return new Map(
        lines.map((line) => {
          const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/s.exec(line) ?? [];
          return [
            name,
            value.replaceAll(/\\(.)/gs, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign)),
          ] as const;
        }),
      );
    });

describe('as iCalendar', () => {
  const hostile = seen('arn:x,y;z', '2026-03-20T23:30:00Z', {
    name: `a,b;c\\d\r\nEND:VCALENDAR\u001b${'é'.repeat(60)}`,
  });
  const written = icsOf(of(holder('x', [hostile])));

  test('a whole day in UTC, wherever it is run', () => {
    expect(written).toMatch(/^DTSTART;VALUE=DATE:20260320\r$/m);
    expect(written).toMatch(/^DTSTAMP:20260301T120000Z\r$/m);
  });

  test('alarms 30, 7 and 1 days before', () => {
    expect(written.match(/TRIGGER:.*/g)?.map((line) => line.trim())).toEqual([
      'TRIGGER:-P30D',
      'TRIGGER:-P7D',
      'TRIGGER:-P1D',
    ]);
  });

  test('lines end as they must, and none has more than 75 octets', () => {
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  test('a name begins no line of its own', () => {
    expect(written.match(/^(?:BEGIN|END):VCALENDAR/gm)).toHaveLength(2);
    expect(written).not.toContain('\u001b');
    expect(written.replaceAll('\r\n ', '')).toContain('a\\,b\\;c\\\\d');
  });

  test('renewed, it is the same event on another day', () => {
    const uid = (text: string) => /^UID:.*(?:\r\n .*)*/m.exec(text)?.[0];
    const later = icsOf(of(holder('x', [{ ...hostile, ends: '2027-03-20T00:00:00Z' }])));
    expect(uid(later)).toBe(uid(written));
    expect(later).toContain('DTSTART;VALUE=DATE:20270320');
    expect(icsOf(of(holder('x', [hostile])))).toBe(written);
  });

  test('a later file never says less, though the next one ends before the last', () => {
    const ending = (day: string, moment: string) =>
      calendarOf(moment, [holder('x', [{ ...hostile, ends: day }])]);
    const first = eventsIn(icsOf(ending('2027-03-20T00:00:00Z', at)))[0];
    const next = eventsIn(icsOf(ending('2026-04-20T00:00:00Z', '2026-03-01T12:01:00.000Z')))[0];
    expect(next?.get('UID')).toBe(first?.get('UID'));
    expect(Number(next?.get('SEQUENCE'))).toBeGreaterThan(Number(first?.get('SEQUENCE')));
    expect(Number(next?.get('SEQUENCE'))).toBeLessThan(2 ** 31);
    expect(next?.get('DTSTART')).toBe('20260420');
  });

  test('read back, each event is what was put in, and alone of its id', () => {
    const calendar = of(
      holder('x', [hostile, seen('y', '2026-05-01T00:00:00Z', { why: 'a, b; c\\n' })], { owner: 'Ä,Ö;' }),
      holder('z', [seen('z', '2026-06-01T00:00:00Z', { serves: ['arn:a:1', 'arn:a:2'] })]),
      holder('n', [seen('n')]),
    );
    const events = eventsIn(icsOf(calendar));
    expect(new Set(events.map((event) => event.get('UID'))).size).toBe(3);
    const ending = calendar.certificates.filter(({ ends }) => ends !== undefined);
    for (const [index, { name, id, ends = '', why, serves }] of ending.entries()) {
      const event = events[index];
      expect(event?.get('SUMMARY')).toBe(safe(`Certificate ends: ${name}`));
      expect(event?.get('DTSTART')).toBe(ends.slice(0, 10).replaceAll('-', ''));
      const lines = event?.get('DESCRIPTION')?.split('\n');
      expect(lines).toContain(`ACM: ${id}`);
      expect(lines).toContain(safe(`Renewed automatically: no (${why})`));
      expect(lines).toContain(`Serves: ${servesWords(serves)}`);
    }
  });

  test('one that is gone is in no later file', () => {
    const before = eventsIn(icsOf(of(holder('a', [seen('a', '2026-05-01T00:00:00Z')]))));
    const after = eventsIn(icsOf(of(holder('b', [seen('b', '2027-05-01T00:00:00Z')]))));
    expect(before).toHaveLength(1);
    expect(after.map((event) => event.get('UID'))).not.toContain(before[0]?.get('UID'));
  });

  test('without an end there is no day', () => {
    const none = icsOf(of(holder('n', [seen('n')])));
    expect(none).not.toContain('VEVENT');
    expect(none.replaceAll('\r\n ', '')).toContain('1 without an end that is known');
  });
});

describe('as HTML', () => {
  const page = (...all: readonly CertificateSeen[]): string =>
    certificatesSection(of(holder('x', all), holder('y', [], { unread: 'AccessDenied' }))).markup;

  test('months in UTC, in words as well, without what is over', () => {
    const written = page(
      seen('a', '2026-03-31T23:59:59Z'),
      seen('b', '2026-04-01T00:00:00Z'),
      seen('c', '2026-04-30T00:00:00Z', { renews: 'yes' }),
      seen('over', '2026-03-01T00:00:00Z'),
      seen('far', '2029-01-01T00:00:00Z'),
    );
    expect(written).toContain('2026-03: 1, 2026-04: 2. The table below says the same.');
    for (const name of ['a', 'b', 'c', 'over', 'far']) expect(written).toContain(`${name}.example`);
    expect(written).toContain('Of 1 it could not be read which they have');
  });

  test('nothing of outside acts on the page', () => {
    const evil = '<script>alert(1)</script>"onload="x';
    const written = page(
      seen('a', '2026-03-31T00:00:00Z', { name: evil, why: evil, kind: evil, serves: [evil] }),
    );
    expect(written).not.toMatch(/<script|"onload/);
  });
});
