import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Where the journal lives; and tables as resources with a policy. */
export default service({
  client: 'DynamoDBClient',
  prefix: 'dynamodb',
  iam,
  reads: [
    'BatchGetItem',
    'DescribeTable',
    'DescribeTimeToLive',
    'GetItem',
    'GetResourcePolicy',
    'ListTables',
    'ListTagsOfResource',
    'Query',
    'Scan',
  ],
  writes: [
    'BatchWriteItem',
    'CreateTable',
    'DeleteItem',
    'DeleteResourcePolicy',
    'DeleteTable',
    'PutItem',
    'PutResourcePolicy',
    'UpdateItem',
    'UpdateTimeToLive',
  ],
  rate: 'thousands a second',
});
