import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {
  sets: {
    'ecs:ListClusters': 'clusterArns',
    'ecs:ListServices': 'serviceArns',
    'ecs:DescribeServices': [
      'failures',
      'services',
      'services.loadBalancers',
      'services.taskSets',
      'services.taskSets.loadBalancers',
    ],
  },
};
