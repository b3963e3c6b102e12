import { describe, expect, test } from 'vitest';
import { budgetOf, untilThrottled, type Budget } from '../../../src/adapters/aws/call-rates.ts';
import { services } from '../../../src/services/book.ts';
import { limiter } from '../../../src/adapters/aws/limiter.ts';

/** Time that passes only by waiting, or by being told to. */
const stage = (budget: Budget) => {
  const clock = { at: 0 };
  const waits: number[] = [];
  const limit = limiter(budget, {
    now: () => clock.at,
    pause: async (wait) => void waits.push(wait),
  });
  /** When each of so many calls at once may be sent, in milliseconds from now. */
  const turns = async (count: number): Promise<readonly number[]> => {
    const from = waits.length;
    for (let call = 0; call < count; call += 1) await limit.turn();
    return waits.slice(from);
  };
  return { clock, limit, turns };
};

const elb = budgetOf('ElasticLoadBalancingV2Client');

describe('a limiter', () => {
  test("takes half of ELB's bucket at once, then half of what it is refilled with", async () => {
    const { turns } = stage(elb);
    expect(await turns(20)).toEqual([]);
    expect(await turns(3)).toEqual([200, 400, 600]);
  });

  test('fills itself again, and never above its bucket', async () => {
    const { clock, turns } = stage(elb);
    await turns(20);
    clock.at = 1_000;
    expect(await turns(6)).toEqual([200]);
    clock.at = 3_600_000;
    expect(await turns(21)).toEqual([200]);
  });

  test('never lets through more than its bucket and its speed, whatever comes', async () => {
    const { clock, limit, turns } = stage(elb);
    let sent = 0;
    for (let second = 0; second < 600; second += 1) {
      clock.at = second * 1_000;
      // Whoever is told to wait longer than a second is not sent in this one.
      const waits = await turns(4);
      sent += 4 - waits.filter((wait) => wait > 1_000).length;
      limit.answered();
    }
    expect(sent).toBeLessThanOrEqual(elb.most.bucket + 600 * elb.most.perSecond);
  });

  test('widens while it is not throttled, and leaves a quarter to others', async () => {
    const { clock, limit, turns } = stage(elb);
    for (let answer = 0; answer < 10_000; answer += 1) limit.answered();
    clock.at = 3_600_000;
    expect(await turns(30)).toEqual([]);
    expect((await turns(1))[0]).toBe(Math.ceil(1_000 / 7.5));
  });

  test('halves when it is throttled, once for all that were under way, and has nothing left', async () => {
    const { limit, turns } = stage(elb);
    for (let call = 0; call < 8; call += 1) limit.throttled();
    expect(await turns(2)).toEqual([400, 800]);
  });

  test('halves again when it is throttled later, but never stops', async () => {
    const { clock, limit, turns } = stage(elb);
    for (let time = 1; time <= 20; time += 1) {
      clock.at = time * 2_000;
      limit.throttled();
    }
    expect(await turns(1)).toEqual([2_000]);
  });

  test('waits as long as AWS says, but not longer than a function lives', async () => {
    const { clock, limit, turns } = stage(elb);
    limit.throttled(5_000);
    expect(await turns(1)).toEqual([5_000]);
    clock.at = 5_000;
    limit.throttled(3_600_000);
    expect(await turns(1)).toEqual([60_000]);
  });

  test('holds nothing back where AWS gives thousands, until it is throttled: then half of what was sent', async () => {
    const { clock, limit, turns } = stage(untilThrottled);
    expect(await turns(5_000)).toEqual([]);
    clock.at = 900;
    limit.throttled();
    expect(await turns(1)).toEqual([1]);
    expect((await turns(2_500)).at(-1)).toBe(Math.ceil((2_501 / 2_500) * 1_000));
  });

  test('is not brought to a stand by one refusal of one call', async () => {
    const { limit, turns } = stage(untilThrottled);
    await turns(1);
    limit.throttled();
    expect(await turns(1)).toEqual([200]);
  });
});

const published = Object.values(services).flatMap(({ client, rate }) =>
  typeof rate === 'object' ? [[client, rate] as const] : [],
);
test.each(published)('of %s we take half at first and three quarters at most', (client, rate) => {
  expect(budgetOf(client)).toEqual({
    published: rate,
    start: { bucket: rate.bucket / 2, perSecond: rate.perSecond / 2 },
    most: { bucket: rate.bucket * 0.75, perSecond: rate.perSecond * 0.75 },
  });
});

test('what AWS says nothing of begins low', () => {
  expect(budgetOf('RDSClient').start).toEqual({ bucket: 10, perSecond: 5 });
  expect(budgetOf('S3Client')).toEqual(untilThrottled);
});
