import type { Aws } from '../../../src/core/model/remediation.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** Makes the tables of an account real over HTTP, through DynamoDB's own operations. */
export const seed = async ({ dynamodb: { Tables } }: World, aws: Aws): Promise<void> => {
  const { CreateTableCommand, DynamoDBClient, PutResourcePolicyCommand } =
    await import('@aws-sdk/client-dynamodb');
  const client = aws.use(DynamoDBClient);
  for (const { TableName, Policy, Tags } of Tables) {
    const { TableDescription } = await client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        Tags: Object.entries(Tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    const ResourceArn = TableDescription?.TableArn;
    if (Policy !== undefined) await client.send(new PutResourcePolicyCommand({ ResourceArn, Policy }));
  }
};
