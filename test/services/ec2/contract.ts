import type { Contract } from '../../kit/contract.ts';

const permissions = 'SecurityGroups.IpPermissions';

export const contract: Contract = {
  sets: {
    'ec2:DescribeManagedPrefixLists': 'PrefixLists',
    'ec2:DescribeSecurityGroups': [
      'SecurityGroups',
      permissions,
      ...['IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'UserIdGroupPairs'].map(
        (sources) => `${permissions}.${sources}`,
      ),
    ],
    'ec2:GetManagedPrefixListEntries': 'Entries',
  },
};
