import { singleQuoted } from '../../../../core/say/shell.ts';
import {
  asOptions,
  inCdk,
  inCloudFormation,
  inTerraform,
  type SourceProperty,
} from '../../../../aws/source-properties.ts';
import { hclText, indented, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { targetGroupNameIn } from '../../facts/target-group.ts';
import type { Kept } from './read.ts';

interface New extends Kept {
  readonly protocol: string;
}
const isNew = (value: unknown): value is New =>
  typeof value === 'object' && value !== null && 'protocol' in value && 'codes' in value;

/** Names have 32 characters at most, and no hyphen at the end. */
const newName = (name: string): string => `${name.slice(0, 28).replace(/-+$/, '')}-tls`;

const property = (
  cloudformation: string,
  names: Omit<SourceProperty, 'cloudformation' | 'value'>,
  value: SourceProperty['value'] | null,
): readonly SourceProperty[] => (value === null ? [] : [{ cloudformation, ...names, value }]);

const groupOf = (name: string, made: New): readonly SourceProperty[] => [
  ...property('Name', { terraform: 'name', flag: 'name' }, newName(name)),
  ...property('Protocol', { terraform: 'protocol', flag: 'protocol' }, made.protocol),
  ...property('Port', { terraform: 'port', flag: 'port' }, 443),
  ...property('VpcId', { terraform: 'vpc_id', flag: 'vpc-id' }, made.vpc),
  ...property('TargetType', { terraform: 'target_type', flag: 'target-type' }, made.targetType),
  ...property('ProtocolVersion', { terraform: 'protocol_version', flag: 'protocol-version' }, made.version),
  ...property('IpAddressType', { terraform: 'ip_address_type', flag: 'ip-address-type' }, made.addresses),
];
const checkOf = (made: New): readonly SourceProperty[] => [
  // Without a path it is checked by TCP: whether its targets speak HTTP at all nobody knows.
  ...property(
    'HealthCheckProtocol',
    { terraform: 'protocol', flag: 'health-check-protocol' },
    made.checkPath === null ? 'TCP' : 'HTTPS',
  ),
  ...property(
    'HealthCheckIntervalSeconds',
    { terraform: 'interval', flag: 'health-check-interval-seconds' },
    made.interval,
  ),
  ...property(
    'HealthCheckTimeoutSeconds',
    { terraform: 'timeout', flag: 'health-check-timeout-seconds' },
    made.timeout,
  ),
  ...property(
    'HealthyThresholdCount',
    { terraform: 'healthy_threshold', flag: 'healthy-threshold-count' },
    made.healthy,
  ),
  ...property(
    'UnhealthyThresholdCount',
    { terraform: 'unhealthy_threshold', flag: 'unhealthy-threshold-count' },
    made.unhealthy,
  ),
];

const when = (value: string | null, write: (value: string) => string): readonly string[] =>
  value === null ? [] : [write(value)];

/** A group that takes its place, in every language that people describe groups in, and as a command. */
export const newGroup = ({ after }: Pick<Change, 'after'>, { arn, region }: Target): Required<Source> => {
  if (!isNew(after)) throw new TypeError('what a new target group takes over');
  const name = targetGroupNameIn(arn);
  const group = groupOf(name, after);
  const check = checkOf(after);
  const { checkPath: path, codes, grpcCodes } = after;
  const kind = grpcCodes === null ? 'HttpCode' : 'GrpcCode';
  const matcher = grpcCodes ?? codes;
  const beside = `beside ${name}: changing the protocol there would replace ${name} while it is in use.`;
  const health = [
    ...inTerraform(check),
    ...when(path, (value) => `path = ${hclText(value)}`),
    ...when(matcher, (value) => `matcher = ${hclText(value)}`),
  ].join('\n');
  return {
    cloudformation: [
      `# A new AWS::ElasticLoadBalancingV2::TargetGroup, ${beside}`,
      ...inCloudFormation([...group, ...check]),
      ...when(path, (value) => `HealthCheckPath: ${yamlValue(value)}`),
      ...when(matcher, (value) => `Matcher:\n  ${kind}: ${yamlValue(value)}`),
    ].join('\n'),
    cdk: [
      `// A new elbv2.CfnTargetGroup, ${beside}`,
      ...inCdk([...group, ...check]),
      ...when(path, (value) => `healthCheckPath: ${tsText(value)},`),
      ...when(
        matcher,
        (value) => `matcher: { ${grpcCodes === null ? 'httpCode' : 'grpcCode'}: ${tsText(value)} },`,
      ),
    ].join('\n'),
    terraform: [
      `# A new aws_lb_target_group, ${beside}`,
      ...inTerraform(group),
      `health_check {\n${indented(health, 2)}\n}`,
    ].join('\n'),
    cli: [
      `aws elbv2 create-target-group --region ${region}`,
      ...asOptions([...group, ...check]),
      ...when(path, (value) => `--health-check-path ${singleQuoted(value)}`),
      ...when(matcher, (value) => `--matcher ${singleQuoted(JSON.stringify({ [kind]: value }))}`),
    ].join(' '),
  };
};
