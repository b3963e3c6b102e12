import type { Contract, Turn } from '../../../kit/contract.ts';
import { statementContract } from '../../../kit/statement-contract.ts';
import { isObject } from '../../../simulation/timeline.ts';
import { turnedPolicy } from '../../../kit/turned-policy.ts';

const remediation = 'vpc-endpoint-tls-only';
const id = 'vpce-0123456789abcdef0';

/** Full access, which EC2 itself gives, written into a first policy. */
const fullAccess = /\.Policy \{"Action":\["\*"\],"Effect":"Allow","Principal":"\*","Resource":\["\*"\]/;

const statements = statementContract({
  type: 'AWS::EC2::VPCEndpoint',
  remediation,
  at: 'ec2.VpcEndpoints',
  holders: ({ account, partition, ec2: { VpcEndpoints } }) =>
    VpcEndpoints.map(({ VpcEndpointId: name, Region, Policy: policy }) => ({
      name,
      arn: `arn:${partition}:ec2:${Region}:${account}:vpc-endpoint/${name}`,
      policy,
    })),
  actions: ['*'],
  allowed: 's3:GetObject',
  reads: 'ec2:DescribeVpcEndpoints',
  put: ({ name: VpcEndpointId }, PolicyDocument) => ({
    operation: 'ec2:ModifyVpcEndpoint',
    input: { VpcEndpointId, PolicyDocument },
  }),
  remove: ({ name: VpcEndpointId }) => ({
    operation: 'ec2:ModifyVpcEndpoint',
    input: { VpcEndpointId, ResetPolicy: true },
  }),
  standing: fullAccess,
  scene: {
    target: id,
    account: {
      ec2: {
        VpcEndpoints: [
          {
            VpcEndpointId: id,
            Tags: { team: 'shop' },
            Policy: {
              Version: '2012-10-17',
              Id: 'orders',
              Statement: [
                {
                  Sid: 'Ours',
                  Effect: 'Allow',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: '*',
                  Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
                },
              ],
            },
          },
          { VpcEndpointId: id.replace(/0$/, '1'), Tags: { team: 'shop' } },
        ],
      },
    },
  },
});

const turnedInEach: Turn = (output) => ({
  ...output,
  VpcEndpoints: [output['VpcEndpoints']].flat().filter(isObject).map(turnedPolicy('PolicyDocument')),
});

/** What the tests must know of VPC endpoints. */
export const vpcEndpointTlsOnly: Contract = {
  ...statements,
  sets: {
    'ec2:DescribeVpcEndpoints': ['VpcEndpoints', 'VpcEndpoints.Tags', turnedInEach],
    'ec2:DescribeTags': 'Tags',
    'ec2:DescribeVpcEndpointServices': ['ServiceNames', 'ServiceDetails'],
  },
  unpaged: ['ec2:DescribeVpcEndpointServices'],
  seed: { not: 'The server chooses the ids of what it makes, and with them the ARNs.' },
  named: {
    VpcEndpointId: (name, { partition, region, account }) =>
      `arn:${partition}:ec2:${region}:${account}:vpc-endpoint/${name}`,
  },
  withoutEvidence: {
    [remediation]: {
      not: 'Flow logs know interfaces, and a gateway endpoint has none; CloudTrail names the endpoint of a request, and not of every service how it travelled.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::EC2::VPCEndpoint': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: `arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/${id}`,
        changes: [],
      },
    ],
  },
};
