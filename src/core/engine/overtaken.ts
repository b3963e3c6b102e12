import { overtake } from '../approvals/approval-requests.ts';
import type { Run } from '../journal/records.ts';
import type { Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import type { Step } from './record.ts';
import { amendRun } from './runs.ts';

/** An approval request whose plan a run applies without it: nobody has to answer it any more. */

/** Ends it. What cannot be withdrawn is told as a reason of the run, and stops nothing: an answer to it counts no more. */
export const endOvertaken = async (id: string | undefined, run: Run, ports: Ports): Promise<void> => {
  if (id === undefined) return;
  const { notWithdrawn } = await overtake({ id }, 'It is applied without an approval.', ports);
  if (notWithdrawn === undefined) return;
  const says = `${id} is over, and could not be withdrawn: ${notWithdrawn} An answer to it does nothing.`;
  const reason: Reason = { check: 'withdrawal', says };
  await amendRun(run.id, (now) => ({ ...now, reasons: [...now.reasons, reason] }), ports);
};

/** A finding of which it has been ended waits for it no more. */
export const withoutOvertaken = (id: string | undefined, step: Step): Step =>
  id === undefined ? step : { ...step, marks: { ...step.marks, approvalRequest: null } };
