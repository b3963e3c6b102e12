import type { StepEnded } from '../adapters/approvals/executions-ssm.ts';
import type { Catalog } from '../core/model/catalog.ts';
import { WaxsealError } from '../core/model/errors.ts';
import type { Outcome, Reason } from '../core/model/outcome.ts';
import type { Ports } from '../core/model/ports.ts';
import { noteNotRolledBack, verifyUndo, type UndoCause } from '../core/engine/undo-after.ts';
import { undo, whyNotRolledBack } from '../core/engine/undo.ts';
import { executionIdOf, goOn, type Execution, type ReadExecution } from './execution.ts';

interface Undoing {
  readonly catalog: Catalog;
  readonly ports: Ports;
  /** Asks SSM itself about an execution. */
  readonly execution: ReadExecution;
}

interface Came {
  readonly outcomes: readonly Outcome[];
}

const unheard = (id: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'approval-foreign',
    says: `Automation execution ${id} ${says}.`,
    todo: 'Nothing was undone. Start the undo runbook again.',
  });

const reasonOf = (outcome: Outcome): string => {
  if (outcome.is === 'failed') return outcome.failure.says;
  return 'because' in outcome ? (outcome.because[0]?.says ?? '') : '';
};

const todoOf = (outcome: Outcome): string | undefined =>
  'because' in outcome ? outcome.because[0]?.todo : undefined;

/** Fails the runbook's step; what it says is the step's failure message. */
const notRolledBack = (run: string, outcome: Outcome): WaxsealError =>
  new WaxsealError({
    code: 'not-rolled-back',
    says: `${run} is not taken back: ${[outcome.is, reasonOf(outcome)].filter((part) => part !== '').join(': ')}`,
    todo: todoOf(outcome) ?? 'waxseal history tells what became of it.',
  });

const runOf = ({ id, parameters }: Execution): string => {
  const [run] = parameters['RunId'] ?? [];
  if (run === undefined) throw unheard(id, 'names no run');
  return run;
};

const causeOf = ({ id, by }: Execution): UndoCause => ({ by: 'person', actor: by, reference: id });

const recheck = async (execution: Execution, { catalog, ports }: Undoing): Promise<Came> => {
  const run = runOf(execution);
  const why = await whyNotRolledBack(run, catalog, ports);
  if (why) throw notRolledBack(run, why);
  return { outcomes: [] };
};

/** What an undo may come to without having failed; AWS may show later what was put back. */
const good: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>([
  'rolled-back',
  'remediated',
  'progressed',
  'settling',
]);

const takeBack = async (execution: Execution, { catalog, ports }: Undoing): Promise<Came> => {
  const { id } = execution;
  const asked = await execution.undoRequested((await ports.policy()).approvals);
  if (asked?.decision.is !== 'approved') throw unheard(id, 'was approved by nobody');
  const { run, reason, requester: actor, decision } = asked;
  const agreed = `${reason} (agreed to by ${decision.by.join(', ')})`;
  const outcome = await undo({ run, reason: agreed, actor, reference: id }, catalog, ports);
  if (!good.has(outcome.is)) throw notRolledBack(run, outcome);
  return { outcomes: [outcome] };
};

/** As long as a sentence in the log should be; AWS puts a whole error message into a step's failure. */
const longest = 400;

const notFinished = (run: string, step: string, why: string): Reason => ({
  check: 'undo-not-finished',
  says: `The undo of ${run} ended at step ${step}: ${why.slice(0, longest)}`,
  todo: 'waxseal history and the execution tell more. What it had begun to write is finished by the sweep.',
});

const verify = async (execution: Execution, { catalog, ports }: Undoing): Promise<Came> => {
  const run = runOf(execution);
  const outcome = await verifyUndo(run, causeOf(execution), catalog, ports);
  if (outcome && !good.has(outcome.is)) {
    const error = notRolledBack(run, outcome);
    // Here already, because AWS may call the step of a function that threw a success, and Record would not come.
    await noteNotRolledBack(run, notFinished(run, 'Verify', error.message), causeOf(execution), ports);
    throw error;
  }
  return { outcomes: outcome ? [outcome] : [] };
};

/** Why an execution was not allowed to go on to its end, from the step at which it left its way. */
const whyOf = async (execution: Execution, { ports }: Undoing): Promise<Reason> => {
  const run = runOf(execution);
  const {
    name,
    status,
    failure = '',
  }: StepEnded = execution.ended.find((one) => one.status !== 'Success') ?? {
    name: 'Record',
    status: 'Success',
  };
  const again = 'Start the undo runbook again, if it is still wanted.';
  if (status === 'Cancelled')
    return {
      check: 'undo-cancelled',
      says: `The undo of ${run} was cancelled at step ${name}.`,
      todo: again,
    };
  if (status === 'TimedOut') {
    const waited = name === 'Approve' ? 'nobody answered in time' : `step ${name} ran out of time`;
    return { check: 'undo-timed-out', says: `${run} was not rolled back: ${waited}.`, todo: again };
  }
  const decision = name === 'Approve' ? await decisionOf(execution, ports) : undefined;
  if (decision?.is === 'rejected') {
    const { by, comment } = decision;
    const who = by.length > 0 ? by.join(', ') : 'an approver';
    const why = comment === undefined || comment === '' ? '' : `: ${comment.slice(0, longest)}`;
    const says = `The undo of ${run} was rejected by ${who}${why}.`;
    return { check: 'undo-rejected', says, todo: 'Talk to whoever rejected it.' };
  }
  return notFinished(run, name, failure || status);
};

/** Who answered what; that somebody may not have answered is a reason of its own, at the step that asks for it. */
const decisionOf = async (execution: Execution, ports: Ports) => {
  try {
    return (await execution.undoRequested((await ports.policy()).approvals))?.decision;
  } catch {
    return undefined;
  }
};

const note = async (execution: Execution, undoing: Undoing): Promise<Came> => {
  const because = await whyOf(execution, undoing);
  const outcome = await noteNotRolledBack(runOf(execution), because, causeOf(execution), undoing.ports);
  return { outcomes: outcome ? [outcome] : [] };
};

/** The steps of `runbooks/undo.yaml` that call the function. */
const steps: ReadonlyMap<string, (execution: Execution, undoing: Undoing) => Promise<Came>> = new Map([
  ['Recheck', recheck],
  ['Undo', takeBack],
  ['Verify', verify],
  ['Record', note],
]);

/**
 * Called by the undo runbook with the id of its execution and nothing else: at which step it is, which run, why, who
 * asked and who agreed, SSM says. Only an execution that is at one of these very steps is heard, and each step does its
 * own work only, so that calling the function at another time undoes nothing; and only approvers that the policy names
 * count, whomever the execution was started with. A cancelled execution may still be written down.
 */
export const undoStep = async (
  event: unknown,
  undoing: Undoing,
): Promise<Came & { readonly status: string }> => {
  const execution = await undoing.execution(executionIdOf(event));
  const { id, running, cancelling, step = '' } = execution;
  const work = steps.get(step);
  if (!work || !(running || (cancelling && step === 'Record')))
    throw unheard(id, 'is at no step that asks for anything');
  return { status: goOn, ...(await work(execution, undoing)) };
};
