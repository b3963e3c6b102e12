import type { WaxsealError } from '../core/errors.ts';
import type { Decision } from '../core/ports.ts';
import { decisionOf, principalOf } from './approvals-decision.ts';
import { executionOf, foreign, type SsmRunbook } from './approvals-execution.ts';

/** What an execution of the undo runbook says. `run` and `reason` are what it was started with. */
export interface UndoAsked {
  readonly run: string;
  readonly reason: string;
  /** Who started it. A principal ARN. */
  readonly asker: string;
  readonly decision: Decision;
}

const approvedByStrangers = (reference: string, by: readonly string[]): WaxsealError =>
  foreign(reference, `${by.join(', ')} approved it, and the policy names other approvers`);

/**
 * Reads an execution of the undo runbook: whose run, why, and whether enough of the policy's approvers, other than the
 * asker, have approved. Whoever starts an execution chooses the approvers it waits for; only the policy's count. For
 * the function that undoes, which is called with an execution's id and nothing else. `undefined`: SSM has forgotten it.
 * Throws `approval-foreign`, `approval-by-asker`, `approval-unreadable`.
 */
export const ssmUndoAsked =
  (runbook: SsmRunbook) =>
  async (
    reference: string,
    { approvers, minimum }: { readonly approvers: readonly string[]; readonly minimum: number },
  ): Promise<UndoAsked | undefined> => {
    const execution = await executionOf(reference, runbook);
    if (!execution) return undefined;
    const [run] = execution.Parameters?.['RunId'] ?? [];
    if (run === undefined) throw foreign(reference, 'it names no run');
    const decision = decisionOf(reference, execution);
    const named = new Set(approvers);
    const counts = (by: string): boolean => named.has(by) || named.has(principalOf(by));
    if (decision.is === 'approved' && decision.by.filter(counts).length < Math.max(1, minimum))
      throw approvedByStrangers(reference, decision.by);
    return {
      run,
      reason: execution.Parameters?.['Reason']?.[0] ?? '',
      asker: execution.ExecutedBy ?? '',
      decision,
    };
  };
