import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { canonicalStatement } from '../../aws/canonical-statement.ts';
import {
  emptyPolicy,
  parsePolicy,
  setStatement,
  withSid,
  writePolicy,
  type PolicyDocument,
  type Statement,
} from '../../aws/policy-document.ts';
import { WaxsealError } from '../../core/errors.ts';
import type { Field } from '../../core/remediation.ts';
import { sentence } from '../../core/said.ts';
import type { Target } from '../../core/target.ts';
import { messages, unreadable } from './messages.ts';
import { owner, readPolicy } from './read.ts';

const document = (text: string | null, target: Target): PolicyDocument => {
  const parsed = text === null ? { document: emptyPolicy } : parsePolicy(text);
  if (parsed.document !== undefined) return parsed.document;
  const { says, todo } = sentence(messages, unreadable(target, parsed.wrong));
  throw new WaxsealError({ code: 'policy-unreadable', says, todo: todo ?? '' });
};

const sidOf = (on: string): string => on.slice(on.indexOf('#') + 1);

/** One statement of the policy, known by its Sid. Its token is the whole text, because S3 takes policies whole. */
export const statement: Field<Statement> = {
  document: (_on, { id }) => id,
  get: async (on, target, aws) => {
    const text = await readPolicy(target, aws);
    const [only, ...more] = withSid(document(text, target), sidOf(on));
    if (only === undefined) return { value: null, token: text };
    // Two statements of one Sid: nothing that we ever plan looks like this value, so the engine keeps off.
    const Sid = `${sidOf(on)} (${more.length + 1} statements)`;
    return { value: canonicalStatement(more.length === 0 ? only : { ...only, Sid }), token: text };
  },
  put: async (on, value, { token }, target, aws) => {
    if (typeof token !== 'string' && token !== null) throw new TypeError('a put needs what get has seen');
    const next = setStatement(document(token, target), sidOf(on), value);
    const s3 = aws.use(S3Client);
    await (next.statements.length === 0
      ? s3.send(new DeleteBucketPolicyCommand(owner(target)))
      : s3.send(new PutBucketPolicyCommand({ ...owner(target), Policy: writePolicy(next) })));
  },
};
