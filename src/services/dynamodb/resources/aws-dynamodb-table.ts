import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { isThere } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { tableArn, tableNamed, tableNameIn } from '../facts/table.ts';

const type = 'AWS::DynamoDB::Table';

const targetOf = targetsOf(type, tableArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const names = everyPage(async (ExclusiveStartTableName) => {
    const answer = await aws.use(DynamoDBClient).send(new ListTablesCommand({ ExclusiveStartTableName }));
    return { items: answer.TableNames, next: answer.LastEvaluatedTableName };
  });
  for await (const name of names) yield targetOf(name, place);
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const TableName = tableNamed(id, place);
  if (TableName === undefined) return undefined;
  const asking = aws.use(DynamoDBClient).send(new DescribeTableCommand({ TableName }));
  return (await isThere('ResourceNotFoundException', asking)) ? targetOf(TableName, place) : undefined;
};

const tags = async ({ arn: ResourceArn }: Target, aws: Aws): Promise<Readonly<Record<string, string>>> => {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListTagsOfResourceCommand({ ResourceArn, NextToken });
    const answer = await aws.use(DynamoDBClient).send(asked);
    return { items: answer.Tags, next: answer.NextToken };
  });
  return tagsByKey(await allOf(pages));
};

/** Tables, replicas of global tables among them. AWS Config names them by name, people also by ARN. */
const table: Resource = {
  type,
  arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{table}',
  configRecords: true,
  permissions: ['dynamodb:DescribeTable', 'dynamodb:ListTables', 'dynamodb:ListTagsOfResource'],
  idOf: tableNameIn,
  resolve,
  list,
  root: ({ arn }) => arn,
  tags,
};

export default table;
