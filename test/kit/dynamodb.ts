import { once } from 'node:events';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

/** DynamoDB in this process: its conditional writes really are atomic. */
export const startDynamoDb = async () => {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const clients: DynamoDBClient[] = [];
  return {
    client: (config: Partial<DynamoDBClientConfig> = {}): DynamoDBClient => {
      const client = new DynamoDBClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        maxAttempts: 1,
        ...config,
      });
      clients.push(client);
      return client;
    },
    stop: async (): Promise<void> => {
      for (const client of clients) client.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
};
