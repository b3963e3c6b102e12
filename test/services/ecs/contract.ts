import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { ecsTaskEfsTls } from './contract/ecs-task-efs-tls.ts';

const own: Contract = {
  sets: {
    'ecs:ListClusters': 'clusterArns',
    'ecs:ListServices': 'serviceArns',
    'ecs:DescribeServices': [
      'failures',
      'services',
      'services.loadBalancers',
      'services.taskSets',
      'services.deployments',
      'services.taskSets.loadBalancers',
    ],
  },
};

export const contract = joined(own, ecsTaskEfsTls);
