import {
  CreateTableCommand,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** Names in the journal's table. The index is sparse: only rows that the waker must find carry `due`. */
export const journalNames = { index: 'due', hash: 'kind', range: 'key', due: 'due', dueAt: 'dueAt' } as const;

/** The table as `CreateTable` takes it; the stack in `infra` says the same. On demand, keys only in the index. */
export const journalTable = (table: string): CreateTableCommandInput => ({
  TableName: table,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: journalNames.hash, AttributeType: 'S' },
    { AttributeName: journalNames.range, AttributeType: 'S' },
    { AttributeName: journalNames.due, AttributeType: 'S' },
    { AttributeName: journalNames.dueAt, AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: journalNames.hash, KeyType: 'HASH' },
    { AttributeName: journalNames.range, KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: journalNames.index,
      KeySchema: [
        { AttributeName: journalNames.due, KeyType: 'HASH' },
        { AttributeName: journalNames.dueAt, KeyType: 'RANGE' },
      ],
      // The values are read from the table anyway, because the index lags behind it.
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
});

/** Makes the table in an emulator and waits until it is there. In AWS the stack makes it. */
export const createJournalTable = async (client: DynamoDBClient, table: string): Promise<void> => {
  await client.send(new CreateTableCommand(journalTable(table)));
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 30 }, { TableName: table });
};
