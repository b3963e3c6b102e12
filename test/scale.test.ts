import { describe, expect, test } from 'vitest';
import { sweptLocation } from '../bench/scale-location.ts';
import {
  assumed,
  lastMeasured,
  limitedSeconds,
  locationOf,
  perLocation,
  scaleTables,
  sweepOf,
} from '../bench/scale-model.ts';

const took = {
  looks: 10,
  calls: { elasticloadbalancingv2: 120, s3: 30 },
  readUnits: 40,
  writeUnits: 20,
  cpuSeconds: 0.1,
  findingBytes: 8_192,
};

describe.each(['aggregator', 'list'] as const)('what docs/scale.md says of a location found by %s', (by) => {
  test(
    'is what the sandbox counts today: run `node bench/scale.ts --write`',
    { timeout: 60_000 },
    async () => {
      const known = lastMeasured().find((one) => one.by === by && one.resources === perLocation);
      const [first, next] = await sweptLocation(perLocation, by);
      const counts = { cpuSeconds: expect.any(Number) };
      expect(known).toMatchObject({ first: { ...first, ...counts }, next: { ...next, ...counts } });
      expect(first.looks).toBe(by === 'list' ? 60 : 4);
    },
  );
});

test('three sizes were measured, either way', () => {
  const sizes = lastMeasured().map(({ by, resources }) => `${by} ${resources}`);
  const all = ['aggregator', 'list'].flatMap((by) => [100, 1_000, 10_000].map((size) => `${by} ${size}`));
  expect(sizes).toEqual(expect.arrayContaining(all));
});

describe('the model', () => {
  test('a budget lets its bucket through at once and spreads the rest', () => {
    expect(limitedSeconds('elasticloadbalancingv2', 20)).toBe(0);
    expect(limitedSeconds('elasticloadbalancingv2', 120)).toBe(20);
    expect(limitedSeconds('s3', 1_000_000)).toBe(0);
    expect(() => limitedSeconds('unheard-of', 1)).toThrow(/no client is known/);
  });

  test('a location takes as long as whatever of it takes longest', () => {
    expect(locationOf(took, assumed)).toEqual({ seconds: 20.5, by: 'calls of elasticloadbalancingv2' });
    const calm = { ...took, calls: { s3: 160 } };
    expect(locationOf(calm, assumed)).toEqual({ seconds: 1.5, by: 'answers of AWS' });
    expect(locationOf({ ...calm, cpuSeconds: 10 }, assumed)).toMatchObject({ by: 'the processor' });
  });

  test('an estate is its locations, and functions at once divide the time and not the work', () => {
    const one = sweepOf(took, 'list', assumed);
    expect(one).toMatchObject({
      locations: 17_000,
      looks: 170_000,
      readUnits: 17_000 * 42,
      writeUnits: 340_000,
    });
    expect(one.lambdaSeconds).toBeCloseTo(17_000 * 20.5);
    expect(one.wallHours).toBeCloseTo((17_000 * 20.5) / 5 / 3_600);
    const more = sweepOf(took, 'list', { ...assumed, atOnce: 10 });
    expect(more.wallHours).toBeCloseTo(one.wallHours / 2);
    expect(more.dollars).toEqual(one.dollars);
    const twice = sweepOf(took, 'list', { ...assumed, accounts: 2_000 });
    expect(twice.wallHours).toBeCloseTo(one.wallHours * 2);
    for (const [service, amount] of Object.entries(twice.dollars))
      expect(amount).toBeCloseTo(2 * (one.dollars[service] ?? 0));
  });

  test('what binds first comes first', () => {
    const slow = sweepOf(took, 'list', assumed).limits;
    expect(slow[0]?.[0]).toMatch(/locations at once/);
    const many = sweepOf({ ...took, calls: {}, cpuSeconds: 0 }, 'aggregator', { ...assumed, atOnce: 900 });
    expect(many.limits[0]?.[0]).toMatch(/DynamoDB: .*written/);
  });

  test('each table has a row for each measurement or limit', () => {
    const tables = scaleTables([{ by: 'list', resources: perLocation, first: took, next: took }]);
    expect([...tables.keys()]).toEqual(['growth', 'sweep', 'limits']);
    expect(tables.get('growth')?.split('\n')).toHaveLength(3);
    expect(tables.get('limits')).toContain('| we list |');
  });
});
