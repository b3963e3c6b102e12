import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assumedUsage, costOf, rememberedPrices, sweepCostOf, sweepTable } from '../../infra/cost.ts';
import { pages, withPart } from '../../infra/docs.ts';
import { names } from '../../infra/names.ts';
import { unitsOf } from '../../infra/units.ts';
import { catalog } from '../../src/services/index.ts';
import { terminalAt } from '../kit/terminal.ts';

const units = await unitsOf(catalog);
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('tables in docs are what the code says: run `npm run generate`', () => {
  for (const [path, wanted] of pages(units, read)) expect([path, read(path)]).toEqual([path, wanted]);
});

describe.each(units)('$id', ({ id }) => {
  const column = (row: string, nth: number): readonly string[] =>
    [...(row.split('|')[nth] ?? '').matchAll(/[\w-]+:\w+/g)].map(([action]) => action).toSorted();
  const ofTheRole = read('docs/security.md')
    .split('\n')
    .filter(
      (row) =>
        row.startsWith(`| \`${names.readRole}\``) && row.split(/[|,] ?/).some((cell) => cell.trim() === id),
    )
    .flatMap((row) => column(row, 2))
    .toSorted();

  test('its page asks for what the read role has for it', () => {
    const looking = read(`docs/remediations/${id}.md`)
      .split('\n')
      .find((row) => row.startsWith('| Looking |'));
    expect(ofTheRole.length).toBeGreaterThan(0);
    expect(column(looking ?? '', 2)).toEqual(ofTheRole);
  });
  test('and so does waxseal explain', async () => {
    const { json, run } = terminalAt({});
    const { document } = await json(['explain', id], 'waxseal/explain/v1');
    expect(document).toMatchObject({ permissions: { read: ofTheRole } });
    const { out } = await run(['explain', id]);
    for (const action of ofTheRole) expect(out).toContain(action);
  });
});

test('one more permission is another page', () => {
  const reading = (action: string) =>
    pages(
      units.map((unit) => ({
        ...unit,
        permissions: { ...unit.permissions, read: [...unit.permissions.read, action] },
      })),
      read,
    );
  expect(reading('s3:GetBucketVersioning')).not.toEqual(pages(units, read));
  expect(() => reading('s3:GetObjectAcl')).toThrow(/no service.ts names s3:GetObject/);
  const fewer = units.slice(1);
  expect(pages(fewer, read)).not.toEqual(pages(units, read));
});

test('a page without its marks is refused', () => {
  expect(() => withPart('# Page', 'costs', '')).toThrow(/no part/);
});

test('a price enters once, and events count', () => {
  const idle = costOf(0, rememberedPrices, assumedUsage);
  const busy = costOf(1e6, rememberedPrices, assumedUsage);
  expect(idle['EventBridge']).toBe(0);
  expect(busy['EventBridge']).toBeCloseTo(1);
  const doubled = costOf(1e6, { ...rememberedPrices, eventsMillionOnOwnBus: 2 }, assumedUsage);
  expect(doubled).toEqual({ ...busy, EventBridge: 2 });
  expect(costOf(1e6, rememberedPrices, { ...assumedUsage, overHub: false })['EventBridge']).toBe(0);
});

test('a sweep costs by the location: four messages a day, as SQS and Lambda count them', () => {
  const one = sweepCostOf(1_000, { ...rememberedPrices, sqsMillionRequests: 1 }, assumedUsage);
  expect(one['SQS']).toBeCloseTo((1_000 * 120 * assumedUsage.sqsRequestsPerLocation) / 1e6);
  const ten = sweepCostOf(10_000, { ...rememberedPrices, sqsMillionRequests: 1 }, assumedUsage);
  for (const [service, dollars] of Object.entries(ten)) expect(dollars / 10).toBeCloseTo(one[service] ?? 0);
  expect(sweepTable()).toContain('17,000 locations');
});
