/** One thing that is wrong with a runbook. */
export interface Problem {
  readonly code:
    | 'shape'
    | 'size'
    | 'step-name'
    | 'unknown-action'
    | 'unknown-key'
    | 'missing-input'
    | 'missing-timeout'
    | 'timeout-too-long'
    | 'no-such-step'
    | 'unresolved'
    | 'unreachable'
    | 'write-without-approval'
    | 'parameter-too-long'
    | 'message-too-long';
  /** The step's name, or the path in the document. */
  readonly where: string;
  readonly says: string;
}

export const problem = (code: Problem['code'], where: string, says: string): Problem => ({
  code,
  where,
  says,
});
