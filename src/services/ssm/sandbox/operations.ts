import type { Operations } from '../../../sandbox/world.ts';
import { getCalendarState } from './calendars.ts';
import {
  describeAutomationExecutions,
  describeAutomationStepExecutions,
  getAutomationExecution,
} from './executions.ts';
import { parameters } from './parameters.ts';
import { sendAutomationSignal, stopAutomationExecution } from './signals.ts';
import { startAutomationExecution } from './start.ts';

export const ssm: Operations = {
  ...parameters,
  DescribeAutomationExecutions: describeAutomationExecutions,
  DescribeAutomationStepExecutions: describeAutomationStepExecutions,
  GetAutomationExecution: getAutomationExecution,
  GetCalendarState: getCalendarState,
  SendAutomationSignal: sendAutomationSignal,
  StartAutomationExecution: startAutomationExecution,
  StopAutomationExecution: stopAutomationExecution,
};
