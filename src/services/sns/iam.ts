// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetSubscriptionAttributes: { access: 'read', on: ['topic'] },
    GetTopicAttributes: { access: 'read', on: ['topic'] },
    ListSubscriptionsByTopic: { access: 'read', on: ['topic'] },
    ListTagsForResource: { access: 'read', on: ['topic'] },
    ListTopics: { access: 'read', on: [], lists: true },
    Publish: { access: 'write', on: ['topic'] },
    SetTopicAttributes: { access: 'write', on: ['topic'] },
  },
  arns: { topic: 'arn:{partition}:sns:{region}:{account}:*' },
};
