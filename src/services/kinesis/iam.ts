// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeStreamSummary: { access: 'read', on: ['stream'] },
    ListStreams: { access: 'read', on: [], lists: true },
    ListTagsForResource: { access: 'read', on: ['channel', 'consumer', 'stream'] },
  },
  arns: {
    channel: 'arn:{partition}:kinesis:{region}:{account}:channel/*',
    consumer: 'arn:{partition}:kinesis:{region}:{account}:*/*/consumer/*:*',
    stream: 'arn:{partition}:kinesis:{region}:{account}:stream/*',
  },
};
