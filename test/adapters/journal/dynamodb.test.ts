import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournalTable, openDynamoDbJournal } from '../../../src/adapters/journal/dynamodb.ts';
import { startDynamoDb } from '../../kit/dynamodb.ts';
import { all, journalContract } from '../../kit/journal-contract.ts';

let emulator: Awaited<ReturnType<typeof startDynamoDb>>;
let count = 0;
const newTable = async (): Promise<string> => {
  const table = `journal-${count++}`;
  await createJournalTable(emulator.client(), table);
  return table;
};
const pause = async (): Promise<void> => {};
const open = (client: DynamoDBClient, table: string) => openDynamoDbJournal({ client, table, pause });

beforeAll(async () => {
  emulator = await startDynamoDb();
});
afterAll(async () => emulator.stop());

journalContract('DynamoDB on dynalite', async () => open(emulator.client(), await newTable()));

interface Faults {
  /** For each write sent: the answer is lost after it was taken, it never arrives, or all is well. */
  readonly puts: ('lost' | 'dropped' | 'fine' | Error)[];
  /** Run after a put was taken and before its answer is lost. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** Breaks single writes on their way. Put below the SDK's retries, so that a retrying client meets them too. */
const breaking = (client: DynamoDBClient, { puts, meanwhile }: Faults): DynamoDBClient => {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context['commandName'] !== 'PutItemCommand') return next(args);
      const fault = puts.shift() ?? 'fine';
      if (fault === 'fine') return next(args);
      if (fault instanceof Error) throw fault;
      if (fault === 'lost') await next(args);
      await meanwhile?.();
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    },
    { step: 'deserialize', priority: 'low', name: 'breaking' },
  );
  return client;
};

describe('a write whose answer is lost', () => {
  const row = { kind: 'lease', key: 'x', value: 'mine' } as const;
  const cases: [string, number, Faults['puts']][] = [
    ['was taken', 1, ['lost']],
    ['never arrived', 1, ['dropped']],
    ['never arrived twice, then its answer was lost', 1, ['dropped', 'dropped', 'lost']],
    ['was resent by the SDK itself after it was taken', 3, ['lost']],
    ['was resent by the SDK itself, then by us', 2, ['dropped', 'dropped', 'lost']],
  ];
  test.each(cases)('and that %s is known as ours', async (_what, maxAttempts, puts) => {
    const table = await newTable();
    const journal = open(breaking(emulator.client({ maxAttempts }), { puts }), table);
    expect(await journal.write(row, 0)).toBe(1);
    expect(await journal.read('lease', 'x')).toEqual({ ...row, revision: 1 });
    expect(puts).toEqual([]);
  });

  test.each([1, 3])('is not ours when somebody was quicker (%i attempts)', async (maxAttempts) => {
    const table = await newTable();
    const other = open(emulator.client(), table);
    const meanwhile = async () => other.write({ ...row, value: 'theirs' }, 0);
    const puts: Faults['puts'] = Array.from({ length: 20 }, () => 'dropped');
    const journal = open(breaking(emulator.client({ maxAttempts }), { puts, meanwhile }), table);
    expect(await journal.write(row, 0)).toBeUndefined();
    expect((await journal.read('lease', 'x'))?.value).toBe('theirs');
  });

  test('is not guessed about when it was written over since', async () => {
    const table = await newTable();
    const other = open(emulator.client(), table);
    const meanwhile = async () => other.write({ ...row, value: 'theirs' }, 1);
    const journal = open(breaking(emulator.client(), { puts: ['lost'], meanwhile }), table);
    await expect(journal.write(row, 0)).rejects.toMatchObject({ code: 'journal-write-unknown', retry: true });
  });

  test('is given up after a few sendings, and nothing pretends that it was written', async () => {
    const table = await newTable();
    const puts: Faults['puts'] = Array.from({ length: 10 }, () => 'dropped');
    const journal = open(breaking(emulator.client(), { puts }), table);
    await expect(journal.write(row, 0)).rejects.toMatchObject({ code: 'journal-unreachable', retry: true });
    expect(await journal.read('lease', 'x')).toBeUndefined();
    expect(puts).toHaveLength(6);
  });
});

