import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** How Waxseal tells others what came of a look. */
export default service({
  client: 'EventBridgeClient',
  prefix: 'events',
  iam,
  reads: [],
  writes: ['PutEvents'],
});
