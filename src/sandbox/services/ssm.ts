import type { Operations } from '../world.ts';
import { getCalendarState } from './ssm-calendars.ts';
import {
  describeAutomationExecutions,
  describeAutomationStepExecutions,
  getAutomationExecution,
} from './ssm-executions.ts';
import { sendAutomationSignal, stopAutomationExecution } from './ssm-signals.ts';
import { startAutomationExecution } from './ssm-start.ts';

export const ssm: Operations = {
  DescribeAutomationExecutions: describeAutomationExecutions,
  DescribeAutomationStepExecutions: describeAutomationStepExecutions,
  GetAutomationExecution: getAutomationExecution,
  GetCalendarState: getCalendarState,
  SendAutomationSignal: sendAutomationSignal,
  StartAutomationExecution: startAutomationExecution,
  StopAutomationExecution: stopAutomationExecution,
};
