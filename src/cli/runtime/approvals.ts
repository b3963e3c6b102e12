import { journalApprovals } from '../../adapters/approvals/journal.ts';
import { type ApprovalRules, askedNow, isNamed } from '../../adapters/approvals/named.ts';
import { samePrincipal, sessionsCounted } from '../../aws/principal.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { ApprovalService } from '../../core/model/ports.ts';
import type { ApprovalRecord, Entry } from '../../core/journal/records.ts';
import type { Globals } from '../input/globals.ts';
import type { Host } from './host.ts';
import { rowsOf } from '../output/rows.ts';
import { UsageError } from '../input/usage.ts';

/** Where people answer: in the journal, or in executions of a runbook of SSM Automation. */
export type Approvals =
  | { readonly in: 'journal' }
  | { readonly in: 'ssm'; readonly document: string; readonly version: string };

/** From `--approvals` or `WAXSEAL_APPROVALS`: `journal`, `ssm:DOCUMENT` or `ssm:DOCUMENT:VERSION`. */
export const approvalsNamed = (
  { env }: Pick<Host, 'env'>,
  { approvals }: Pick<Globals, 'approvals'>,
): Approvals => {
  const typed = approvals ?? (env['WAXSEAL_APPROVALS'] || 'journal');
  if (typed === 'journal') return { in: 'journal' };
  const [, document, version = ''] = /^ssm:([^:]+)(?::(\w+))?$/.exec(typed) ?? [];
  if (document !== undefined) return { in: 'ssm', document, version };
  throw new UsageError(
    'bad-approvals',
    `"${typed}" does not say where approvals are given.`,
    'Give journal, or ssm:DOCUMENT with the name of the runbook of the deployment.',
  );
};

const notFromHere = (document: string): WaxsealError =>
  new WaxsealError({
    code: 'approvals-elsewhere',
    says: `Approvals are asked for in SSM Automation (${document}), and this command line may not start executions of it.`,
    todo: 'Let the deployment look at the resource: its sweep asks. To read decisions, give ssm:DOCUMENT:VERSION.',
  });

/** Answers with the caller's own credentials; only the deployment itself asks. */
const throughSsm = async (
  document: string,
  version: string,
  { rules, region }: Pick<Needs, 'rules' | 'region'>,
): Promise<ApprovalService> => {
  const { SSMClient } = await import('@aws-sdk/client-ssm');
  const { ssmApprovals } = await import('../../adapters/approvals/ssm.ts');
  // Commands that ask nobody need no Region.
  const known = await region().catch(() => undefined);
  const client = new SSMClient({ maxAttempts: 3, ...(known !== undefined && { region: known }) });
  const ssm = ssmApprovals({ client, document, version, role: '', function: '', rules });
  const refuse = async (): Promise<never> => {
    throw notFromHere(document);
  };
  return {
    open: refuse,
    withdraw: refuse,
    signal: (...given) => ssm.signal(...given),
    // An approval under another version of the runbook does not count, so without one none can be read.
    decision: (reference) => (version === '' ? refuse() : ssm.decision(reference)),
  };
};

interface Needs {
  readonly journal: Journal;
  readonly now: () => Date;
  readonly caller: () => Promise<string>;
  readonly rules: () => Promise<ApprovalRules>;
  /** Of the deployment. */
  readonly region: () => Promise<string>;
}

export const approvalService = async (where: Approvals, needs: Needs): Promise<ApprovalService> =>
  where.in === 'ssm' ? throughSsm(where.document, where.version, needs) : journalApprovals(needs);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** SSM's refusals of an answer, in our words. Anything else is told as it is. */
