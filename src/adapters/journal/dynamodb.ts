import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { kinds, type Expected, type Journal, type Kind, type Row } from '../../core/journal/journal.ts';
import { dynamoDbFailure, lostWrite, sendings, whatHappened } from './dynamodb-error.ts';
import { journalNames } from './dynamodb-table.ts';
import { byDue, dueRowOf, rowOf, textOf } from './row.ts';

export { createJournalTable } from './dynamodb-table.ts';

interface Options {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Waits between two sendings of one write. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** A name for each write, unique in all the world. */
  readonly newToken?: () => string;
}

type Item = Record<string, AttributeValue>;
type Draft = Omit<Row, 'revision'>;

/** Sendings of one write, or of one batch that comes no further, before it is given up. */
const tries = 4;
/** Rows of the index that are read from the table at once: as many as one request may name. */
const together = 100;
const dueConstant = 'due';

const kindOf = (text: string | undefined): Kind | undefined => kinds.find((known) => known === text);

const keyOf = (kind: string, key: string): Item => ({
  [journalNames.hash]: { S: kind },
  [journalNames.range]: { S: key },
});

const partsOf = (item: Item): readonly [kind: string, key: string] => [
  item[journalNames.hash]?.S ?? '',
  item[journalNames.range]?.S ?? '',
];
const nameOf = (item: Item): string => partsOf(item).join(' ');

const itemOf = ({ kind, key, value, dueAt }: Draft, revision: number, token: string): Item => ({
  ...keyOf(kind, key),
  value: { S: textOf(value) },
  revision: { N: String(revision) },
  token: { S: token },
  ...(dueAt && { [journalNames.due]: { S: dueConstant }, [journalNames.dueAt]: { S: dueAt } }),
});

const revisionOf = (item: Item | undefined): number => Number(item?.['revision']?.N ?? 0);

const storedIn = (item: Item) => {
  const kind = kindOf(item[journalNames.hash]?.S);
  const key = item[journalNames.range]?.S;
  if (!kind || key === undefined) return undefined;
  const dueAt = item[journalNames.dueAt]?.S;
  return { kind, key, text: item['value']?.S ?? '', revision: revisionOf(item), dueAt };
};

const readItem = <Value>(item: Item): Row<Value> | undefined => {
  const stored = storedIn(item);
  return stored && rowOf(stored);
};

const readDueItem = (item: Item): Row | undefined => {
  const stored = storedIn(item);
  return stored && dueRowOf(stored);
};

/**
 * The journal in one DynamoDB table: single-item conditional writes and consistent reads, nothing else.
 *
 * Each write carries a token, so that a write whose answer was lost, by us or inside a retrying client, is resolved
 * by reading the row again. Throws `WaxsealError` `journal-refused`, `journal-row-too-large`, `journal-unreachable`,
 * `journal-write-unknown` (both may be tried again) or `journal-damaged`.
 */
