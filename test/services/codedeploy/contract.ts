import type { Contract } from '../../kit/contract.ts';

const pairs = 'deploymentGroupsInfo.loadBalancerInfo.targetGroupPairInfoList';

export const contract: Contract = {
  sets: {
    'codedeploy:ListApplications': 'applications',
    'codedeploy:BatchGetApplications': 'applicationsInfo',
    'codedeploy:ListDeploymentGroups': 'deploymentGroups',
    'codedeploy:BatchGetDeploymentGroups': [
      'deploymentGroupsInfo',
      pairs,
      `${pairs}.targetGroups`,
      `${pairs}.prodTrafficRoute.listenerArns`,
      `${pairs}.testTrafficRoute.listenerArns`,
    ],
  },
};
