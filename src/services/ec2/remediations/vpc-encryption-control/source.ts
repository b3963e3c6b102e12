import { inCdk, inCloudFormation, inTerraform } from '../../../../aws/source-properties.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Control } from './read.ts';

const isControl = (value: unknown): value is Control =>
  typeof value === 'object' && value !== null && 'mode' in value && 'exclusions' in value;

/** `NatGateway` → `nat_gateway`, `ApiGatewayV2` → `api_gateway_v2`. */
const snake = (kind: string): string =>
  kind.replaceAll(/(?!^)([A-Z])/g, (letter) => `_${letter}`).toLowerCase();

/** The API alone knows these: neither CloudFormation nor the CDK nor Terraform has a property for them. */
const byApiAlone: ReadonlySet<string> = new Set(['ApiGatewayV2', 'GlobalAccelerator']);

/** Pure. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcencryptioncontrol.html */
export const source = ({ after }: Change, { id }: Target): Source | undefined => {
  if (!isControl(after)) return undefined;
  const written = after.exclusions.filter((kind) => !byApiAlone.has(kind));
  const others = after.exclusions.filter((kind) => byApiAlone.has(kind));
  const besides = (sign: string): readonly string[] =>
    others.length === 0
      ? []
      : [
          `${sign} It has no property for ${others.join(' and ')}: exclude these by ModifyVpcEncryptionControl afterwards.`,
        ];
  const all = [
    { cloudformation: 'VpcId', terraform: 'vpc_id', value: id },
    { cloudformation: 'Mode', terraform: 'mode', value: after.mode },
    ...written.map((kind) => ({
      cloudformation: `${kind}ExclusionInput`,
      terraform: `${snake(kind)}_exclusion`,
      value: 'enable',
    })),
  ];
  return {
    cloudformation: [`# An AWS::EC2::VPCEncryptionControl:`, ...inCloudFormation(all), ...besides('#')].join(
      '\n',
    ),
    cdk: [`// An ec2.CfnVPCEncryptionControl:`, ...inCdk(all), ...besides('//')].join('\n'),
    terraform: [`# An aws_vpc_encryption_control:`, ...inTerraform(all), ...besides('#')].join('\n'),
  };
};
