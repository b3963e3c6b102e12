import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { halfAnAnswer } from '../../../../families/statement/document.ts';

/**
 * The text; `null`: there is none. A policy is put whole: an answer that is not about this queue, or only half of one,
 * taken for "none" would let us write over the policy that is there.
 */
export const getPolicy = async (
  { id: QueueUrl, arn }: Target,
  aws: Aws,
): Promise<{ text: string | null; isEncrypted: boolean } | undefined> => {
  const asked = new GetQueueAttributesCommand({
    QueueUrl,
    AttributeNames: ['Policy', 'QueueArn', 'KmsMasterKeyId', 'SqsManagedSseEnabled'],
  });
  const answer = await unless('QueueDoesNotExist', undefined, aws.use(SQSClient).send(asked));
  if (answer === undefined) return undefined;
  const { Policy = '', QueueArn, KmsMasterKeyId = '', SqsManagedSseEnabled } = answer.Attributes ?? {};
  const isEncrypted = KmsMasterKeyId !== '' || SqsManagedSseEnabled === 'true';
  if (QueueArn === arn) return { text: Policy === '' ? null : Policy, isEncrypted };
  throw halfAnAnswer('SQS', `for queue ${QueueUrl}, but without its ARN ${arn}`);
};

/** Of a queue's attributes this one alone: those that are not named stay as they are. */
export const setPolicy = async (Policy: string, { id: QueueUrl }: Target, aws: Aws): Promise<void> => {
  await aws.use(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
};
