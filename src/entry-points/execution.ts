import type { Execution, ReadExecution } from '../adapters/approvals/executions-ssm.ts';
import { WaxsealError } from '../core/model/errors.ts';

/**
 * What a function says to its runbook when all is well; the runbook goes on at nothing else. No name that AWS allows and
 * no message of ours contains it.
 */
export const goOn = 'waxseal: go on';

const notAnExecution = (): WaxsealError =>
  new WaxsealError({
    code: 'bad-execution',
    says: 'The function was not called with the id of an execution and nothing else.',
    todo: 'Only its runbook calls it. Approve through SSM Automation or `waxseal approve`.',
  });

/** The id of an execution, from an event that holds nothing else. */
export const executionIdOf = (event: unknown): string => {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) throw notAnExecution();
  const [only, ...more] = Object.entries(event);
  const id: unknown = only?.[1];
  if (only?.[0] !== 'executionId' || more.length > 0) throw notAnExecution();
  if (typeof id === 'string' && /^[\w-]{8,64}$/.test(id)) return id;
  throw notAnExecution();
};

export type { Execution, ReadExecution };
