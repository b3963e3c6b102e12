// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    BatchGetProjects: { access: 'read', on: ['project'] },
    ListProjects: { access: 'read', on: [], lists: true },
  },
  arns: { project: 'arn:{partition}:codebuild:{region}:{account}:project/*' },
};
