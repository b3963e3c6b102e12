import { inCloudFormation, inTerraform } from '../../../../aws/source-properties.ts';
import { tsText } from '../../../../aws/source-text.ts';
import { singleQuoted } from '../../../../core/say/shell.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { reachOf, type Ingress } from '../../facts/ingress-rule.ts';

const isIngress = (value: unknown): value is Ingress =>
  typeof value === 'object' && value !== null && 'protocol' in value && 'source' in value;

const isIpv6 = (source: string): boolean => source.includes(':');

const propertiesOf = ({ protocol, from, to, source, description }: Ingress) => {
  const range = isIpv6(source)
    ? { cloudformation: 'CidrIpv6', terraform: 'cidr_ipv6', value: source }
    : { cloudformation: 'CidrIp', terraform: 'cidr_ipv4', value: source };
  return [
    { cloudformation: 'IpProtocol', terraform: 'ip_protocol', value: protocol },
    { cloudformation: 'FromPort', terraform: 'from_port', value: from },
    { cloudformation: 'ToPort', terraform: 'to_port', value: to },
    range,
    ...(description === null
      ? []
      : [{ cloudformation: 'Description', terraform: 'description', value: description }]),
  ];
};

const inCdk = ({ protocol, from, to, source, description }: Ingress): string => {
  const peer = `ec2.Peer.${isIpv6(source) ? 'ipv6' : 'ipv4'}(${tsText(source)})`;
  const port = `new ec2.Port({ protocol: ec2.Protocol.${protocol.toUpperCase()}, fromPort: ${from}, toPort: ${to}, stringRepresentation: ${tsText(`${protocol} ${from}-${to}`)} })`;
  return `securityGroup.addIngressRule(${peer}, ${port}${description === null ? '' : `, ${tsText(description)}`});`;
};

const listed = (lines: readonly string[]): string =>
  lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`).join('\n');

const written = (rules: readonly Ingress[], where: string) => ({
  cloudformation: [
    `# In SecurityGroupIngress of the AWS::EC2::SecurityGroup${where}`,
    ...rules.map((rule) => listed(inCloudFormation(propertiesOf(rule)))),
  ].join('\n'),
  cdk: [`// Of the ec2.SecurityGroup${where}`, ...rules.map(inCdk)].join('\n'),
  terraform: rules
    .map((rule) =>
      [
        `# An aws_vpc_security_group_ingress_rule of the group${where}`,
        ...inTerraform(propertiesOf(rule)),
      ].join('\n'),
    )
    .join('\n'),
});

const asPermission = ({ protocol, from, to, source, description }: Ingress) => {
  const range = isIpv6(source) ? { CidrIpv6: source } : { CidrIp: source };
  const given = { ...range, ...(description !== null && { Description: description }) };
  return {
    IpProtocol: protocol,
    FromPort: from,
    ToPort: to,
    ...(isIpv6(source) ? { Ipv6Ranges: [given] } : { IpRanges: [given] }),
  };
};
const asRule = ({ protocol, from, to, source, description }: Ingress) => ({
  IpProtocol: protocol,
  FromPort: from,
  ToPort: to,
  ...(isIpv6(source) ? { CidrIpv6: source } : { CidrIpv4: source }),
  ...(description !== null && { Description: description }),
});

/** What stays open is opened first; then the rule becomes the first of them, which keeps its id and its tags. */
const commands = (rules: readonly Ingress[], id: string, { id: group, region }: Target): string => {
  const [first, ...others] = rules;
  const to = `--region ${region} --group-id ${group}`;
  const authorizes =
    others.length === 0
      ? []
      : [
          `aws ec2 authorize-security-group-ingress ${to} --ip-permissions ${singleQuoted(JSON.stringify(others.map(asPermission)))}`,
        ];
  const last = first
    ? `aws ec2 modify-security-group-rules ${to} --security-group-rules ${singleQuoted(JSON.stringify([{ SecurityGroupRuleId: id, SecurityGroupRule: asRule(first) }]))}`
    : `aws ec2 revoke-security-group-ingress ${to} --security-group-rule-ids ${id}`;
  return [...authorizes, last].join(' && ');
};

/** Pure. */
export const source = ({ set, on, before, after }: Change, target: Target): Source | undefined => {
  if (set === 'openRule') {
    const rules = Array.isArray(after) ? after.filter(isIngress) : [];
    const was = isIngress(before) ? reachOf(before) : '';
    const where =
      rules.length > 0
        ? `, in place of ${was}; ${rules[0]?.source ?? ''} is who is to be let in:`
        : `: take out ${was}.`;
    return { ...written(rules, where), cli: commands(rules, on.slice(on.indexOf('#') + 1), target) };
  }
  if (!isIngress(after)) return undefined;
  return written([after], isIngress(before) ? `, in place of ${reachOf(before)}:` : ':');
};
