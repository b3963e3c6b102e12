import { isDenied } from '../../../aws/error-names.ts';
import { parsePolicy, type PolicyDocument } from '../../../aws/policy/document.ts';
import { WaxsealError } from '../../../core/model/errors.ts';

/** Whose Block Public Access can refuse a policy, and by which actions that is seen. */
interface Refusing {
  readonly isPublic: (policy: PolicyDocument) => boolean;
  /** `bucket invoices`. */
  readonly of: string;
  /** `the bucket, of account 111122223333 or of the organization`. */
  readonly blockedBy: string;
  readonly seenBy: string;
  readonly put: string;
}

/**
 * S3 refuses a public policy under Block Public Access with the words of a lacking permission. That of an organization cannot be read, and any
 * may have been switched on since: we name them where they may be the cause.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const refusedAsPublic = (
  text: string,
  error: unknown,
  { isPublic, of, blockedBy, seenBy, put }: Refusing,
): unknown => {
  const { document } = parsePolicy(text);
  return isDenied(error) && document !== undefined && isPublic(document)
    ? new WaxsealError(
        {
          code: 'access-denied',
          says: `S3 refused the policy of ${of} (AccessDenied). The policy is public: Block Public Access of ${blockedBy} refuses to have a public policy put, even an improved one.`,
          todo: `Look at BlockPublicPolicy of all three (${seenBy}). If it is on, narrow what the policy allows to everyone. If it is off, look whether a policy denies ${put} to Waxseal's write role.`,
        },
        { cause: error },
      )
    : error;
};
