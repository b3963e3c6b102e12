import {
  DeleteResourcePolicyCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-dynamodb';
import { isNamed } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { halfAnAnswer } from '../../../../families/statement/document.ts';

/** By this DynamoDB compares where no policy is expected. */
const noPolicy = 'NO_POLICY';

/**
 * The text and its revision. "No policy" may be an answer from before: then DynamoDB refuses to put one by the revision that
 * stands for none.
 */
export const getPolicy = async ({ id, arn: ResourceArn }: Target, aws: Aws) => {
  try {
    const asked = new GetResourcePolicyCommand({ ResourceArn });
    const { Policy: text, RevisionId: revision } = await aws.use(DynamoDBClient).send(asked);
    if (text !== undefined && revision !== undefined) return { text, revision };
  } catch (error) {
    if (isNamed(error, 'PolicyNotFoundException')) return { text: null, revision: noPolicy };
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
  throw halfAnAnswer('DynamoDB', `for table ${id}, but without its policy or its revision`);
};

/** DynamoDB calls it an absence when the policy is another one than was seen. */
const compared = async (writing: Promise<unknown>, { id }: Target): Promise<void> => {
  try {
    await writing;
  } catch (error) {
    if (!isNamed(error, 'PolicyNotFoundException')) throw error;
    throw new WaxsealError({
      code: 'conflict',
      says: `The policy of table ${id} has been changed since it was read.`,
      todo: 'Nothing: it is checked again later.',
      retry: true,
    });
  }
};

const expected = (revision: unknown): string => (typeof revision === 'string' ? revision : noPolicy);

export const putPolicy = (Policy: string, revision: unknown, target: Target, aws: Aws): Promise<void> => {
  const asked = { ResourceArn: target.arn, Policy, ExpectedRevisionId: expected(revision) };
  return compared(aws.use(DynamoDBClient).send(new PutResourcePolicyCommand(asked)), target);
};

export const deletePolicy = (revision: unknown, target: Target, aws: Aws): Promise<void> => {
  const asked = { ResourceArn: target.arn, ExpectedRevisionId: expected(revision) };
  return compared(aws.use(DynamoDBClient).send(new DeleteResourcePolicyCommand(asked)), target);
};
