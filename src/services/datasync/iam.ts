// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeLocationObjectStorage: { access: 'read', on: ['location'] },
    ListLocations: { access: 'read', on: [], lists: true },
    ListTagsForResource: {
      access: 'read',
      on: ['agent', 'discoveryjob', 'location', 'storagesystem', 'task', 'taskexecution'],
    },
    ListTasks: { access: 'read', on: [], lists: true },
    UpdateLocationObjectStorage: { access: 'write', on: ['location'] },
  },
  arns: {
    agent: 'arn:{partition}:datasync:{region}:{account}:agent/*',
    discoveryjob: 'arn:{partition}:datasync:{region}:{account}:system/*/job/*',
    location: 'arn:{partition}:datasync:{region}:{account}:location/*',
    storagesystem: 'arn:{partition}:datasync:{region}:{account}:system/*',
    task: 'arn:{partition}:datasync:{region}:{account}:task/*',
    taskexecution: 'arn:{partition}:datasync:{region}:{account}:task/*/execution/*',
  },
};
