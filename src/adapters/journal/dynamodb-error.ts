import { ConditionalCheckFailedException, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { WaxsealError } from '../../core/model/errors.ts';
import { explain } from '../aws/aws-errors.ts';

/**
 * What an error says about a write: `taken`, the condition did not hold; `refused`, it can never succeed as it is;
 * `unknown`, it may or may not have been written, now or in a moment.
 */
export const whatHappened = (error: unknown): 'taken' | 'refused' | 'unknown' => {
  if (error instanceof ConditionalCheckFailedException) return 'taken';
  if (!(error instanceof DynamoDBServiceException)) return 'unknown';
  // Throttling, expired keys, a moment of somebody else's work: the client's fault, and better a moment later.
  return error.$fault === 'client' && !explain(error).retry ? 'refused' : 'unknown';
};

/** How often the SDK itself had sent the request: more than once, and an earlier one may have been taken. */
export const sendings = (error: unknown): number =>
  error instanceof DynamoDBServiceException ? (error.$metadata.attempts ?? 1) : 1;

const tooLarge = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException && /item size/i.test(error.message);

/** `journal-row-too-large`, `journal-refused` or `journal-unreachable` (retry). */
export const dynamoDbFailure = (table: string, doing: string, cause: unknown): WaxsealError => {
  if (cause instanceof WaxsealError) return cause;
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  if (tooLarge(cause)) {
    const says = `The journal table ${table} cannot hold the row (${doing}): DynamoDB stores at most 400 KB each.`;
    const todo =
      'Report it with the size of the resource: its policy or configuration is larger than expected.';
    return new WaxsealError({ code: 'journal-row-too-large', says, todo }, { cause });
  }
  if (whatHappened(cause) === 'refused') {
    const says = `The journal table ${table} refused to ${doing} (${detail}).`;
    const todo = 'Check the name of the table, its Region and keys, and the permissions of the role.';
    return new WaxsealError({ code: 'journal-refused', says, todo }, { cause });
  }
  const says = `The journal table ${table} did not ${doing} (${detail}).`;
  const todo = 'Try again; if it goes on, look at the throttling and health of DynamoDB in this Region.';
  return new WaxsealError({ code: 'journal-unreachable', says, todo, retry: true }, { cause });
};

/** Our write was sent more than once and somebody wrote since: whether ours was among them cannot be told. */
export const lostWrite = (table: string, what: string): WaxsealError =>
  new WaxsealError({
    code: 'journal-write-unknown',
    says: `It is not known whether the journal table ${table} took the write of ${what}: the answer was lost and the row was written again since.`,
    todo: 'Nothing: the next look starts from what the journal holds.',
    retry: true,
  });
