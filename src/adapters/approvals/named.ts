import { isApprover, principalsIn, sessionsCounted } from '../../aws/principal.ts';
import type { Approvals } from '../../core/policy/policy.ts';

/** What the policy says of approvals at this moment. */
export type ApprovalRules = Pick<Approvals, 'approvers' | 'minimum' | 'countSessions'>;

/** Whom a request was put before, and how many of them must agree. */
export type Asked = Pick<ApprovalRules, 'approvers' | 'minimum'>;

/** Whether a list of approvers has this principal on it. */
export const isNamed = (by: string, approvers: readonly string[]): boolean =>
  approvers.some((approver) => isApprover(by, approver));

/**
 * Who may answer a request that is kept in the journal, and how many must: as the policy says now; where it names nobody, as it
 * was asked. An empty list: whoever is signed in.
 */
export const askedNow = (asked: Asked, now: Asked | undefined): Asked =>
  now && now.approvers.length > 0 ? now : asked;

/** Whether these are as many different principals as must agree, at least one. */
export const isMet = (
  by: readonly string[],
  { minimum, countSessions }: Pick<ApprovalRules, 'minimum' | 'countSessions'>,
): boolean => principalsIn(by, sessionsCounted(countSessions)) >= Math.max(1, minimum);

/** Whether enough of these people are among those whom the policy names. */
export const areEnough = (by: readonly string[], rules: ApprovalRules): boolean =>
  isMet(
    by.filter((one) => isNamed(one, rules.approvers)),
    rules,
  );
