import type { Statement } from '../../aws/policy/document.ts';
import type { PolicyDocument } from '../../aws/policy/document.ts';
import { orphanedPrincipals } from '../../aws/policy/principals.ts';
import type { Guarded } from '../../aws/policy/reach.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';

/** A policy as its service gave it: the text, or that there is none, and what the next put needs. */
export interface Given {
  /** `null`: there is none, and the service has said so. */
  readonly text: string | null;
  /** A revision id, where the service has one. */
  readonly revision?: unknown;
}

/**
 * What holds where there is no policy.
 * - `closed`: only the account's own identities come in, so that a policy with nothing but a Deny takes nothing away.
 * - `never`: there always is one; an answer without it is half an answer, and the last statement is never taken out.
 * - statements: the default of AWS, which ends when a policy is put. They are put with ours, and go with it.
 */
type Absent = 'closed' | 'never' | ((target: Target) => readonly Statement[]);

/** How a service gives and takes the policy of one resource. */
export interface PolicyFacts {
  /** As AWS calls it, such as `queue policy`. Whoever writes the same document gives the same. */
  readonly type: string;
  /** What it belongs to, in a sentence: `queue`. */
  readonly thing: string;
  /** The service in a sentence: `SQS`. */
  readonly service: string;
  readonly absent: Absent;
  /**
   * Sids by which the policy is known that the service itself makes, where there always is one. No code has it, and whoever
   * describes a policy there replaces it: the same change in code brings all along that stands in it. Left out: any policy
   * may be that one.
   */
  readonly madeWith?: readonly string[];
  /** It takes no policy without statements: undo either takes the policy away, where that means the same, or fails. */
  readonly needsStatements?: true;
  /** Every put is refused when somebody wrote since the get. */
  readonly comparesAndSets?: true;
  /** Its statements need not name what they are about. */
  readonly resourceless?: true;
  /** The name that CloudTrail gives it; left out: the target's id. */
  readonly name?: (target: Target) => string;
  /**
   * `undefined`: the resource is gone. An answer without a policy is "no policy" only where something in it proves that it
   * is whole: an error of its own (`NoSuchBucketPolicy`), or another member that is always there and names the resource
   * (SQS: `QueueArn`). Anything else is half an answer and throws `answer-incomplete`: whoever took it for "no policy"
   * would put one statement over all that others wrote.
   */
  readonly get: (target: Target, aws: Aws) => Promise<Given | undefined>;
  readonly put: (text: string, revision: unknown, target: Target, aws: Aws) => Promise<void>;
  /** Left out where there always is a policy. */
  readonly remove?: (revision: unknown, target: Target, aws: Aws) => Promise<void>;
}

/** What a Deny in such a policy says, and what stands in its way. */
export interface DenyFacts {
  /** As the service takes them in one statement: `sqs:*`, or one by one where it refuses that. */
  readonly actions: readonly [string, ...string[]];
  /** What the Deny refuses, where that is not plain HTTP: `NFS without TLS`. */
  readonly plaintext?: string;
  /** What the Deny names; none where the policy is `resourceless`. */
  readonly resources: (target: Target) => readonly string[];
  /** What must be covered, where that is more than the target itself: with `/?*` for what is in it. */
  readonly guards?: (target: Target) => readonly [string, ...string[]];
  /** IAM actions by which the policy is changed: a Deny of them may keep us out. */
  readonly writes: readonly string[];
  /** The IAM action by which it is read. */
  readonly reads: string;
  /** Those by which what else must be known is read (`around`), where they are other ones: `kms:DescribeKey`. */
  readonly describes?: string;
  /**
   * What the service takes: in bytes, where it documents that, and where it counts them in statements. `principals`: how many names of them it documents,
   * where it does not say whether in a policy or in a statement; more are a hazard, and no obstacle.
   */
  readonly limits: { readonly bytes?: number; readonly statements?: number; readonly principals?: number };
  /** Principals with which the service refuses every policy; left out: those that no longer exist. */
  readonly refuses?: (policy: PolicyDocument) => readonly string[];
  /**
   * Actions that some statement must allow to the account, because nothing but the policy does (KMS): without them
   * nobody could take the change back.
   */
  readonly ownerNeeds?: readonly string[];
  /** AWS documents HTTPS alone for its endpoints: the statement meets nobody, and an owner decides whether it is wanted. */
  readonly httpsOnly?: true;
  /** AWS services that bring their callers' plain HTTP along: not every one comes over HTTPS only. */
  readonly forwards?: (service: string) => boolean;
  /** A managed Config rule looks at it. Left out: none does. */
  readonly hasRule?: true;
}

/** `s3:*` covers what has a name: at least one character. */
const named = (action: string): string => action.replace(/:\*$/, ':?*');

/**
 * What the Deny refuses, in a sentence: `plain HTTP`, and where it is about less than the whole service, of which actions:
 * `sns:Publish over plain HTTP`.
 */
export const refusedIn = ({ actions, plaintext }: Pick<DenyFacts, 'actions' | 'plaintext'>): string => {
  if (plaintext !== undefined) return plaintext;
  if (actions.some((action) => action === '*' || action.endsWith(':*'))) return 'plain HTTP';
  const [some, rest] = [actions.slice(0, 3), actions.length - 3];
  return `${some.join(', ')}${rest > 0 ? ` and ${rest} more actions` : ''} over plain HTTP`;
};

/** What must be covered to leave nothing open. */
export const guardedBy = (
  { actions, writes, guards }: Pick<DenyFacts, 'actions' | 'writes' | 'guards'>,
  target: Target,
): Guarded => ({
  actions: actions.map(named),
  resources: guards?.(target) ?? [target.arn],
  writes,
});

export const refusedBy = ({ refuses = orphanedPrincipals }: DenyFacts, policy: PolicyDocument): string =>
  refuses(policy).join(', ');

/** The name of the thing in a sentence's data: `access point` → `accessPoint`. */
export const keyOf = (thing: string): string =>
  thing.replaceAll(/\s+(\w)/g, (_gap, letter: string) => letter.toUpperCase());
