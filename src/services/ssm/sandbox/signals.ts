import { isApprover } from '../../../aws/principal.ts';
import { answered, endStep, waitingFor } from '../../../sandbox/automation.ts';
import type { Operation } from '../../../sandbox/world.ts';
import { ended, executionOf, notFound, refused, withExecution, type OfExecution } from './world.ts';

/** SSM takes the bare name of a user, too. */
const isNamed = (caller: string, approver: string): boolean =>
  /:user\/(?:.*\/)?([^/]+)$/.exec(caller)?.[1] === approver || isApprover(caller, approver);

interface Signal extends OfExecution {
  readonly SignalType: string;
  readonly Payload?: Readonly<Record<string, readonly string[]>>;
}
/** Whoever started the execution may approve it too, if listed: AWS does not forbid it. */
export const sendAutomationSignal: Operation<Signal> = (world, input, { now, caller }) => {
  const page = 'SendAutomationSignal';
  const found = executionOf(world, input);
  if (!found) return notFound(page);
  const { SignalType: type } = input;
  const wrong = (message: string) => refused('InvalidAutomationSignalException', message, page);
  if (type !== 'Approve' && type !== 'Reject') return wrong(`The sandbox knows no signal ${type}`);
  const waiting = waitingFor(found);
  if (!waiting) return wrong('The execution does not wait for an approval');
  if (!waiting.approvers.some((approver) => isNamed(caller, approver)))
    return wrong(`${caller} is not an approver of this step`);
  const answer = {
    approver: caller,
    decision: type === 'Approve' ? ('Approved' as const) : ('Rejected' as const),
    comment: input.Payload?.['Comment']?.[0] ?? '',
  };
  return { world: withExecution(world, answered(found, answer, now)), output: {} };
};

interface Stop extends OfExecution {
  readonly Type?: 'Cancel' | 'Complete';
}
export const stopAutomationExecution: Operation<Stop> = (world, input, { now }) => {
  const page = 'StopAutomationExecution';
  const found = executionOf(world, input);
  if (!found) return notFound(page);
  if (ended(found))
    return refused('InvalidAutomationStatusUpdateException', `The execution is ${found.status}`, page);
  return { world: withExecution(world, endStep(found, { status: 'Cancelled' }, now)), output: {} };
};
