import { quoted } from '../../../../core/say/shell.ts';
import { canonical } from '../../../../core/model/json.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { authenticationIn } from '../../facts/authentication.ts';
import { nameIn } from '../../facts/cluster.ts';

type Told = NonNullable<Parameters<typeof authenticationIn>[0]>;

/** Waits until MSK is done: it takes one change after the other. */
const done = (region: string, arn: string): readonly string[] => [
  `# When MSK is done with it, this says ACTIVE:`,
  `aws kafka describe-cluster-v2 --region ${region} --cluster-arn ${arn} --query ClusterInfo.State --output text`,
];

const updates = (region: string, arn: string, authentication: object): readonly string[] => [
  `version=$(aws kafka describe-cluster-v2 --region ${region} --cluster-arn ${arn} --query ClusterInfo.CurrentVersion --output text) &&`,
  `aws kafka update-security --region ${region} --cluster-arn ${arn} --current-version "$version" --client-authentication ${quoted(canonical(authentication))}`,
];

/** Pure. First whatever lets clients prove who they are, then nobody else. */
export const authenticated = (
  { before, after }: Pick<Change, 'before' | 'after'>,
  { arn, region }: Target,
): Required<Source> => {
  const name = nameIn(arn);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `adviceOf` wrote it
  const wanted = after as Told;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as MSK described it
  const isNew = authenticationIn(before as Told).ways.length === 0;
  const { ways } = authenticationIn(wanted);
  const iam = ways.includes('IAM');
  const scram = ways.includes('SASL/SCRAM');
  const last = 'after every client has credentials; leave what else stands there';
  return {
    cloudformation: [
      `# In the AWS::MSK::Cluster ${name}, ${last}.`,
      'ClientAuthentication:',
      ...(iam || scram ? ['  Sasl:'] : []),
      ...(iam ? ['    Iam:', '      Enabled: true'] : []),
      ...(scram ? ['    Scram:', '      Enabled: true'] : []),
      '  Unauthenticated:',
      '    Enabled: false',
    ].join('\n'),
    cdk: `// In the msk.CfnCluster ${name}, ${last}.\nclientAuthentication: {${iam || scram ? ` sasl: {${iam ? ' iam: { enabled: true },' : ''}${scram ? ' scram: { enabled: true },' : ''} },` : ''} unauthenticated: { enabled: false } },`,
    terraform: [
      `# In the aws_msk_cluster ${name}, ${last}.`,
      'client_authentication {',
      ...(iam || scram
        ? ['  sasl {', ...(iam ? ['    iam   = true'] : []), ...(scram ? ['    scram = true'] : []), '  }']
        : []),
      '  unauthenticated = false',
      '}',
    ].join('\n'),
    cli: [
      ...(isNew
        ? [
            '# First IAM beside it, so that clients can move:',
            ...updates(region, arn, { ...wanted, Unauthenticated: { Enabled: true } }),
            ...done(region, arn),
            '# And when nobody comes without credentials any more:',
          ]
        : ['# When nobody comes without credentials any more:']),
      ...updates(region, arn, wanted),
    ].join('\n'),
  };
};
