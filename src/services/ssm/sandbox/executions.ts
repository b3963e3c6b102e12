import type { Execution, StepRun } from '../../../sandbox/automation.ts';
import type { Operation } from '../../../sandbox/world.ts';
import { executionOf, notFound, refused, type OfExecution } from './world.ts';

const stepShown = (execution: Execution, run: StepRun) => {
  const step = execution.runbook.mainSteps.find(({ name }) => name === run.name);
  return {
    StepName: run.name,
    Action: run.action,
    StepStatus: run.status,
    ExecutionStartTime: new Date(run.started),
    ...(run.ended !== undefined && { ExecutionEndTime: new Date(run.ended) }),
    ...(step?.timeoutSeconds !== undefined && { TimeoutSeconds: step.timeoutSeconds }),
    ...(run.failure !== undefined && { FailureMessage: run.failure }),
    Outputs: run.outputs,
  };
};

export const getAutomationExecution: Operation<OfExecution> = (world, input) => {
  const found = executionOf(world, input);
  if (!found) return notFound('GetAutomationExecution');
  const shown = {
    AutomationExecutionId: found.id,
    DocumentName: found.document,
    DocumentVersion: found.version,
    AutomationExecutionStatus: found.status,
    ExecutedBy: found.by,
    Parameters: found.parameters,
    Mode: 'Auto',
    ExecutionStartTime: new Date(found.started),
    ...(found.ended !== undefined && { ExecutionEndTime: new Date(found.ended) }),
    ...(found.failure !== undefined && { FailureMessage: found.failure }),
    CurrentStepName: found.steps.at(-1)?.name,
    StepExecutions: found.steps.map((run) => stepShown(found, run)),
    StepExecutionsTruncated: false,
    Outputs: Object.fromEntries(
      found.steps.flatMap(({ name, outputs }) =>
        Object.entries(outputs).map(([key, value]) => [`${name}.${key}`, value]),
      ),
    ),
  };
  return { world, output: { AutomationExecution: shown } };
};

export const describeAutomationStepExecutions: Operation<OfExecution> = (world, input) => {
  const found = executionOf(world, input);
  if (!found) return notFound('DescribeAutomationStepExecutions');
  return { world, output: { StepExecutions: found.steps.map((run) => stepShown(found, run)) } };
};

interface DescribeExecutions {
  readonly Filters?: readonly { readonly Key: string; readonly Values: readonly string[] }[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}
export const describeAutomationExecutions: Operation<DescribeExecutions> = (world, input) => {
  const page = 'DescribeAutomationExecutions';
  const { Filters = [], MaxResults: size = 50, NextToken } = input;
  const strange = Filters.find(({ Key }) => !['DocumentNamePrefix', 'ExecutionStatus'].includes(Key));
  if (strange) return refused('InvalidFilterKey', `The sandbox knows no filter ${strange.Key}`, page);
  const fits = (execution: Execution): boolean =>
    Filters.every(({ Key, Values }) =>
      Key === 'ExecutionStatus'
        ? Values.includes(execution.status)
        : Values.some((prefix) => execution.document.startsWith(prefix)),
    );
  const all = world.ssm.Executions.filter(fits);
  const from = NextToken === undefined ? 0 : Number(NextToken);
  const AutomationExecutionMetadataList = all.slice(from, from + size).map((execution) => ({
    AutomationExecutionId: execution.id,
    DocumentName: execution.document,
    DocumentVersion: execution.version,
    AutomationExecutionStatus: execution.status,
    ExecutionStartTime: new Date(execution.started),
    ExecutedBy: execution.by,
  }));
  const more = from + size < all.length ? { NextToken: String(from + size) } : {};
  return { world, output: { AutomationExecutionMetadataList, ...more } };
};
