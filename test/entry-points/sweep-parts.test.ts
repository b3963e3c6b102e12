import { describe, expect, test } from 'vitest';
import type { SweepLocation } from '../../src/adapters/aws/config-compliance.ts';
import { sweepQueue } from '../../src/adapters/deployment/sweep-queue.ts';
import type { Row } from '../../src/core/journal/journal.ts';
import { findingKey, type Finding } from '../../src/core/journal/records.ts';
import { partsOf, splitPart } from '../../src/entry-points/sweep-parts.ts';
import { sweepPartOf, type SweepPart } from '../../src/intake/sweep-part.ts';

const started = '2026-03-02T09:00:00.000Z';
const before = '2026-03-02T08:59:59.999Z';
const home = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const other = { ...home, account: '444455556666' };
const id = 's3-bucket-tls-only';

interface Given extends Partial<Pick<Finding, 'is' | 'lastSeen'>> {
  readonly dueAt?: string;
  readonly location?: typeof home;
}
const row = (
  name: string,
  { is = 'reported', lastSeen = before, dueAt, location = home }: Given = {},
): Row<Finding> => {
  const target = { ...location, type: 'AWS::S3::Bucket', id: name, arn: `arn:aws:s3:::${name}` };
  const value: Finding = {
    remediation: id,
    target,
    is,
    lastSeen,
    approvalRequests: 0,
    attempts: 0,
    reverted: [],
  };
  return { kind: 'finding', key: findingKey(target, id), value, revision: 1, ...(dueAt && { dueAt }) };
};
const keyOf = (name: string): string => row(name).key;

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
const parts = async (asked: readonly SweepLocation[], rows: Iterable<Row<Finding>> = [], most?: number) => {
  const found: SweepPart[] = [];
  for await (const part of partsOf(started, asked, each(rows), most)) found.push(part);
  return found;
};
const short = ({ location: { account, region }, rules, open }: SweepPart) => [
  `${account}/${region}`,
  rules ?? 'all',
  open,
];

describe('what a sweep has to look at', () => {
  test('nothing', async () => expect(await parts([])).toEqual([]));

  test('places of an aggregator with their rules, listed ones with all, the journal’s with none', async () => {
    const third = { ...home, region: 'eu-central-1' };
    const found = await parts(
      [{ location: home, rules: ['a', 'b'] }, { location: third }],
      [row('orders'), row('invoices', { location: other }), row('reports')],
    );
    expect(found.map(short)).toEqual([
      ['111122223333/eu-west-1', ['a', 'b'], [keyOf('orders'), keyOf('reports')]],
      ['111122223333/eu-central-1', 'all', []],
      ['444455556666/eu-west-1', [], [keyOf('invoices')]],
    ]);
    expect(found[0]).toMatchObject({ waxseal: 'sweep/v1', location: home, started, turn: 1 });
  });

  test('of a resource only its place is said', async () => {
    const [part] = await parts([], [row('orders')]);
    expect(part?.location).toEqual(home);
    expect(sweepPartOf(JSON.stringify(part))).toEqual(part);
  });

  test.each<[string, Given, boolean]>([
    ['reported', {}, true],
    ['unknown', { is: 'unknown' }, true],
    ['halted', { is: 'halted' }, true],
    ['remediated', { is: 'remediated' }, false],
    ['compliant', { is: 'compliant' }, false],
    ['gone', { is: 'gone' }, false],
    ['waiting for its time', { is: 'reported', dueAt: before }, false],
    ['seen since the sweep began', { lastSeen: started }, false],
  ])('a finding that is %s', async (_name, given, wanted) => {
    expect((await parts([], [row('orders', given)])).length).toBe(wanted ? 1 : 0);
  });

  test('no more is held than allowed: locations come again with what is open in them, their rules once', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => row(`b${index}`));
    const found = await parts([{ location: home, rules: ['a'] }], rows, 10);
    expect(found.map(({ rules, open }) => [rules, open.length])).toEqual([
      [['a'], 10],
      [[], 10],
      [[], 5],
    ]);
    expect(found.flatMap(({ open }) => open)).toEqual(rows.map(({ key }) => key));
  });
});

