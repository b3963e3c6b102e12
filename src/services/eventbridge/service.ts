import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Event buses as resources with a policy; and how Waxseal tells others what came of a look. */
export default service({
  client: 'EventBridgeClient',
  prefix: 'events',
  iam,
  reads: ['DescribeEventBus', 'ListEventBuses', 'ListTagsForResource'],
  writes: ['PutEvents', 'PutPermission', 'RemovePermission'],
});
