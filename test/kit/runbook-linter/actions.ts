/** What Automation documents know: the actions that Waxseal uses, keys of steps and of the document. */

interface Action {
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  readonly outputs: readonly string[];
  /** Seconds that AWS waits at the most; absent: the step neither waits nor calls. */
  readonly longest?: number;
  /** Takes the parameters of whatever API it calls. */
  readonly anyInput?: true;
}

const days = 86_400;
const property: Action = {
  inputs: [],
  required: ['Service', 'Api', 'PropertySelector', 'DesiredValues'],
  outputs: [],
  longest: 7 * days,
  anyInput: true,
};
/** By name. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html */
export const actions: Readonly<Record<string, Action>> = {
  'aws:approve': {
    inputs: ['Approvers', 'Message', 'MinRequiredApprovals', 'NotificationArn'],
    required: ['Approvers', 'Message', 'MinRequiredApprovals'],
    outputs: ['ApprovalStatus', 'ApproverDecisions'],
    longest: 30 * days,
  },
  'aws:assertAwsResourceProperty': property,
  'aws:branch': { inputs: ['Choices', 'Default'], required: ['Choices', 'Default'], outputs: [] },
  'aws:invokeLambdaFunction': {
    inputs: ['FunctionName', 'InputPayload'],
    required: ['FunctionName', 'InputPayload'],
    outputs: ['Payload', 'StatusCode'],
    longest: 300,
  },
  'aws:sleep': { inputs: ['Duration'], required: ['Duration'], outputs: [] },
  'aws:waitForAwsResourceProperty': property,
};

export const stepKeys = new Set([
  'name',
  'description',
  'action',
  'inputs',
  'timeoutSeconds',
  'onFailure',
  'onCancel',
  'isCritical',
  'isEnd',
  'nextStep',
]);
export const documentKeys = new Set([
  'schemaVersion',
  'description',
  'assumeRole',
  'parameters',
  'mainSteps',
  'outputs',
]);

/** What Automation itself gives every runbook. */
export const systemNames = new Set([
  'automation:EXECUTION_ID',
  'global:ACCOUNT_ID',
  'global:DATE',
  'global:DATE_TIME',
  'global:REGION',
]);
