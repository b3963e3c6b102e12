import type { Catalog } from '../core/model/catalog.ts';
import { WaxsealError } from '../core/model/errors.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Ports } from '../core/model/ports.ts';
import { reconcile } from '../core/engine/reconcile.ts';
import type { ApprovalRecord } from '../core/journal/records.ts';
import { executionIdOf, goOn, type ReadExecution } from './execution.ts';

interface Approving {
  readonly catalog: Catalog;
  readonly ports: Ports;
}

/** Whoever may start the runbook may name any approval request: only the execution that we noted counts. */
const isOf = (
  approvalRequest: ApprovalRecord | undefined,
  reference: string,
): approvalRequest is ApprovalRecord => approvalRequest?.reference === reference;

/** Each approval request by itself: one that is stale or fails keeps no other from being applied. */
const lookAt = async (
  approvalRequests: readonly ApprovalRecord[],
  reference: string,
  { catalog, ports }: Approving,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const { remediation, target } of approvalRequests) {
    const unit = await catalog.remediation(remediation);
    const resource = await catalog.resource(target.type);
    outcomes.push(await reconcile({ unit, resource, target, cause: { by: 'approval', reference } }, ports));
  }
  return outcomes;
};

/**
 * Looks again at everything that an execution of the approval runbook asks for. The engine asks the approving service
 * itself who approved, so that calling this is nobody's approval. Empty: no approval request names this execution (yet); the
 * runbook's first step may be quicker than our own note of its id.
 */
export const lookAtApproved = async (event: unknown, given: Approving): Promise<readonly Outcome[]> => {
  const reference = executionIdOf(event);
  const approvalRequests: ApprovalRecord[] = [];
  for await (const { value } of given.ports.journal.list<ApprovalRecord>('approval-request'))
    if (isOf(value, reference)) approvalRequests.push(value);
  return lookAt(approvalRequests, reference, given);
};

const bad: ReadonlySet<Outcome['is']> = new Set(['failed', 'conflict', 'halted', 'stale', 'refused']);

/** Fails the runbook's step, and says in its failure message which of the plans were not applied. */
const notApplied = (
  approvalRequests: readonly ApprovalRecord[],
  outcomes: readonly Outcome[],
): WaxsealError =>
  new WaxsealError({
    code: 'approved-not-applied',
    says: `Not applied: ${outcomes
      .flatMap(({ is }, index) => (bad.has(is) ? [`${approvalRequests[index]?.id} is ${is}`] : []))
      .join(
        ', ',
      )}; applied or waiting are ${outcomes.filter(({ is }) => !bad.has(is)).length} of ${approvalRequests.length}.`,
    todo: 'waxseal history tells what became of each. Waxseal requests approval again where it is still needed.',
  });

/**
 * Called by the approval runbook with the id of its execution and nothing else: which approval requests it is about, SSM says. Every
 * plan that was gathered is looked at; when one was not applied the step fails, after the others were.
 */
export const applyApproved = async (
  event: unknown,
  given: Approving & { readonly execution: ReadExecution },
): Promise<{ readonly status: string; readonly outcomes: readonly Outcome[] }> => {
  const { journal } = given.ports;
  const { id, running, cancelling, step, parameters } = await given.execution(executionIdOf(event));
  // What is being cancelled may still be written down: to the approving service it is expired.
  if (!running && !cancelling)
    throw new WaxsealError({
      code: 'approval-foreign',
      says: `Automation execution ${id} is over.`,
      todo: 'Nothing was applied. Waxseal requests approval again where it is still needed.',
    });
  if (step === 'Approve')
    throw new WaxsealError({
      code: 'approval-foreign',
      says: `Automation execution ${id} waits for people, and asks for nothing else.`,
      todo: 'Nothing was applied. Approve or reject it; then its runbook calls the function.',
    });
  const rows = await Promise.all(
    (parameters['ApprovalRequestIds'] ?? []).map((approvalRequest) =>
      journal.read<ApprovalRecord>('approval-request', approvalRequest),
    ),
  );
  const approvalRequests = rows
    .map((row) => row?.value)
    .filter((approvalRequest) => isOf(approvalRequest, id));
  const outcomes = await lookAt(approvalRequests, id, given);
  const wrong = outcomes.filter(({ is }) => bad.has(is));
  // Before people are asked, one stale plan of several keeps nobody from being asked about the others.
  const stops = step === 'Recheck' ? wrong.length === approvalRequests.length : true;
  if (wrong.length > 0 && stops) throw notApplied(approvalRequests, outcomes);
  return { status: goOn, outcomes };
};
