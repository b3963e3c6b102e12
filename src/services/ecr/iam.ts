// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteRepositoryPolicy: { access: 'write', on: ['repository'] },
    DescribeRepositories: { access: 'read', on: ['repository'] },
    GetRepositoryPolicy: { access: 'read', on: ['repository'] },
    ListTagsForResource: { access: 'read', on: ['repository'] },
    SetRepositoryPolicy: { access: 'write', on: ['repository'] },
  },
  arns: { repository: 'arn:{partition}:ecr:{region}:{account}:repository/*' },
};
