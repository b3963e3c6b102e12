import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {
  sets: {
    'codedeploy:ListApplications': 'applications',
    'codedeploy:BatchGetApplications': 'applicationsInfo',
    'codedeploy:ListDeploymentGroups': 'deploymentGroups',
    'codedeploy:BatchGetDeploymentGroups': 'deploymentGroupsInfo',
  },
};
