import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Runbooks, their executions, and change calendars; and parameters, which are read and never decrypted. */
export default service({
  client: 'SSMClient',
  prefix: 'ssm',
  iam,
  reads: [
    'DescribeAutomationExecutions',
    'DescribeAutomationStepExecutions',
    'DescribeDocument',
    'DescribeParameters',
    'GetAutomationExecution',
    'GetCalendarState',
    'GetDocument',
    'GetParameters',
    'ListTagsForResource',
  ],
  gathered: { GetParameters: { asks: 'Names', most: 10, answers: 'Parameters', by: 'Name' } },
  narrowed: {
    ListTagsForResource: {
      on: ['parameter'],
      because: 'Tags of nothing else of Systems Manager are looked at.',
    },
  },
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