describe('a part that is too large for a message', () => {
  const bytes = (part: SweepPart) => Buffer.byteLength(JSON.stringify(part));
  const large = (rules: readonly string[] | undefined): SweepPart => ({
    waxseal: 'sweep/v1',
    location: home,
    started,
    ...(rules && { rules: [...rules] }),
    open: Array.from({ length: 400 }, (_, index) => `arn:aws:s3:::bücket-${index} ${id}`),
    turn: 3,
  });
  const names = Array.from({ length: 50 }, (_, index) => `rule-${index}-${'x'.repeat(60)}`);

  test.each([
    ['rules by name', names],
    ['no rules', []],
  ])('%s: is split, and everything is in one of them once', (_name, rules) => {
    const split = splitPart(large(rules), 4_000);
    expect(split.length).toBeGreaterThan(4);
    for (const one of split) expect(bytes(one)).toBeLessThanOrEqual(4_000);
    expect(split.flatMap((one) => one.rules ?? ['all'])).toEqual(rules);
    expect(split.flatMap(({ open }) => open)).toEqual(large(rules).open);
    expect(new Set(split.map(({ turn }) => turn))).toEqual(new Set([3]));
  });

  test('all rules of the location are asked about by the first of them only', () => {
    const [first, ...more] = splitPart(large(undefined), 4_000);
    expect(first?.rules).toBeUndefined();
    expect(more.length).toBeGreaterThan(3);
    for (const { rules } of more) expect(rules).toEqual([]);
  });

  test('one that is not, is not', () => {
    expect(splitPart(large(names))).toEqual([large(names)]);
    expect(splitPart(large(undefined))).toEqual([large(undefined)]);
  });

  test('what fits no message alone is a message of its own, and the rest is sent', () => {
    const split = splitPart({ ...large([]), open: ['a', 'x'.repeat(5_000), 'b'] }, 4_000);
    expect(split.map(({ open }) => open.map((key) => key.length))).toEqual([[1], [5_000], [1]]);
  });

  test('nor does an empty one go before it', () => {
    const split = splitPart({ ...large([]), open: ['x'.repeat(5_000)] }, 4_000);
    expect(split.map(({ open }) => open.length)).toEqual([1]);
  });

  test('what the journal holds of one location, as it really is split', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => row(`a-bucket-with-a-name-${index}`));
    const found = await parts([{ location: home }], rows);
    expect(found.length).toBeGreaterThan(1);
    for (const one of found) {
      expect(bytes(one)).toBeLessThanOrEqual(200_000);
      expect(sweepPartOf(JSON.stringify(one))).toEqual(one);
    }
  });
});

test('1,000 accounts × 17 Regions: 17,000 parts in 1,700 requests, a few at a time', async () => {
  const asked = Array.from({ length: 17_000 }, (_, index): SweepLocation => {
    const account = String(index % 1_000).padStart(12, '0');
    return {
      location: { account, region: `eu-west-${1 + Math.floor(index / 1_000)}`, partition: 'aws' },
      rules: ['a'],
    };
  });
  let sent = 0;
  let flying = 0;
  let most = 0;
  let made = 0;
  let ahead = 0;
  const send = async (command: unknown) => {
    const { Entries } = Object(Reflect.get(Object(command), 'input'));
    sent += Entries.length;
    flying += 1;
    most = Math.max(most, flying);
    ahead = Math.max(ahead, made - sent);
    await Promise.resolve();
    flying -= 1;
    requests += 1;
    return { $metadata: {}, Successful: [], Failed: [] };
  };
  let requests = 0;
  const watched = async function* () {
    for await (const part of partsOf(started, asked, each([]))) {
      made += 1;
      yield part;
    }
  };
  expect(await sweepQueue({ client: { send }, url: 'https://queue' })(watched())).toEqual([]);
  expect([sent, requests]).toEqual([17_000, 1_700]);
  expect(most).toBeLessThanOrEqual(8);
  expect(ahead).toBeLessThanOrEqual(100);
});
