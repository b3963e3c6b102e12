import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { canonicalStatement } from '../../../../aws/policy/canonical-statement.ts';
import { isDenied } from '../../../../aws/error-names.ts';
import {
  emptyPolicy,
  parsePolicy,
  setStatement,
  withSid,
  writePolicy,
  type PolicyDocument,
  type Statement,
} from '../../../../aws/policy/document.ts';
import { isPublic } from '../../../../aws/policy/public.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import { partOf, type Document } from '../../../../core/model/remediation.ts';
import { sentence } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { messages, unreadable } from './messages.ts';
import { owner, readPolicy } from './read.ts';

const parsed = (text: string, target: Target): PolicyDocument => {
  const { document, wrong } = parsePolicy(text);
  if (document !== undefined) return document;
  const { says, todo } = sentence(messages, unreadable(target, wrong));
  throw new WaxsealError({ code: 'policy-unreadable', says, todo: todo ?? '' });
};

/**
 * S3 refuses a public policy under Block Public Access with the words of a lacking permission. That of the account and of
 * the organization cannot be read with what we have: we name them where they may be the cause.
 */
const refused = (policy: PolicyDocument, error: unknown, { id, account }: Target): unknown =>
  isDenied(error) && isPublic(policy)
    ? new WaxsealError(
        {
          code: 'access-denied',
          says: `S3 refused the policy of bucket ${id} (AccessDenied). The policy is public: Block Public Access of the bucket, of account ${account} or of the organization refuses to have a public policy put, even an improved one.`,
          todo: "Look at BlockPublicPolicy of all three (s3:GetBucketPublicAccessBlock, s3:GetAccountPublicAccessBlock). If it is on, narrow what the policy allows to everyone. If it is off, look whether a policy denies s3:PutBucketPolicy to Waxseal's write role.",
        },
        { cause: error },
      )
    : error;

/** The policy of the bucket: S3 takes it whole, without compare-and-set. */
const bucketPolicy: Document<PolicyDocument> = {
  type: 'bucket policy',
  name: (_on, { id }) => id,
  content: ({ statements }) => statements,
  get: async (_name, target, aws) => {
    const text = await readPolicy(target, aws);
    return { value: text === null ? null : parsed(text, target) };
  },
  put: async (_name, policy, _seen, target, aws) => {
    const s3 = aws.use(S3Client);
    if (policy === null) {
      await s3.send(new DeleteBucketPolicyCommand(owner(target)));
      return;
    }
    const put = new PutBucketPolicyCommand({ ...owner(target), Policy: writePolicy(policy) });
    await s3.send(put).catch((error: unknown) => Promise.reject(refused(policy, error, target)));
  },
};

const sidOf = (on: string): string => on.slice(on.indexOf('#') + 1);

/** One statement of the policy, known by its Sid. */
export const statement = partOf<Statement, PolicyDocument>({
  document: bucketPolicy,
  from: (policy, on) => {
    const [only, ...more] = withSid(policy ?? emptyPolicy, sidOf(on));
    if (only === undefined) return null;
    // Two statements of one Sid: nothing that we ever plan looks like this value, so the engine keeps off.
    const Sid = `${sidOf(on)} (${more.length + 1} statements)`;
    return canonicalStatement(more.length === 0 ? only : { ...only, Sid });
  },
  into: (policy, on, value) => {
    const next = setStatement(policy ?? emptyPolicy, sidOf(on), value);
    return next.statements.length === 0 ? null : next;
  },
});
