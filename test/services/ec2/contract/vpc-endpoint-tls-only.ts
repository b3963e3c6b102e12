import type { Flat } from '../../../simulation/flat.ts';
import type { Contract, Turn } from '../../../kit/contract.ts';
import { statementContract } from '../../../kit/statement-contract.ts';
import { isObject } from '../../../simulation/timeline.ts';
import { turnedPolicy } from '../../../kit/turned-policy.ts';

const remediation = 'vpc-endpoint-tls-only';
const id = 'vpce-0123456789abcdef0';

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
const ours = statements.promises?.[remediation];
if (!ours) throw new Error(`nothing is promised of ${remediation}`);

/** Full access, which EC2 itself gives, written into a first policy. */
const fullAccess = /\.Policy \{"Action":\["\*"\],"Effect":"Allow","Principal":"\*","Resource":\["\*"\]/;

/** Endpoints, by what stands in their policies: `Allow` and `Deny`, as a flat account has them. */
const effectsIn = (account: Flat): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const path of account.keys()) {
    const [, name = '', effect = ''] =
      /^ec2\.VpcEndpoints\[(.*?)\]\.Policy .*"Effect":"(\w+)"/.exec(path) ?? [];
    if (name !== '') found.set(name, (found.get(name) ?? new Set()).add(effect));
  }
  return found;
};

const turnedInEach: Turn = (output) => ({
  ...output,
  VpcEndpoints: [output['VpcEndpoints']].flat().filter(isObject).map(turnedPolicy('PolicyDocument')),
});

/** What the tests must know of VPC endpoints. */
export const vpcEndpointTlsOnly: Contract = {
  ...statements,
  promises: {
    [remediation]: {
      ...ours,
      mayFix: (operation, difference) =>
        ours.mayFix(operation, difference) ||
        (operation === 'ec2:ModifyVpcEndpoint' &&
          difference.before === undefined &&
          fullAccess.test(difference.path)),
      // It goes with the policy, as it came with it.
      isConsequence: (path) => fullAccess.test(path),
      // A Deny alone ends full access: nobody gets through.
      disaster: (account) =>
        (typeof ours.disaster === 'function' && ours.disaster(account)) ||
        [...effectsIn(account).values()].some((effects) => !effects.has('Allow')),
    },
  },
  sets: {
    'ec2:DescribeVpcEndpoints': ['VpcEndpoints', 'VpcEndpoints.Tags', turnedInEach],
    'ec2:DescribeTags': 'Tags',
    'ec2:DescribeVpcEndpointServices': ['ServiceNames', 'ServiceDetails'],
  },
  unpaged: ['ec2:DescribeVpcEndpointServices'],
  seed: { not: 'The server chooses the id of an endpoint, and with it the ARN.' },
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
