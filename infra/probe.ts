import { aws_iam as iam, Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { probeFunctionOf } from '../src/adapters/aws/vpc-probes.ts';
import { take } from './acknowledged.ts';
import { onlyFunctionsOf, type Hub } from './access.ts';
import { names } from './names.ts';
import type { Settings } from './settings.ts';

type Probing = Pick<Settings, 'mode' | 'probe'>;

const functionsIn = (partition: string, account: string): string =>
  `arn:${partition}:lambda:*:${account}:function:${probeFunctionOf('vpc-*')}`;

/** The role by which the functions of one account's VPCs are called. Where nothing is written, nothing is probed. */
export const probeRole = (scope: Construct, { mode, probe }: Probing, hub: Hub): void => {
  if (probe !== 'vpc' || mode === 'dry-run') return;
  const role = new iam.Role(scope, 'ProbeRole', {
    roleName: names.probeRole,
    description: 'Waxseal calls with it the functions that probe private addresses after a fix.',
    assumedBy: onlyFunctionsOf(hub),
    inlinePolicies: {
      call: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: [functionsIn(Aws.PARTITION, Aws.ACCOUNT_ID)],
          }),
        ],
      }),
    },
  });
  take(role, [
    [
      `IAM5[Resource::${functionsIn('<AWS::Partition>', '<AWS::AccountId>')}]`,
      'One function for each VPC of the account; which there are is not known here.',
    ],
  ]);
};

export const probeEnvironment = ({ mode, probe }: Probing): Readonly<Record<string, string>> => ({
  ...(probe !== 'off' && { WAXSEAL_PROBE: probe }),
  ...(probe === 'vpc' && mode === 'write' && { WAXSEAL_PROBE_ROLE: names.probeRole }),
});
