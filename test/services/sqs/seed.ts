import type { Aws } from '../../../src/core/model/remediation.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** Makes the queues of an account real over HTTP, through SQS's own operations. */
export const seed = async ({ sqs: { Queues } }: World, aws: Aws): Promise<void> => {
  const { CreateQueueCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  for (const { Name, Policy, Attributes, Tags } of Queues) {
    const all = {
      ...Attributes,
      ...(Name.endsWith('.fifo') && { FifoQueue: 'true' }),
      ...(Policy !== undefined && { Policy }),
    };
    await aws
      .use(SQSClient)
      .send(new CreateQueueCommand({ QueueName: Name, Attributes: all, tags: { ...Tags } }));
  }
};
