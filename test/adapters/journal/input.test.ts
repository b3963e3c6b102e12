import { DynamoDBClient, type BatchGetItemInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDynamoDbJournal } from '../../../src/adapters/journal/dynamodb.ts';
import type { Row } from '../../../src/core/journal/journal.ts';
import { jsonError, startWireServer, type WireServer } from '../../kit/wire-server.ts';

/** The emulator is kinder than DynamoDB: it is always consistent. So what is sent is looked at, word by word. */
let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const ok = (answer: object) => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(answer),
});
const journal = () =>
  openDynamoDbJournal({
    client: new DynamoDBClient({
      endpoint: wire.endpoint,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    }),
    table: 'journal',
    pause: async () => {},
    newToken: () => 'token',
  });
const sent = (): readonly (readonly [string, unknown])[] =>
  wire.asked.map(({ operation, body }) => [operation, JSON.parse(body)]);
const all = async (rows: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of rows);
};
const row = { kind: 'run', key: 'r', value: 1 } as const;
const item = {
  kind: { S: 'run' },
  key: { S: 'r' },
  revision: { N: '4' },
  value: { S: '1' },
  token: { S: 'other' },
};

describe('what the journal sends', () => {
  test('reads are consistent', async () => {
    wire.answers(ok({}));
    await journal().read('run', 'r');
    expect(sent()).toEqual([
      [
        'GetItem',
        { TableName: 'journal', Key: { kind: { S: 'run' }, key: { S: 'r' } }, ConsistentRead: true },
      ],
    ]);
  });

  test.each(['', 'prefix'])('so are lists, with the prefix "%s"', async (prefix) => {
    wire.answers(ok({ Items: [] }));
    await all(journal().list('run', prefix));
    expect(sent()).toEqual([
      ['Query', expect.objectContaining({ TableName: 'journal', ConsistentRead: true })],
    ]);
  });

  const named = (...keys: readonly string[]) => keys.map((key) => ({ ...item, key: { S: key } }));
  const keysOf = (rows: readonly Row[]) => rows.map(({ key }) => key);
  const asked = (body: string): readonly string[] => {
    const { RequestItems }: BatchGetItemInput = JSON.parse(body);
    return RequestItems?.['journal']?.Keys?.map(({ key }) => key?.S ?? '') ?? [];
  };
  const dueItem = (key: string) => ({ ...item, key: { S: key }, due: { S: 'due' }, dueAt: { S: '2029' } });

  test('and what the index names is read again, consistently, each row once', async () => {
    wire.answers(({ operation }) =>
      ok(
        operation === 'Query'
          ? { Items: named('a', 'b', 'a') }
          : { Responses: { journal: ['b', 'a'].map(dueItem) } },
      ),
    );
    expect(keysOf(await journal().due('2030-01-01T00:00:00.000Z', 5))).toEqual(['a', 'b']);
    expect(sent()).toEqual([
      ['Query', expect.objectContaining({ IndexName: 'due' })],
      [
        'BatchGetItem',
        {
          RequestItems: {
            journal: {
              Keys: ['a', 'b'].map((key) => ({ kind: { S: 'run' }, key: { S: key } })),
              ConsistentRead: true,
            },
          },
        },
      ],
    ]);
  });

  test('what is left unprocessed is asked for again: it is there', async () => {
    wire.answers(({ operation, body }) => {
      if (operation === 'Query') return ok({ Items: named('a', 'b', 'c') });
      const [first = '', ...others] = asked(body);
      const Keys = others.map((key) => ({ kind: { S: 'run' }, key: { S: key } }));
      return ok({
        Responses: { journal: [dueItem(first)] },
        UnprocessedKeys: others.length > 0 ? { journal: { Keys, ConsistentRead: true } } : {},
      });
    });
    expect(keysOf(await journal().due('2030-01-01T00:00:00.000Z', 5))).toEqual(['a', 'b', 'c']);
    const batches = wire.asked.filter(({ operation }) => operation === 'BatchGetItem');
    expect(batches.map(({ body }) => asked(body))).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
  });

  test('nothing but unprocessed rows, four times, is a failure and not an empty answer', async () => {
    wire.answers(({ operation, body }) =>
      ok(
        operation === 'Query'
          ? { Items: named('a') }
          : { Responses: {}, UnprocessedKeys: JSON.parse(body).RequestItems },
      ),
    );
    await expect(journal().due('2030-01-01T00:00:00.000Z', 5)).rejects.toMatchObject({
      code: 'journal-unreachable',
      retry: true,
    });
    expect(wire.asked.filter(({ operation }) => operation === 'BatchGetItem')).toHaveLength(4);
  });

  test('a new row is written only where there is none', async () => {
    wire.answers(ok({}));
    await journal().write(row, 0);
    expect(sent()).toEqual([
      [
        'PutItem',
        expect.objectContaining({
          ConditionExpression: 'attribute_not_exists(#hash)',
          ExpressionAttributeNames: { '#hash': 'kind' },
        }),
      ],
    ]);
  });

  test('another only over the revision that was read', async () => {
    wire.answers(ok({}));
    expect(await journal().write(row, 3)).toBe(4);
    expect(sent()).toEqual([
      [
        'PutItem',
        expect.objectContaining({
          ConditionExpression: '#revision = :expected',
          ExpressionAttributeValues: { ':expected': { N: '3' } },
          Item: expect.objectContaining({ revision: { N: '4' }, token: { S: 'token' } }),
        }),
      ],
    ]);
  });

  test('after a lost condition, the row is read consistently before anything is said', async () => {
    wire.answers(({ operation }) =>
      operation === 'PutItem'
        ? jsonError(400, 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException')
        : ok({ Item: item }),
    );
    expect(await journal().write(row, 3)).toBeUndefined();
    expect(sent().map(([operation]) => operation)).toEqual(['PutItem', 'GetItem']);
    expect(sent()[1]?.[1]).toMatchObject({ ConsistentRead: true });
  });
});

describe('what DynamoDB refuses on the wire', () => {
  test.each([
    ['com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', 4],
    ['com.amazonaws.dynamodb.v20120810#RequestLimitExceeded', 4],
    ['com.amazon.coral.availability#ThrottlingException', 4],
    ['com.amazon.coral.service#ExpiredTokenException', 4],
    ['com.amazonaws.dynamodb.v20120810#TransactionConflictException', 4],
    ['com.amazonaws.dynamodb.v20120810#ReplicatedWriteConflictException', 4],
    ['com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 1],
    ['com.amazon.coral.service#AccessDeniedException', 1],
    ['com.amazon.coral.service#UnrecognizedClientException', 1],
    ['com.amazon.coral.validate#ValidationException', 1],
  ])('%s: %i sendings', async (type, sendings) => {
    wire.answers(({ operation }) => (operation === 'PutItem' ? jsonError(400, type) : ok({})));
    const code = sendings === 1 ? 'journal-refused' : 'journal-unreachable';
    await expect(journal().write(row, 0)).rejects.toMatchObject({ code, retry: sendings > 1 });
    expect(sent().filter(([operation]) => operation === 'PutItem')).toHaveLength(sendings);
  });
});
