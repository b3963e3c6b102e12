// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeBroker: { access: 'read', on: ['brokers'] },
    ListBrokers: { access: 'read', on: [], lists: true },
    ListTags: { access: 'read', on: ['brokers'] },
  },
  arns: { brokers: 'arn:{partition}:mq:{region}:{account}:broker:*:*' },
};
