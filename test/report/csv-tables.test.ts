import { describe, expect, test } from 'vitest';
import { certificateCsv } from '../../src/report/certificates-csv.ts';
import { hopCsv } from '../../src/report/map/csv.ts';
import { postureCsv } from '../../src/report/posture/csv.ts';
import { postureOf } from '../../src/report/posture/posture.ts';
import { entry, item, mapOf, one, open, posed, two } from './posture/kit.ts';

/** Records of RFC 4180, each by its head. */
const recordsOf = (csv: string): readonly Readonly<Record<string, string>>[] => {
  const [head = [], ...rows] = csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    );
  return rows.map((row) => {
    expect(row).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
  });
};

const unlisted = [
  { account: two, region: 'eu-west-1', type: 'AWS::S3::Bucket', says: 'It was denied.', todo: 'Allow it.' },
];
const map = {
  ...mapOf([
    ['internet', 'a', 'encrypted'],
    ['a', 'b-1', 'plaintext', 'takes-tls'],
    ['outside', '=cmd', 'unknown'],
  ]),
  ends: [1],
  unread: [{ id: 'arn:aws:s3:::c', says: 'It was denied.' }],
};

describe('hops', () => {
  const records = recordsOf(hopCsv(map, unlisted));
  test('are one record each, with both ends, the state, and where TLS ends', () => {
    expect(
      records
        .slice(0, 3)
        .map(({ fromId, to, state, tlsEndsHere, toAccount }) => [fromId, to, state, tlsEndsHere, toAccount]),
    ).toEqual([
      ['the internet', 'a', 'encrypted', '', one],
      ['arn:aws:s3:::a', 'b-1', 'plaintext', 'yes', two],
      ['elsewhere.example', "'=cmd", 'unknown', '', one],
    ]);
    expect(records[1]?.['findings']).toBe('arn:aws:s3:::b-1 takes-tls');
  });
  test('what could not be read or listed is a record that nothing is known of', () => {
    expect(
      records
        .slice(3)
        .map(({ fromId, fromKind, fromAccount, state, why }) => [fromId, fromKind, fromAccount, state, why]),
    ).toEqual([
      ['arn:aws:s3:::c', '', '', 'unknown', 'It was denied.'],
      ['', 'AWS::S3::Bucket', two, 'unknown', 'It was denied.'],
    ]);
  });
});

test('certificates are one record each; of what could not be read or listed neither end nor renewal is known', () => {
  const made = {
    id: 'arn:aws:acm:eu-west-1:1:certificate/a',
    name: '@shop.example',
    kind: 'ACM, imported',
    ends: '2026-03-11T00:00:00.000Z',
    renews: 'no',
    why: 'It was imported.',
    serves: ['x', 'y'],
    account: one,
    region: 'eu-west-1',
    when: 'in 30 days',
    daysLeft: -3,
    owners: ['shop', 'payments'],
    ownerUnread: true,
  } as const;
  const records = recordsOf(
    certificateCsv({ certificates: [made], unread: [{ id: 'arn:b', says: 'It was denied.' }] }, unlisted),
  );
  expect(records[0]).toEqual({
    ...made,
    name: "'@shop.example",
    daysLeft: '-3',
    owners: 'shop | payments',
    moreOwners: 'not known',
    serves: 'x | y',
    ownerUnread: undefined,
  });
  expect(
    records
      .slice(1)
      .map(({ id, account, kind, when, renews, why }) => [id, account, kind, when, renews, why]),
  ).toEqual([
    ['arn:b', '', '', 'unknown', 'unknown', 'It was denied.'],
    ['', two, 'AWS::S3::Bucket', 'unknown', 'unknown', 'It was denied.'],
  ]);
});

describe('a posture', () => {
  const items = [item('a', 'takes-tls', 'compliant'), item('b-1', 'takes-tls', 'reported', {}, two)];
  const entries = [entry('b-1', 'takes-tls', '2026-01-01T00:00:00.000Z', open('b-1', 'takes-tls'))];
  const posture = postureOf(posed({ items, entries, unlisted }));
  const records = recordsOf(postureCsv(posture, unlisted));
  const of = (kind: string) => records.filter((record) => record['kind'] === kind);
  test('has each figure with its value, and none is no 0', () => {
    expect(of('figure')).toHaveLength(posture.figures.length);
    expect(of('figure').find(({ id }) => id === 'communications-encrypted')).toMatchObject({
      of: 'organization',
      practice: 'SEC09-BP02',
      value: '0.5',
      unit: 'share',
      proof: '1 of 2 resources',
      trendBefore: '0',
      trendNow: '0',
      direction: 'same',
    });
    const none = of('figure').find(({ id }) => id === 'performance');
    expect(none?.['value']).toBe('');
    expect(none?.['proof']).toMatch(/^Not measurable here/);
  });
  test('has each criterion of each account with what it was answered from, the level, and what was not listed', () => {
    expect(of('criterion')).toHaveLength(3 * 16);
    expect(
      of('criterion').find(({ id, of: whose }) => id === 'tls-configured' && whose === two),
    ).toMatchObject({
      answer: 'no',
      level: '1',
      findings: 'arn:aws:s3:::b-1 takes-tls',
    });
    expect(of('level').map(({ of: whose, level, proof }) => [whose, level, proof])).toEqual([
      ['organization', '', 'Level 1 is not shown.'],
      [one, '', 'Level 1 is not shown.'],
      [two, '', 'Level 1 is not shown.'],
    ]);
    expect(of('unlisted').map(({ of: whose, id, proof }) => [whose, id, proof])).toEqual([
      [two, 'AWS::S3::Bucket in eu-west-1', 'It was denied.'],
    ]);
  });
});
