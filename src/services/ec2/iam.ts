// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    AuthorizeSecurityGroupIngress: { access: 'write', on: ['security-group'] },
    CreateVpcEncryptionControl: { access: 'write', on: ['vpc', 'vpc-encryption-control'] },
    DeleteVpcEncryptionControl: { access: 'write', on: ['vpc-encryption-control'] },
    DescribeAccountVpcEncryptionControl: { access: 'read', on: [], lists: true },
    DescribeClientVpnEndpoints: { access: 'read', on: [], lists: true },
    DescribeFlowLogs: { access: 'read', on: [], lists: true },
    DescribeInstanceTypes: { access: 'read', on: [], lists: true },
    DescribeInstances: { access: 'read', on: [], lists: true },
    DescribeManagedPrefixLists: { access: 'read', on: [], lists: true },
    DescribeNetworkInterfaces: { access: 'read', on: [], lists: true },
    DescribeSecurityGroupRules: { access: 'read', on: [], lists: true },
    DescribeSecurityGroups: { access: 'read', on: [], lists: true },
    DescribeTags: { access: 'read', on: [], lists: true },
    DescribeTransitGateways: { access: 'read', on: [], lists: true },
    DescribeVpcEncryptionControls: { access: 'read', on: [], lists: true },
    DescribeVpcEndpointServices: { access: 'read', on: [], lists: true },
    DescribeVpcEndpoints: { access: 'read', on: [], lists: true },
    DescribeVpcPeeringConnections: { access: 'read', on: [], lists: true },
    DescribeVpcs: { access: 'read', on: [], lists: true },
    DescribeVpnConnections: { access: 'read', on: [], lists: true },
    GetManagedPrefixListEntries: { access: 'read', on: ['prefix-list'] },
    GetVpcResourcesBlockingEncryptionEnforcement: { access: 'read', on: ['vpc'] },
    ModifySecurityGroupRules: { access: 'write', on: ['security-group', 'security-group-rule'] },
    ModifyVpcEncryptionControl: { access: 'write', on: ['vpc-encryption-control'] },
    ModifyVpcEndpoint: { access: 'write', on: ['vpc-endpoint'] },
    ModifyVpnTunnelOptions: { access: 'write', on: ['vpn-connection'] },
    RevokeSecurityGroupIngress: { access: 'write', on: ['security-group'] },
  },
  arns: {
    'security-group': 'arn:{partition}:ec2:{region}:{account}:security-group/*',
    'security-group-rule': 'arn:{partition}:ec2:{region}:{account}:security-group-rule/*',
    vpc: 'arn:{partition}:ec2:{region}:{account}:vpc/*',
    'vpc-encryption-control': 'arn:{partition}:ec2:{region}:{account}:vpc-encryption-control/*',
    'vpc-endpoint': 'arn:{partition}:ec2:{region}:{account}:vpc-endpoint/*',
    'vpn-connection': 'arn:{partition}:ec2:{region}:{account}:vpn-connection/*',
  },
};
