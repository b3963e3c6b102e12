// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    CreateDocument: { access: 'write', on: ['document'] },
    DeleteDocument: { access: 'write', on: ['document'] },
    DescribeAutomationExecutions: { access: 'read', on: [] },
    DescribeAutomationStepExecutions: { access: 'read', on: ['automation-execution'] },
    DescribeDocument: { access: 'read', on: ['document'] },
    DescribeParameters: { access: 'read', on: [], lists: true },
    GetAutomationExecution: { access: 'read', on: ['automation-execution'] },
    GetCalendarState: { access: 'read', on: ['document'] },
    GetDocument: { access: 'read', on: ['document'] },
    GetParameters: { access: 'read', on: ['parameter'] },
    ListTagsForResource: { access: 'read', on: ['parameter'] },
    SendAutomationSignal: { access: 'write', on: ['automation-execution'] },
    StartAutomationExecution: { access: 'write', on: ['automation-execution', 'document'] },
    StopAutomationExecution: { access: 'write', on: ['automation-execution'] },
    UpdateDocument: { access: 'write', on: ['document'] },
    UpdateDocumentDefaultVersion: { access: 'write', on: ['document'] },
  },
  arns: {
    'automation-execution': 'arn:{partition}:ssm:{region}:{account}:automation-execution/*',
    document: 'arn:{partition}:ssm:{region}:{account}:document/*',
    parameter: 'arn:{partition}:ssm:{region}:{account}:parameter/*',
  },
};
