import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const family = 'orders';
const arn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1';

/** What the tests must know of each task definition. Every member: `test/kit/contract.ts`. */
export const ecsTaskEfsTls: Contract = {
  ...evaluatedContract({
    type: 'AWS::ECS::TaskDefinition',
    remediation: 'ecs-task-efs-tls',
    arn,
    isRemediated: ({ id }, account) => {
      const paths = [...account]
        .map(([path]) => path)
        .filter((path) => path.startsWith(`ecs.TaskDefinitions[${id}]`));
      const efs = paths.filter((path) => path.endsWith('.efsVolumeConfiguration.fileSystemId'));
      return efs.every((path) =>
        /^"?ENABLED"?$/.test(account.get(path.replace('fileSystemId', 'transitEncryption')) ?? ''),
      );
    },
    scene: {
      target: arn,
      account: {
        ecs: {
          TaskDefinitions: [
            {
              family,
              requiresCompatibilities: ['FARGATE'],
              networkMode: 'awsvpc',
              volumes: [
                { name: 'files', efsVolumeConfiguration: { fileSystemId: 'fs-0123456789abcdef0' } },
                { name: 'scratch', host: {} },
              ],
              Tags: { team: 'shop' },
            },
          ],
          Services: [
            {
              serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/orders',
              serviceName: 'orders',
              clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
              taskDefinition: arn,
            },
          ],
        },
      },
    },
  }),
  withoutEvidence: {
    'ecs-task-efs-tls': {
      not: 'Flow logs see port 2049 with TLS and without, and CloudTrail records mounts with IAM authorization alone, which go over TLS.',
    },
  },
  sets: {
    'ecs:DescribeTaskDefinition': [
      'tags',
      'taskDefinition.compatibilities',
      'taskDefinition.requiresAttributes',
      'taskDefinition.requiresCompatibilities',
    ],
    'ecs:DescribeTasks': ['failures', 'tasks'],
    'ecs:ListTaskDefinitionFamilies': 'families',
    'ecs:ListTasks': 'taskArns',
  },
  ordered: {
    // As it was registered.
    'ecs:DescribeTaskDefinition': [
      'taskDefinition.containerDefinitions',
      'taskDefinition.containerDefinitions.command',
      'taskDefinition.containerDefinitions.entryPoint',
      'taskDefinition.containerDefinitions.environment',
      'taskDefinition.containerDefinitions.environmentFiles',
      'taskDefinition.containerDefinitions.healthCheck.command',
      'taskDefinition.containerDefinitions.secrets',
      'taskDefinition.placementConstraints',
      'taskDefinition.volumes',
    ],
    // The newest first.
    'ecs:ListTaskDefinitions': 'taskDefinitionArns',
  },
};
