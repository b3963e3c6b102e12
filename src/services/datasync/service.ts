import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/**
 * Transfers from and to storage outside of AWS, by whatever protocol that storage speaks.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdatasync.html
 */
export default service({
  client: 'DataSyncClient',
  prefix: 'datasync',
  iam,
  reads: ['DescribeLocationObjectStorage', 'ListLocations', 'ListTagsForResource', 'ListTasks'],
  writes: ['UpdateLocationObjectStorage'],
});
