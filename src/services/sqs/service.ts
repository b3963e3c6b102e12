import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Queues. Waxseal's own are where events and parts of a sweep wait. */
export default service({
  client: 'SQSClient',
  prefix: 'sqs',
  iam,
  reads: ['GetQueueAttributes', 'GetQueueUrl', 'ListQueueTags', 'ListQueues'],
  writes: ['SendMessageBatch', 'SetQueueAttributes'],
  // A batch needs what one message does.
  needs: { SendMessageBatch: ['sqs:SendMessage'] },
  rate: 'thousands a second',
});
