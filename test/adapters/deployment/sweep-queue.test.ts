import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sweepQueue, sweepQueueFrom } from '../../../src/adapters/deployment/sweep-queue.ts';
import { sweepPartOf, type SweepPart } from '../../../src/intake/sweep-part.ts';
import { fakeSqs, type FakeSqs } from '../../kit/sqs.ts';

const part = (account: number, open: readonly string[] = []): SweepPart => ({
  waxseal: 'sweep/v1',
  location: { account: String(account).padStart(12, '0'), region: 'eu-west-1', partition: 'aws' },
  started: '2026-03-02T09:00:00.000Z',
  rules: ['a'],
  open: [...open],
  turn: 1,
});
const accountOf = ({ location }: SweepPart): number => Number(location.account);
async function* each(parts: Iterable<SweepPart>): AsyncGenerator<SweepPart> {
  yield* parts;
}
const some = (count: number) => Array.from({ length: count }, (_, index) => part(index));

/** The account whose part the queue will not take. */
const unwanted = 13;
let queue: FakeSqs;
beforeEach(async () => {
  queue = await fakeSqs((body) => body.includes(`"${String(unwanted).padStart(12, '0')}"`));
  return () => queue.close();
});

const clients: SQSClient[] = [];
afterEach(() => clients.splice(0).forEach((one) => one.destroy()));
const handOver = (url = queue.url, maxAttempts = 1) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const endpoint = new URL(url).origin;
  const client = new SQSClient({ region: 'eu-west-1', endpoint, credentials, maxAttempts });
  clients.push(client);
  return sweepQueue({ client, url });
};
const sent = () => queue.take().map((body) => sweepPartOf(body));

describe('parts of a sweep are sent', () => {
  test.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [1_234, 124],
  ])('%i of them in %i requests', async (count, requests) => {
    const parts = some(count).filter((one) => accountOf(one) !== unwanted);
    const more = count - parts.length;
    expect(await handOver()(each([...parts, ...some(more)]))).toEqual([]);
    expect(queue.requests()).toHaveLength(requests);
    const taken = sent().map((one) => one && accountOf(one));
    expect(taken).toHaveLength(count);
    expect(new Set(taken)).toEqual(new Set(parts.map(accountOf)));
  });

  test('as large as they are, never more in one request than SQS takes', async () => {
    const large = [1, 2, 3, 4, 5].map((one) => part(one, [`${'x'.repeat(1000)}é`.repeat(100)]));
    expect(await handOver()(each(large))).toEqual([]);
    expect(queue.requests()).toHaveLength(3);
    expect(queue.take()).toHaveLength(5);
  });

  test('one that is not taken is named, and the rest of its batch is sent', async () => {
    const notTaken = await handOver()(each(some(20)));
    expect(notTaken.map(({ parts }) => parts.map(accountOf))).toEqual([[unwanted]]);
    expect(notTaken[0]?.cause).toMatchObject({ name: 'InternalError' });
    expect(queue.take()).toHaveLength(19);
  });

  test('a request that fails as a whole is named with all its parts, and the others go on', async () => {
    // Too large for any request; the sweep splits parts, so that only a fault could send this.
    const huge = part(99, ['x'.repeat(300_000)]);
    const notTaken = await handOver()(each([huge, ...some(12)]));
    expect(notTaken.map(({ parts }) => parts.map(accountOf))).toEqual([[99]]);
    expect(notTaken[0]?.cause).toMatchObject({ name: 'BatchRequestTooLong' });
    expect(queue.take()).toHaveLength(12);
  });

  test('nobody there: everything is named', async () => {
    const { url } = queue;
    await queue.close();
    const notTaken = await handOver(url)(each(some(25)));
    expect(notTaken.flatMap(({ parts }) => parts)).toHaveLength(25);
  });

  test('few are in the air at a time, and no more are asked for than can be sent', async () => {
    let flying = 0;
    let most = 0;
    let asked = 0;
    const waiting: (() => void)[] = [];
    const send = async () => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise<void>((resolve) => waiting.push(resolve));
      flying -= 1;
      return { $metadata: {}, Successful: [], Failed: [] };
    };
    const parts = async function* () {
      for (let count = 0; count < 1_000; count += 1) {
        asked += 1;
        yield part(count);
      }
    };
    const done = sweepQueue({ client: { send }, url: 'https://queue' })(parts());
    const turn = () => new Promise(setImmediate);
    for (let turns = 0; waiting.length < 8 && turns < 1_000; turns += 1) await turn();
    const firstAsked = asked;
    // A hundred requests in all, answered one after the other.
    for (let answered = 0; answered < 100; answered += 1) {
      for (let turns = 0; waiting.length === 0 && turns < 1_000; turns += 1) await turn();
      waiting.shift()?.();
    }
    expect(await done).toEqual([]);
    expect(most).toBe(8);
    expect(firstAsked).toBeGreaterThanOrEqual(80);
    expect(firstAsked).toBeLessThan(100);
    expect(asked).toBe(1_000);
  });
});

test.each([
  [{}, false],
  [{ WAXSEAL_QUEUE: '' }, false],
  [{ WAXSEAL_QUEUE: 'https://sqs.eu-west-1.amazonaws.com/111122223333/waxseal-sweep' }, true],
])('%o names a queue: %s', async (env, isOne) => {
  expect((await sweepQueueFrom(env)) !== undefined).toBe(isOne);
});
