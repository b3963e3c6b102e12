import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {
  sets: {
    'ec2:DescribeManagedPrefixLists': 'PrefixLists',
    'ec2:DescribeSecurityGroups': 'SecurityGroups',
  },
};
