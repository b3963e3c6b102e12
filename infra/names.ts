/** Names that more than one template must agree on: the hub's functions are trusted by name in every account. */
export const names = {
  readRole: 'waxseal-read',
  /** The service follows: `waxseal-write-s3`. */
  writeRole: 'waxseal-write-',
  /** Reads logs for evidence: apart from the read role, because logs say more about people. */
  evidenceRole: 'waxseal-evidence',
  /** Tells Security Hub and AWS Config, where the resource is, what was verified. */
  notifyRole: 'waxseal-notify',
  /** Puts what custom rules of the account were evaluated to, when the function is in another account. */
  evaluationsRole: 'waxseal-put-evaluations',
  /** Calls the functions that probe private addresses, one in each VPC. */
  probeRole: 'waxseal-probe',
  /** Takes events from an account's own buses to the hub's. */
  forwardRole: 'waxseal-forward',
  /** What the approval runbook runs as. */
  approvalRole: 'waxseal-approval',
  bus: 'waxseal',
  /** What a Region of an account could not send to the bus. */
  forwardDeadLetters: 'waxseal-forward-dead-letters',
  killSwitch: '/waxseal/kill-switch',
  /** SSM publishes only to topics whose name begins with `Automation`. */
  approvalTopic: 'AutomationWaxsealApprovals',
  policyKey: 'waxseal.yaml',
} as const;

/** The functions by the name of their file in `handlers`. */
export const functionNames = ['remediate', 'sweep', 'apply-approved', 'undo', 'evaluate'] as const;
export type FunctionName = (typeof functionNames)[number];

/** Those that may come to write, or tell of it. Evaluating for AWS Config only reads. */
export const writingFunctions: readonly FunctionName[] = functionNames.filter((name) => name !== 'evaluate');

/** One name for a function and for the role that it runs as. */
export const functionName = (name: FunctionName): string => `waxseal-${name}`;
