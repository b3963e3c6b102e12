import type { Contract } from '../../kit/contract.ts';

/** What the tests must know of each project; its remediation stands in the room of Lambda. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  sets: {
    'codebuild:ListProjects': 'projects',
    'codebuild:BatchGetProjects': ['projects', 'projects.tags', 'projectsNotFound'],
  },
  // As they were given: of two of one name the later one counts.
  ordered: {
    'codebuild:BatchGetProjects': ['projects.environment.environmentVariables', 'projects.secondarySources'],
  },
  unpaged: ['codebuild:BatchGetProjects'],
  resolvedBy: [],
  aims: {
    'AWS::CodeBuild::Project': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:codebuild:eu-west-1:111122223333:project/orders',
        changes: [],
      },
    ],
  },
  neighbours: { 'AWS::CodeBuild::Project': () => ({ work: () => {}, kept: () => true }) },
};
