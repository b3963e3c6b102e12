import { quoted } from '../../core/say/shell.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { reconcile } from '../../core/engine/reconcile.ts';
import type { ApprovalRecord, Hold } from '../../core/journal/records.ts';
import { type Block, dim, gap, text } from '../../report/blocks.ts';
import { mayAnswer, signalled } from '../runtime/approvals.ts';
import type { CommandResult, Context } from '../runtime/context.ts';
import { exitOf, exits } from '../output/exits.ts';
import { heedInterrupts } from '../runtime/interrupt.ts';
import { outcomeView } from '../output/outcome-view.ts';
import type { Station } from '../runtime/station.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage.ts';

const approvalRequestNamed = async (id: string, { ports }: Station): Promise<ApprovalRecord> => {
  const row = await ports.journal.read<ApprovalRecord>('approval-request', id);
  if (row) return row.value;
  const open: string[] = [];
  for await (const { key, value } of ports.journal.list<ApprovalRecord>('approval-request'))
    if (value.status === 'open') open.push(key);
  const otherwise =
    open.length > 0
      ? `Open are: ${open.slice(0, 5).join(', ')}.`
      : 'Nothing waits for an approval; check which journal is used.';
  throw new UsageError(
    'approval-request-unknown',
    `There is no approval request "${id}" in this journal.`,
    didYouMean(id, open, otherwise),
  );
};

const closed = (approvalRequest: ApprovalRecord): UsageError =>
  new UsageError(
    'approval-request-closed',
    `The approval request ${approvalRequest.id} is closed already: ${approvalRequest.status}.`,
    `waxseal history --resource ${quoted(approvalRequest.target.arn)} tells what became of it.`,
  );

const notYet = (approvalRequest: ApprovalRecord): UsageError =>
  new UsageError(
    'approval-request-queued',
    `The approval request ${approvalRequest.id} waits for its turn: too many are open.`,
    'Answer those that are open; it is put before approvers by itself.',
  );

const notAlone = (approvalRequest: ApprovalRecord, others: readonly string[]): UsageError =>
  new UsageError(
    'approval-request-in-digest',
    `One answer decides ${approvalRequest.id} together with ${others.join(', ')}.`,
    'Look at all of them in waxseal report, then give --together.',
  );

/** The answer is SSM's now: its runbook looks again and applies, in AWS. */
const handedOn = (
  approvalRequest: ApprovalRecord,
  { by, answer }: { readonly by: string; readonly answer: 'approve' | 'reject' },
): CommandResult => {
  const exit = answer === 'approve' ? exits.waiting : exits.done;
  const schema = answer === 'approve' ? 'waxseal/approve/v1' : 'waxseal/reject/v1';
  const says =
    answer === 'approve'
      ? 'SSM has your approval. When there are enough, its runbook has the plan looked at again and applied.'
      : 'SSM has your rejection. Nobody is asked again for some days.';
  const view = [
    text(says),
    text([dim(`waxseal history --resource ${quoted(approvalRequest.target.arn)} tells how it ended.`)]),
    gap,
  ];
  const document = {
    schema,
    approvalRequest: approvalRequest.id,
    applies: 'in-aws',
    answer,
    by,
    exit,
  } as const;
  return { document, view, exit };
};

/** What a rejection has brought, whatever the look after it says: the resource may be compliant by now. */
const holdView = async ({ id, finding }: ApprovalRecord, { ports }: Station): Promise<readonly Block[]> => {
  const hold = (await ports.journal.read<Hold>('hold', finding))?.value;
  const until = hold?.until === undefined ? '' : ` until ${hold.until}`;
  return [text([`${id} is rejected`, hold ? `: left alone${until}; waxseal release ends that.` : '.'])];
};

/** Gives a person's answer to one approval request, and looks at the resource at once: an approved plan is applied by that look. */
export const answerApprovalRequest = async (
  given: {
    readonly id: string;
    readonly answer: 'approve' | 'reject';
    readonly comment: string;
    /** Answers the approval requests that stand in the same execution too. */
    readonly together: boolean;
  },
  context: Context,
): Promise<CommandResult> => {
  const station = await context.station({
    writes: true,
    near: async (_, journal) =>
      (await journal.read<ApprovalRecord>('approval-request', given.id))?.value.target.region,
  });
  const { approvals } = await station.policy.load();
  const approvalRequest = await approvalRequestNamed(given.id, station);
  const { reference } = approvalRequest;
  if (approvalRequest.status === 'open' && reference === undefined) throw notYet(approvalRequest);
  if (approvalRequest.status !== 'open' || reference === undefined) throw closed(approvalRequest);
  if (approvalRequest.with && approvalRequest.with.length > 0 && !given.together)
    throw notAlone(approvalRequest, approvalRequest.with);
  const { arn: actor } = await station.caller();
  const word = { by: actor, answer: given.answer, comment: given.comment };
  await mayAnswer(approvalRequest, { ...word, in: station.approvals.in }, approvals, station.ports.journal);
  await signalled(station.ports.approvals, { ...approvalRequest, reference }, word);
  if (station.approvals.in === 'ssm') return handedOn(approvalRequest, word);
  const unit = await station.catalog.remediation(approvalRequest.remediation);
  const resource = await station.catalog.resource(approvalRequest.target.type);
  const interrupt = heedInterrupts(station.ports, context);
  let outcome: Outcome;
  try {
    const cause = { by: 'approval', actor, reference: approvalRequest.id } as const;
    outcome = await reconcile({ unit, resource, target: approvalRequest.target, cause }, interrupt.ports);
  } finally {
    interrupt.end();
  }
  // Rejected and now on hold is what was wanted; anything else is told as it is.
  const exit = given.answer === 'reject' && outcome.is === 'skipped' ? exits.done : exitOf(outcome.is);
  const ended = { remediation: approvalRequest.remediation, target: approvalRequest.target, outcome };
  const schema = given.answer === 'approve' ? 'waxseal/approve/v1' : 'waxseal/reject/v1';
  const document = {
    schema,
    approvalRequest: approvalRequest.id,
    applies: 'here',
    answer: given.answer,
    by: actor,
    result: ended,
    exit,
  };
  return {
    document,
    view: [
      ...(given.answer === 'reject' ? await holdView(approvalRequest, station) : []),
      ...outcomeView(ended, { verbose: context.globals.verbose, isAlone: station.isAlone }),
      gap,
    ],
    exit,
  };
};
