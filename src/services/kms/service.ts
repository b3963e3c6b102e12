import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Keys as resources with a policy: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export default service({
  client: 'KMSClient',
  prefix: 'kms',
  iam,
  reads: ['DescribeKey', 'GetKeyPolicy', 'ListKeys', 'ListResourceTags'],
  writes: ['PutKeyPolicy'],
});
