import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { ecsServiceConnectTls } from './contract/ecs-service-connect-tls.ts';
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
      'services.deployments.serviceConnectConfiguration.services',
      'services.deployments.serviceConnectConfiguration.services.clientAliases',
      'services.tags',
      'services.taskSets.loadBalancers',
    ],
  },
};

export const contract = joined(own, ecsServiceConnectTls, ecsTaskEfsTls);