export const openDynamoDbJournal = ({
  client,
  table,
  pause = (milliseconds) => setTimeout(milliseconds),
  newToken = randomUUID,
}: Options): Journal => {
  const fetchItem = async (kind: string, key: string): Promise<Item | undefined> => {
    const input = { TableName: table, Key: keyOf(kind, key), ConsistentRead: true };
    const { Item: item } = await client.send(new GetItemCommand(input)).catch((error: unknown) => {
      throw dynamoDbFailure(table, `read ${kind} "${key}"`, error);
    });
    return item;
  };

  /**
   * Reads many rows, consistently too. DynamoDB answers as many as it likes, by their size and by what the table gives, and
   * names the others: a row that is not answered is not one that is not there.
   */
  const fetchItems = async (keys: readonly Item[], sent = 1): Promise<readonly Item[]> => {
    if (keys.length === 0) return [];
    const RequestItems = { [table]: { Keys: [...keys], ConsistentRead: true } };
    const { Responses = {}, UnprocessedKeys = {} } = await client
      .send(new BatchGetItemCommand({ RequestItems }))
      .catch((error: unknown) => {
        throw dynamoDbFailure(table, `read ${keys.length} rows`, error);
      });
    const found = Object.values(Responses).flat();
    const rest = Object.values(UnprocessedKeys).flatMap(({ Keys = [] }) => Keys);
    if (rest.length === 0) return found;
    const isFurther = rest.length < keys.length;
    if (!isFurther && sent === tries)
      throw dynamoDbFailure(table, `read ${rest.length} rows`, new Error('it left them unprocessed'));
    await pause(50 * 2 ** sent);
    return [...found, ...(await fetchItems(rest, isFurther ? 1 : sent + 1))];
  };

  const put = (row: Draft, expected: Expected, token: string): PutItemCommand =>
    new PutItemCommand({
      TableName: table,
      Item: itemOf(row, expected + 1, token),
      ...(expected === 0
        ? {
            ConditionExpression: 'attribute_not_exists(#hash)',
            ExpressionAttributeNames: { '#hash': journalNames.hash },
          }
        : {
            ConditionExpression: '#revision = :expected',
            ExpressionAttributeNames: { '#revision': 'revision' },
            ExpressionAttributeValues: { ':expected': { N: String(expected) } },
          }),
    });

  const write = async (
    row: Draft,
    expected: Expected,
    token: string,
    sent = 1,
  ): Promise<number | undefined> => {
    const what = `${row.kind} "${row.key}"`;
    try {
      await client.send(put(row, expected, token));
      return expected + 1;
    } catch (error) {
      const happened = whatHappened(error);
      if (happened === 'refused') throw dynamoDbFailure(table, `write ${what}`, error);
      const stored = await fetchItem(row.kind, row.key);
      if (stored?.['token']?.S === token) return expected + 1;
      const alone = happened === 'taken' && sent === 1 && sendings(error) === 1;
      // One revision further and not ours: somebody else's write took the place that ours would have had.
      if (alone || revisionOf(stored) === expected + 1) return undefined;
      if (revisionOf(stored) > expected + 1) throw lostWrite(table, what);
      if (happened === 'taken') return undefined;
      if (sent === tries) throw dynamoDbFailure(table, `write ${what}`, error);
    }
    // The same token and condition: should the first sending arrive late, only one of the two can be taken.
    await pause(50 * 2 ** sent);
    return write(row, expected, token, sent + 1);
  };

  const query = async function* (
    input: Omit<Parameters<typeof paginateQuery>[1], 'TableName'>,
  ): AsyncIterable<Item> {
    try {
      for await (const { Items = [] } of paginateQuery({ client }, { TableName: table, ...input }))
        yield* Items;
    } catch (error) {
      throw dynamoDbFailure(table, 'list rows', error);
    }
  };

  const list = async function* <Value>(kind: Kind, prefix = ''): AsyncIterable<Row<Value>> {
    const names = { '#hash': journalNames.hash };
    const items = query({
      ConsistentRead: true,
      ...(prefix === ''
        ? {
            KeyConditionExpression: '#hash = :kind',
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: { ':kind': { S: kind } },
          }
        : {
            KeyConditionExpression: '#hash = :kind AND begins_with(#range, :prefix)',
            ExpressionAttributeNames: { ...names, '#range': journalNames.range },
            ExpressionAttributeValues: { ':kind': { S: kind }, ':prefix': { S: prefix } },
          }),
    });
    for await (const item of items) {
      const row = readItem<Value>(item);
      if (row) yield row;
    }
  };

  const overdue = (now: string): AsyncIterable<Item> =>
    query({
      IndexName: journalNames.index,
      KeyConditionExpression: '#due = :due AND #dueAt <= :now',
      ExpressionAttributeNames: { '#due': journalNames.due, '#dueAt': journalNames.dueAt },
      ExpressionAttributeValues: { ':due': { S: dueConstant }, ':now': { S: now } },
    });

  /** The index lags behind the table: what it names is read again, and only what is still due is answered. */
  const stillDue = async (items: readonly Item[], now: string): Promise<readonly Row[]> => {
    // A row that moves within the index while it is paged is named twice, and a request may name it once only.
    const keys = new Map(items.map((item) => [nameOf(item), keyOf(...partsOf(item))]));
    const fresh = await fetchItems([...keys.values()]);
    return fresh
      .map(readDueItem)
      .filter((row) => row !== undefined)
      .filter(({ dueAt }) => dueAt !== undefined && dueAt <= now);
  };

  const due = async (now: string, limit: number, kind?: Kind): Promise<readonly Row[]> => {
    // By kind and key: a row that moves within the index while it is paged can be met twice.
    const found = new Map<string, Row>();
    const keep = (row: Row): unknown => found.set(`${row.kind} ${row.key}`, row);
    let batch: Item[] = [];
    if (limit <= 0) return [];
    for await (const item of overdue(now)) {
      if (kind !== undefined && partsOf(item)[0] !== kind) continue;
      batch.push(item);
      if (batch.length < Math.min(together, limit - found.size)) continue;
      (await stillDue(batch, now)).forEach(keep);
      batch = [];
      if (found.size >= limit) break;
    }
    (await stillDue(batch, now)).forEach(keep);
    return [...found.values()].toSorted(byDue).slice(0, limit);
  };

  return {
    read: async <Value>(kind: Kind, key: string) => {
      const item = await fetchItem(kind, key);
      return item && readItem<Value>(item);
    },
    write: (row, expected) => write(row, expected, newToken()),
    list,
    due,
    // The client belongs to the caller, who may use it for more.
    close: async () => {},
  };
};