describe('what DynamoDB refuses', () => {
  test('a row of more than 400 KB is named', async () => {
    const puts: Faults['puts'] = ['fine', 'fine'];
    const journal = open(breaking(emulator.client(), { puts }), await newTable());
    const row = { kind: 'run', key: 'huge', value: 'x'.repeat(450_000) } as const;
    await expect(journal.write(row, 0)).rejects.toMatchObject({
      code: 'journal-row-too-large',
      retry: false,
    });
    expect(puts).toHaveLength(1);
  });

  test('a table that is not there is refused at once, for reading, writing and listing', async () => {
    const journal = open(emulator.client(), 'no-such-table');
    const refused = { code: 'journal-refused', retry: false };
    await expect(journal.write({ kind: 'run', key: 'x', value: 1 }, 0)).rejects.toMatchObject(refused);
    await expect(journal.read('run', 'x')).rejects.toMatchObject(refused);
    await expect(all(journal.list('run'))).rejects.toMatchObject(refused);
    await expect(journal.due('2030', 1)).rejects.toMatchObject(refused);
  });
});

/** Answers index queries with what the index held when it was frozen. */
const lagging = (client: DynamoDBClient): { client: DynamoDBClient; freeze(): void } => {
  const held = new Map<string, unknown>();
  let frozen = false;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      if (context['commandName'] !== 'QueryCommand') return result;
      const items = frozen ? held.get('Items') : Reflect.get(result.output, 'Items');
      held.set('Items', items);
      return { ...result, output: { ...result.output, Items: items } };
    },
    { step: 'initialize', name: 'lagging' },
  );
  return {
    client,
    freeze: () => {
      frozen = true;
    },
  };
};

describe('an index that lags behind the table', () => {
  test('never makes a row due that no longer is, and gives fresh values', async () => {
    const table = await newTable();
    const lag = lagging(emulator.client());
    const journal = open(lag.client, table);
    const dueAt = '2030-01-01T00:00:00.000Z';
    for (const key of ['done', 'later', 'same'])
      await journal.write({ kind: 'finding', key, value: 'old', dueAt }, 0);
    expect(await journal.due(dueAt, 10)).toHaveLength(3);
    lag.freeze();
    await journal.write({ kind: 'finding', key: 'done', value: 'new' }, 1);
    await journal.write(
      { kind: 'finding', key: 'later', value: 'new', dueAt: '2031-01-01T00:00:00.000Z' },
      1,
    );
    await journal.write({ kind: 'finding', key: 'same', value: 'new', dueAt }, 1);
    expect(await journal.due(dueAt, 10)).toEqual([
      { kind: 'finding', key: 'same', value: 'new', revision: 2, dueAt },
    ]);
  });
});

test('every write carries its own token, and only what is due stands in the index', async () => {
  const table = await newTable();
  const client = emulator.client();
  const journal = open(client, table);
  const stored = async () =>
    (await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items?.[0];
  await journal.write({ kind: 'run', key: 'a', value: { b: 1 } }, 0);
  const first = await stored();
  expect(Object.keys(first ?? {}).toSorted()).toEqual(['key', 'kind', 'revision', 'token', 'value']);
  await journal.write({ kind: 'run', key: 'a', value: { b: 2 }, dueAt: '2030' }, 1);
  const second = await stored();
  expect(Object.keys(second ?? {}).toSorted()).toEqual([
    'due',
    'dueAt',
    'key',
    'kind',
    'revision',
    'token',
    'value',
  ]);
  expect(first?.['token']?.S).toMatch(/./);
  expect(second?.['token']?.S).not.toBe(first?.['token']?.S);
});
