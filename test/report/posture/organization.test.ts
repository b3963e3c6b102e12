import { describe, expect, test } from 'vitest';
import { posturePage } from '../../../src/report/posture/blocks.ts';
import type { Posed } from '../../../src/report/posture/posed.ts';
import { postureOf } from '../../../src/report/posture/posture.ts';
import { plainScreen, terminal } from '../../../src/report/terminal.ts';
import { entry, fixed, item, mapOf, one, open, posed, target, two } from './kit.ts';

const map = mapOf([
  ['internet', 'a', 'encrypted'],
  ['internet', 'b-1', 'plaintext', 'takes-tls'],
]);
const items = [item('a', 'takes-tls', 'compliant'), item('b-1', 'takes-tls', 'reported', {}, two)];
const three = '777788889999';
const of = (more: Partial<Posed>, ...accounts: readonly string[]) =>
  postureOf(posed(more), accounts).maturity.map(({ name, level, lowest }) => ({ name, level, lowest }));
const criterionOf = (id: string, more: Partial<Posed>, ...accounts: readonly string[]) =>
  postureOf(posed(more), accounts).maturity[0]?.criteria.find((criterion) => criterion.id === id);

describe('the level of all together', () => {
  test('is the lowest of the accounts, which are named', () => {
    expect(of({ map, items })).toEqual([
      { name: 'organization', level: null, lowest: [two] },
      { name: one, level: 1, lowest: undefined },
      { name: two, level: null, lowest: undefined },
    ]);
  });
  test('is none where an account was met by the journal and not by the look', () => {
    const both = [item('a', 'takes-tls', 'compliant'), item('c', 'takes-tls', 'compliant', {}, three)];
    const stops = [{ target: target('a'), onward: [] }];
    const good = mapOf([['internet', 'a', 'encrypted']]);
    expect(of({ map: good, items: both, stops })[0]).toEqual({
      name: 'organization',
      level: null,
      lowest: [three],
    });
    expect(criterionOf('public-https', { map: good, items: both, stops }, three)).toMatchObject({
      answer: 'unknown',
      proof: 'No look was taken.',
    });
  });
  test('an account with what could not be listed has no better level than that', () => {
    const unlisted = [{ account: three, region: 'eu-west-1', type: 'AWS::S3::Bucket' }];
    expect(
      of({ map: mapOf([['internet', 'a', 'encrypted']]), items: items.slice(0, 1), unlisted })[0],
    ).toMatchObject({ level: null, lowest: [three] });
  });
});

describe('accounts that are chosen', () => {
  test('one is told of alone, several with all of them together first, each once', () => {
    expect(of({ map, items }, one)).toEqual([{ name: one, level: 1, lowest: undefined }]);
    expect(of({ map, items: [...items, item('c', 'takes-tls', 'reported', {}, three)] }, two, one)).toEqual([
      { name: 'accounts chosen', level: null, lowest: [two] },
      { name: two, level: null, lowest: undefined },
      { name: one, level: 1, lowest: undefined },
    ]);
  });
  test('of one that was not met nothing is known, also beside others', () => {
    expect(of({ map, items }, one, three)).toEqual([
      { name: 'accounts chosen', level: null, lowest: [three] },
      { name: one, level: 1, lowest: undefined },
      { name: three, level: null, lowest: undefined },
    ]);
    expect(
      postureOf(posed({ map, items }), [three]).maturity[0]?.criteria.map(({ answer }) => answer),
    ).not.toContain('yes');
  });
  test('figures are of them alone', () => {
    const many = [...items, item('c', 'takes-tls', 'reported', {}, three)];
    const held = (...accounts: readonly string[]) =>
      postureOf(posed({ items: many }), accounts).figures.find(({ id }) => id === 'communications-encrypted')
        ?.says;
    expect([held(one), held(one, two), held()]).toEqual([
      '1 of 1 resource',
      '1 of 2 resources',
      '1 of 3 resources',
    ]);
  });
});

describe('a proof', () => {
  const key = (id: string): string => `arn:aws:s3:::${id} takes-tls`;
  test('names findings by their keys, for and against', () => {
    expect(criterionOf('public-https', { map, items })?.findings).toEqual([key('b-1')]);
    expect(criterionOf('tls-configured', { items: items.slice(0, 1) })).toMatchObject({
      answer: 'yes',
      findings: [key('a')],
      resources: [],
    });
    const entries = [entry('a', 'takes-tls', '2026-02-20T00:00:00.000Z', fixed('a', 'takes-tls'))];
    expect(criterionOf('automatic-response', { entries })?.findings).toEqual([key('a')]);
  });
  test('names hops by where they end, for and against', () => {
    const good = mapOf([['internet', 'a', 'encrypted']]);
    expect(criterionOf('public-https', { map: good, items: items.slice(0, 1) })).toMatchObject({
      answer: 'yes',
      arns: ['arn:aws:s3:::a'],
    });
    const bare = mapOf([['internet', 'a', 'unknown']]);
    expect(criterionOf('public-https', { map: bare, items: items.slice(0, 1) })).toMatchObject({
      answer: 'unknown',
      arns: ['arn:aws:s3:::a'],
      findings: [],
    });
  });
  test('of all together has what each account stands on', () => {
    const bad = [item('a', 'takes-tls', 'reported'), item('b', 'takes-tls', 'reported', {}, two)];
    expect(criterionOf('continuously-compliant', { map: mapOf([]), items: bad })?.findings).toEqual([
      key('a'),
      key('b'),
    ]);
  });
  test('ends after a hundred', () => {
    const many = Array.from({ length: 300 }, (_, index) => item(`c${index}`, 'takes-tls', 'reported'));
    expect(criterionOf('continuously-compliant', { items: many })?.findings).toHaveLength(100);
  });
});

test('a dozen accounts are read at 80 columns: one line each, one letter a criterion', () => {
  const accounts = Array.from({ length: 12 }, (_, index) => String(100_000_000_000 + index));
  const many = accounts.map((account, index) =>
    item(`r${index}`, 'takes-tls', index % 2 === 0 ? 'compliant' : 'reported', {}, account),
  );
  const entries = [entry('r0', 'takes-tls', '2026-02-20T00:00:00.000Z', open('r0', 'takes-tls'))];
  const posture = postureOf(posed({ items: many, entries, map: mapOf([]) }));
  const shown = terminal(posturePage(posture), { ...plainScreen, width: 80 }).split('\n');
  expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(shown.find((line) => line.startsWith('100000000000'))).toBe(
    '100000000000        1  - y - y  - ? - ?  - - - ?  - - ? y',
  );
  for (const account of accounts) expect(shown.filter((line) => line.startsWith(account))).toHaveLength(1);
  expect(shown.length).toBeLessThan(260);
});
