import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {
  sets: {
    'ssm:DescribeParameters': 'Parameters',
    'ssm:GetParameters': ['Parameters', 'InvalidParameters'],
    'ssm:ListTagsForResource': 'TagList',
  },
  unpaged: ['ssm:GetParameters', 'ssm:ListTagsForResource'],
  resolvedBy: [],
  neighbours: { 'AWS::SSM::Parameter': () => ({ work: () => {}, kept: () => true }) },
  aims: {
    'AWS::SSM::Parameter': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:ssm:eu-west-1:111122223333:parameter/shop/REDIS_URL',
        changes: [],
      },
    ],
  },
};
