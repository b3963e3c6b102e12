import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Where events and parts of a sweep wait. */
export default service({
  client: 'SQSClient',
  prefix: 'sqs',
  iam,
  reads: ['GetQueueAttributes', 'ListQueueTags', 'ListQueues'],
  writes: ['SendMessageBatch', 'SetQueueAttributes'],
  // A batch needs what one message does.
  needs: { SendMessageBatch: ['sqs:SendMessage'] },
  rate: 'thousands a second',
});
