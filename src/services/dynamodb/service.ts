import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Where the journal lives. */
export default service({
  client: 'DynamoDBClient',
  prefix: 'dynamodb',
  iam,
  reads: ['BatchGetItem', 'DescribeTable', 'DescribeTimeToLive', 'GetItem', 'ListTables', 'Query', 'Scan'],
  writes: [
    'BatchWriteItem',
    'CreateTable',
    'DeleteItem',
    'DeleteTable',
    'PutItem',
    'UpdateItem',
    'UpdateTimeToLive',
  ],
  rate: 'thousands a second',
});
