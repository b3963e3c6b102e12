import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Runbooks, their executions, and change calendars. */
export default service({
  client: 'SSMClient',
  prefix: 'ssm',
  iam,
  reads: [
    'DescribeAutomationExecutions',
    'DescribeAutomationStepExecutions',
    'DescribeDocument',
    'GetAutomationExecution',
    'GetCalendarState',
    'GetDocument',
  ],
  writes: [
    'CreateDocument',
    'DeleteDocument',
    'SendAutomationSignal',
    'StartAutomationExecution',
    'StopAutomationExecution',
    'UpdateDocument',
    'UpdateDocumentDefaultVersion',
  ],
});
