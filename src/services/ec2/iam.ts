// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeFlowLogs: { access: 'read', on: [], lists: true },
    DescribeManagedPrefixLists: { access: 'read', on: [], lists: true },
    DescribeNetworkInterfaces: { access: 'read', on: [], lists: true },
    DescribeSecurityGroupRules: { access: 'read', on: [], lists: true },
    DescribeSecurityGroups: { access: 'read', on: [], lists: true },
    DescribeTags: { access: 'read', on: [], lists: true },
    DescribeVpcEndpointServices: { access: 'read', on: [], lists: true },
    DescribeVpcEndpoints: { access: 'read', on: [], lists: true },
    DescribeVpnConnections: { access: 'read', on: [], lists: true },
    GetManagedPrefixListEntries: { access: 'read', on: ['prefix-list'] },
    ModifyVpcEndpoint: { access: 'write', on: ['vpc-endpoint'] },
  },
  arns: { 'vpc-endpoint': 'arn:{partition}:ec2:{region}:{account}:vpc-endpoint/*' },
};
