// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeServices: { access: 'read', on: ['service'] },
    DescribeTaskDefinition: { access: 'read', on: [] },
    DescribeTasks: { access: 'read', on: ['task'] },
    ListClusters: { access: 'read', on: [], lists: true },
    ListServices: { access: 'read', on: [], lists: true },
    ListTaskDefinitionFamilies: { access: 'read', on: [], lists: true },
    ListTaskDefinitions: { access: 'read', on: [], lists: true },
    ListTasks: { access: 'read', on: ['container-instance'] },
  },
  arns: {},
};