const inOurWords = (error: unknown, { id, approvers }: ApprovalRecord, by: string): unknown => {
  const name = nameOf(error);
  if (/^(AccessDenied|InvalidAutomationSignal)/.test(name))
    return new WaxsealError(
      {
        code: 'not-an-approver',
        says: `SSM does not take an answer to ${id} from ${by}.`,
        todo: `Sign in as an approver: ${approvers.join(', ') || 'see the execution in SSM'}. It needs ssm:SendAutomationSignal.`,
      },
      { cause: error },
    );
  if (name.startsWith('AutomationExecutionNotFound'))
    return new WaxsealError(
      {
        code: 'approval-request-closed',
        says: `The execution that asked for ${id} is over.`,
        todo: 'Nothing was recorded. If the resource still needs it, the next evaluation requests approval again.',
      },
      { cause: error },
    );
  return error;
};

interface Word {
  readonly by: string;
  readonly answer: 'approve' | 'reject';
  readonly in: Approvals['in'];
}

/** Whether the caller is the principal for whom Waxseal asked: then somebody else must answer. */
const requestedBy = async (
  approvalRequest: ApprovalRecord,
  by: string,
  { countSessions }: ApprovalRules,
  journal: Journal,
): Promise<boolean> => {
  const sessions = sessionsCounted(countSessions);
  const entries = await rowsOf<Entry>(journal, 'entry', `${approvalRequest.finding} `);
  return entries.some(
    ({ outcome, cause }) =>
      outcome.is === 'approval-requested' &&
      outcome.approvalRequest === approvalRequest.id &&
      cause.by === 'person' &&
      cause.actor !== undefined &&
      samePrincipal(cause.actor, by, sessions),
  );
};

const notAnApprover = (says: string, todo: string): WaxsealError =>
  new WaxsealError({ code: 'not-an-approver', says, todo });

/** Who may answer is whom the policy names now; an execution takes an answer only from those whom it was started with. */
const mustBeNamed = (
  { id, approvers: asked, reference, minimum }: ApprovalRecord,
  { by, in: where }: Word,
  rules: ApprovalRules,
): readonly string[] => {
  const { approvers } = askedNow({ approvers: asked, minimum }, rules);
  const signIn = `Sign in as one of: ${approvers.join(', ')}.`;
  if (approvers.length > 0 && !isNamed(by, approvers))
    throw isNamed(by, asked)
      ? notAnApprover(
          `${by} was an approver when ${id} was opened; the policy does not name them any more.`,
          signIn,
        )
      : notAnApprover(`${by} is not among the approvers of ${id}.`, signIn);
  if (where === 'ssm' && !isNamed(by, asked))
    throw notAnApprover(
      `The policy names ${by} now, but SSM takes an answer to ${id} only from those named when it was opened: ${asked.join(', ')}.`,
      `Let one of them answer whom the policy still names, or cancel automation execution ${reference}: the next evaluation requests approval again, from those named now.`,
    );
  return approvers;
};

/** Why this person may not answer this approval request. SSM checks approvers again; who asked, only the journal knows. */
export const mayAnswer = async (
  approvalRequest: ApprovalRecord,
  word: Word,
  rules: ApprovalRules,
  journal: Journal,
): Promise<void> => {
  const { by, answer } = word;
  // Whoever works alone says so in the policy, by naming nobody but themselves.
  const [only, ...others] = mustBeNamed(approvalRequest, word, rules);
  const alone = only !== undefined && others.length === 0 && samePrincipal(only, by, 'apart');
  if (answer === 'approve' && !alone && (await requestedBy(approvalRequest, by, rules, journal)))
    throw new WaxsealError({
      code: 'own-request',
      says: `You (${by}) started what ${approvalRequest.id} asks for: nobody approves their own request.`,
      todo: `Let another approver answer. Where you work alone, name nobody but yourself under approvals.approvers: ['${by}'].`,
    });
};

/** Gives the answer; what SSM refuses is said in our words. */
export const signalled = async (
  approvals: ApprovalService,
  approvalRequest: ApprovalRecord & { readonly reference: string },
  {
    by,
    answer,
    comment,
  }: { readonly by: string; readonly answer: 'approve' | 'reject'; readonly comment: string },
): Promise<void> => {
  try {
    await approvals.signal(approvalRequest.reference, answer, comment);
  } catch (error) {
    throw inOurWords(error, approvalRequest, by);
  }
};
