import type { Aws } from '../../../src/core/model/remediation.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** Makes the topics of an account real over HTTP, through SNS's own operations. */
export const seed = async ({ sns: { Topics } }: World, aws: Aws): Promise<void> => {
  const { CreateTopicCommand, SNSClient } = await import('@aws-sdk/client-sns');
  for (const { Name, Policy, Attributes: given, Tags: tags } of Topics) {
    const Attributes = { ...given, ...(Name.endsWith('.fifo') && { FifoTopic: 'true' }), Policy };
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await aws.use(SNSClient).send(new CreateTopicCommand({ Name, Attributes, Tags }));
  }
};
