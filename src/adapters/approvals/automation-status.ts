/**
 * What a status of an execution, or of a step, means. Only what is over is listed: a status that AWS adds is of something
 * that goes on.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AutomationExecution.html
 */
const over: ReadonlySet<string> = new Set([
  'Cancelled',
  'ChangeCalendarOverrideRejected',
  'CompletedWithFailure',
  'CompletedWithSuccess',
  'Exited',
  'Failed',
  'Rejected',
  'Success',
  'TimedOut',
]);

export const isOver = (status: string | undefined): boolean => status !== undefined && over.has(status);

/** Somebody has cancelled it, and it comes to its end. */
export const isCancelling = (status: string | undefined): boolean => status === 'Cancelling';

/** Goes on, and nobody has cancelled it. Without a status nothing is known to. */
export const isRunning = (status: string | undefined): boolean =>
  status !== undefined && !isOver(status) && !isCancelling(status);

/** A step that is neither over nor still to come: SSM lists steps that have not begun as `Pending`. */
export const isUnderWay = (status: string | undefined): boolean =>
  status !== undefined && !isOver(status) && status !== 'Pending';
