import type { Contract } from '../../kit/contract.ts';

const job = 'jobDefinitions.';
const containers = [
  `${job}containerProperties`,
  `${job}nodeProperties.nodeRangeProperties.container`,
  `${job}ecsProperties.taskProperties.containers`,
  `${job}nodeProperties.nodeRangeProperties.ecsProperties.taskProperties.containers`,
];
const pods = [
  `${job}eksProperties.podProperties`,
  `${job}nodeProperties.nodeRangeProperties.eksProperties.podProperties`,
];

/** What the tests must know of each job definition; its remediation stands in the room of Lambda. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  sets: { 'batch:DescribeJobDefinitions': 'jobDefinitions' },
  // As they were registered.
  ordered: {
    'batch:DescribeJobDefinitions': [
      `${job}nodeProperties.nodeRangeProperties`,
      `${job}ecsProperties.taskProperties`,
      `${job}ecsProperties.taskProperties.containers`,
      `${job}nodeProperties.nodeRangeProperties.ecsProperties.taskProperties`,
      `${job}nodeProperties.nodeRangeProperties.ecsProperties.taskProperties.containers`,
      ...containers.flatMap((of) => [`${of}.command`, `${of}.environment`, `${of}.secrets`]),
      ...pods.flatMap((of) =>
        ['containers', 'initContainers'].flatMap((list) => [
          `${of}.${list}`,
          `${of}.${list}.command`,
          `${of}.${list}.args`,
          `${of}.${list}.env`,
        ]),
      ),
    ],
  },
  resolvedBy: [],
  aims: {
    'AWS::Batch::JobDefinition': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:batch:eu-west-1:111122223333:job-definition/orders:3',
        changes: [],
      },
    ],
  },
  neighbours: { 'AWS::Batch::JobDefinition': () => ({ work: () => {}, kept: () => true }) },
};
