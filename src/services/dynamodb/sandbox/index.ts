import { sandboxRoom } from '../../../sandbox/room.ts';
import { dynamodb } from './operations.ts';
import { table } from './probes.ts';
import { dynamodbRecords, loadDynamodb } from './records.ts';

export type { Dynamodb as Slice } from './records.ts';

/** Tables with their policies. The journal's own is tried against an emulator of DynamoDB that keeps conditional writes. */
export default sandboxRoom({
  client: 'DynamoDBClient',
  prefix: 'dynamodb',
  records: dynamodbRecords,
  load: loadDynamodb,
  operations: dynamodb,
  probes: { 'AWS::DynamoDB::Table': table },
  shows: { names: ['TableName'], policies: ['Policy'] },
});
