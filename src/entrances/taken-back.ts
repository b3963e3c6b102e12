import type { Catalog } from '../core/catalog.ts';
import { WaxsealError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Ports } from '../core/ports.ts';
import { undo } from '../core/undo.ts';
import { executionIdOf, type ReadExecution } from './execution.ts';

interface Undoing {
  readonly catalog: Catalog;
  readonly ports: Ports;
  /** Asks SSM itself about an execution. */
  readonly execution: ReadExecution;
}

/** The step of `runbooks/undo.yaml` that calls the function. */
const step = 'Undo';

const unheard = (id: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'approval-foreign',
    says: `Automation execution ${id} ${says}.`,
    todo: 'Nothing was undone. Start the undo runbook anew.',
  });

/**
 * Called by the undo runbook with the id of its execution and nothing else: which run, why, who asked and who agreed,
 * SSM says. Only an execution that is at that very step is heard, so that calling the function later repeats nothing,
 * and only approvers that the policy names count, whomever the execution was started with.
 */
export const takeBackAsked = async (
  event: unknown,
  { catalog, ports, execution: read }: Undoing,
): Promise<{ readonly outcomes: readonly Outcome[] }> => {
  const execution = await read(executionIdOf(event));
  const { id, running } = execution;
  if (!running || execution.step !== step) throw unheard(id, 'is not waiting for its undo');
  const asked = await execution.undoAsked((await ports.policy()).approvals);
  if (asked?.decision.is !== 'approved') throw unheard(id, 'was approved by nobody');
  const { run, reason, asker: actor, decision } = asked;
  const agreed = `${reason} (agreed to by ${decision.by.join(', ')})`;
  return { outcomes: [await undo({ run, reason: agreed, actor }, catalog, ports)] };
};
