import { sessionsCounted } from '../../aws/principal.ts';
import type { WaxsealError } from '../../core/model/errors.ts';
import type { ApprovalState } from '../../core/model/ports.ts';
import { decisionOf } from './decision.ts';
import { executionOf, foreign, type SsmRunbook } from './execution.ts';
import { areEnough, type ApprovalRules } from './named.ts';

/** What an execution of the undo runbook says. `run` and `reason` are what it was started with. */
export interface UndoRequested {
  readonly run: string;
  readonly reason: string;
  /** Who started it. A principal ARN. */
  readonly requester: string;
  readonly decision: ApprovalState;
}

const approvedByStrangers = (reference: string, by: readonly string[]): WaxsealError =>
  foreign(reference, `${by.join(', ')} approved it, and the policy names other approvers, or more`);

/**
 * Reads an execution of the undo runbook: whose run, why, and whether enough of the policy's approvers, other than the
 * asker, have approved. Whoever starts an execution chooses the approvers it waits for; only the policy's count. For
 * the function that undoes, which is called with an execution's id and nothing else. `undefined`: SSM has forgotten it.
 * Throws `approval-foreign`, `approval-by-requester`, `approval-unreadable`.
 */
export const ssmUndoRequested =
  (runbook: SsmRunbook) =>
  async (reference: string, rules: ApprovalRules): Promise<UndoRequested | undefined> => {
    const execution = await executionOf(reference, runbook);
    if (!execution) return undefined;
    const [run] = execution.Parameters?.['RunId'] ?? [];
    if (run === undefined) throw foreign(reference, 'it names no run');
    const decision = decisionOf(reference, execution, sessionsCounted(rules.countSessions));
    if (decision.is === 'approved' && !areEnough(decision.by, rules))
      throw approvedByStrangers(reference, decision.by);
    return {
      run,
      reason: execution.Parameters?.['Reason']?.[0] ?? '',
      requester: execution.ExecutedBy ?? '',
      decision,
    };
  };
