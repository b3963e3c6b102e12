import { WaxsealError } from '../../core/model/errors.ts';
import type { Journal, Row } from '../../core/journal/journal.ts';
import type { ApprovalService, ApprovalRequest, ApprovalState } from '../../core/model/ports.ts';
import { askedNow, isMet, isNamed, type ApprovalRules } from './named.ts';

/** What one person said. `by` is the principal's ARN as STS tells it. */
interface GivenAnswer {
  readonly by: string;
  readonly answer: 'approve' | 'reject';
  readonly comment: string;
  readonly at: string;
}

/** The row of one approval request; kept apart from the engine's own record of it, which only the engine writes. */
interface Answers extends Pick<ApprovalRequest, 'approvers' | 'minimum' | 'expires'> {
  readonly answers: readonly GivenAnswer[];
  readonly withdrawn?: { readonly why: string; readonly at: string };
}

export interface JournalApprovals {
  readonly journal: Journal;
  readonly now: () => Date;
  /** The ARN of whoever is signed in, from STS `GetCallerIdentity`. Asked only when somebody answers. */
  readonly caller: () => Promise<string>;
  /** What the policy says now: whoever it no longer names does not count, whenever they approved. Default: as it was asked. */
  readonly rules?: () => Promise<ApprovalRules | undefined>;
}

/** The last word of each session counts. */
const latest = (answers: readonly GivenAnswer[]): readonly GivenAnswer[] => [
  ...new Map(answers.map((answer) => [answer.by, answer])).values(),
];

const commentOf = (answers: readonly GivenAnswer[]): { comment?: string } => {
  const comment = answers
    .map((answer) => answer.comment)
    .filter((text) => text !== '')
    .join('; ');
  return comment === '' ? {} : { comment };
};

/** One rejection rejects, as it does in SSM Automation; `minimum` different principals that are named now approve. */
const decide = (asked: Answers, now: string, rules: ApprovalRules | undefined): ApprovalState => {
  const { answers, expires, withdrawn } = asked;
  if (withdrawn) return { is: 'expired' };
  const said = latest(answers);
  const rejections = said.filter(({ answer }) => answer === 'reject');
  if (rejections.length > 0) {
    return { is: 'rejected', by: rejections.map(({ by }) => by), ...commentOf(rejections) };
  }
  const { approvers, minimum } = askedNow(asked, rules);
  const approvals = said.filter(
    (one) => one.answer === 'approve' && (approvers.length === 0 || isNamed(one.by, approvers)),
  );
  const by = approvals.map((answer) => answer.by);
  if (isMet(by, { minimum, countSessions: rules?.countSessions })) {
    return { is: 'approved', by, ...commentOf(approvals) };
  }
  return expires <= now ? { is: 'expired' } : { is: 'waiting' };
};

const unknownApprovalRequest = (reference: string) =>
  new WaxsealError({
    code: 'approval-request-unknown',
    says: `There is no approval request ${reference} in this journal.`,
    todo: 'Check the id and which journal is used; `waxseal history` lists the approval requests.',
  });

const approvalRequestClosed = (reference: string, decision: ApprovalState) =>
  new WaxsealError({
    code: 'approval-request-closed',
    says: `The approval request ${reference} is closed already: ${decision.is}.`,
    todo: 'Nothing was recorded. If the resource still needs it, the next evaluation requests approval again.',
  });

const notAnApprover = (by: string, approvers: readonly string[]) =>
  new WaxsealError({
    code: 'not-an-approver',
    says: `${by} is not among the approvers that the policy names.`,
    todo: `Sign in as one of them: ${approvers.join(', ')}. They are ARNs of roles, of users or of sessions.`,
  });

/** Enough for any crowd that approves by hand; then something is broken. */
const attempts = 8;

/**
 * Approvals kept in the journal: for one machine or one account without an approval hub. Whoever can write the
 * journal can forge an answer here; SSM Automation is the service for everything that matters.
 */
export const journalApprovals = ({
  journal,
  now,
  caller,
  rules = async () => undefined,
}: JournalApprovals): ApprovalService => {
  const rowOf = async (reference: string): Promise<Row<Answers>> => {
    const row = await journal.read<Answers>('answer', reference);
    if (!row) throw unknownApprovalRequest(reference);
    return row;
  };

  /** Reads, lets `change` decide, writes if nobody wrote meanwhile; else again. */
  const update = async (reference: string, change: (now: Answers) => Answers | undefined): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const row = await rowOf(reference);
      const value = change(row.value);
      if (!value) return;
      if (await journal.write({ kind: 'answer', key: reference, value }, row.revision)) return;
    }
    throw new WaxsealError({
      code: 'journal-busy',
      says: `The approval request ${reference} is being written by others all the time.`,
      todo: 'Try again.',
      retry: true,
    });
  };

  return {
    open: async ({ id, approvers, minimum, expires }) => {
      const value: Answers = { approvers, minimum, expires, answers: [] };
      await journal.write({ kind: 'answer', key: id, value }, 0);
      return id;
    },
    decision: async (reference) => decide((await rowOf(reference)).value, now().toISOString(), await rules()),
    signal: async (reference, answer, comment) => {
      const by = await caller();
      const at = now().toISOString();
      const today = await rules();
      await update(reference, (approvalRequest) => {
        const { approvers } = askedNow(approvalRequest, today);
        if (approvers.length > 0 && !isNamed(by, approvers)) throw notAnApprover(by, approvers);
        const said = latest(approvalRequest.answers).find((earlier) => earlier.by === by);
        if (said?.answer === answer) return undefined;
        const decision = decide(approvalRequest, at, today);
        if (decision.is !== 'waiting') throw approvalRequestClosed(reference, decision);
        return { ...approvalRequest, answers: [...approvalRequest.answers, { by, answer, comment, at }] };
      });
    },
    withdraw: (reference, why) =>
      update(reference, (approvalRequest) =>
        approvalRequest.withdrawn
          ? undefined
          : { ...approvalRequest, withdrawn: { why, at: now().toISOString() } },
      ),
  };
};
