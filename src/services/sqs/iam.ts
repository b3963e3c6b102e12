// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetQueueAttributes: { access: 'read', on: ['queue'] },
    GetQueueUrl: { access: 'read', on: ['queue'] },
    ListQueueTags: { access: 'read', on: ['queue'] },
    ListQueues: { access: 'read', on: [] },
    SendMessage: { access: 'write', on: ['queue'] },
    SetQueueAttributes: { access: 'write', on: ['queue'] },
  },
  arns: { queue: 'arn:{partition}:sqs:{region}:{account}:*' },
};
