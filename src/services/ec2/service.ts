import { service } from '../../aws/iam/service.ts';
import { concerns } from './facts/concerns.ts';
import { iam } from './iam.ts';

/** VPC endpoints, security groups; and what units read that must know who can reach a listener. */
export default service({
  client: 'EC2Client',
  prefix: 'ec2',
  iam,
  reads: [
    'DescribeAccountVpcEncryptionControl',
    'DescribeClientVpnEndpoints',
    // Which log of connections records an interface, for evidence: who would break.
    'DescribeFlowLogs',
    'DescribeInstanceTypes',
    'DescribeInstances',
    'DescribeLaunchTemplateVersions',
    'DescribeLaunchTemplates',
    'DescribeManagedPrefixLists',
    'DescribeNetworkInterfaces',
    'DescribeSecurityGroupRules',
    'DescribeSecurityGroups',
    'DescribeTags',
    'DescribeTransitGateways',
    'DescribeVpcEncryptionControls',
    'DescribeVpcEndpointServices',
    'DescribeVpcEndpoints',
    'DescribeVpcPeeringConnections',
    'DescribeVpcs',
    'DescribeVpnConnections',
    'GetManagedPrefixListEntries',
    'GetVpcResourcesBlockingEncryptionEnforcement',
  ],
  writes: [
    'AuthorizeSecurityGroupIngress',
    'CreateVpcEncryptionControl',
    'DeleteVpcEncryptionControl',
    'ModifySecurityGroupRules',
    'ModifyVpcEncryptionControl',
    'ModifyVpcEndpoint',
    'ModifyVpnTunnelOptions',
    'RevokeSecurityGroupIngress',
  ],
  concerns,
  // Lists of AWS and of other accounts that share theirs carry those in the place of the account.
  arns: { 'prefix-list': 'arn:{partition}:ec2:{region}:*:prefix-list/*' },
  // The smaller of two kinds of reading. https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
  rate: { bucket: 50, perSecond: 10 },
  shared: {
    DescribeInstanceTypes: {
      seconds: 3_600,
      because: 'AWS makes them, and what one encrypts is the same for all instances of it.',
    },
  },
});
