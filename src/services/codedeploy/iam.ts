// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    BatchGetApplications: { access: 'read', on: ['application'] },
    BatchGetDeploymentGroups: { access: 'read', on: ['deploymentgroup'] },
    ListApplications: { access: 'read', on: [], lists: true },
    ListDeploymentGroups: { access: 'read', on: ['application'] },
  },
  arns: {
    application: 'arn:{partition}:codedeploy:{region}:{account}:application:*',
    deploymentgroup: 'arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:*/*',
  },
};
