import {
  AuthorizeSecurityGroupIngressCommand,
  EC2Client,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { Aws, Field } from '../../../../core/model/remediation.ts';
import { familyOf, parseReach, sameReach, type Ingress, type IngressRule } from '../../facts/ingress-rule.ts';
import { rulesOf } from './read.ts';

const partOf = (on: string): string => on.slice(on.indexOf('#') + 1);

const valueOf = (rule: IngressRule | undefined): Ingress | null => {
  if (!rule) return null;
  const { protocol, from, to, source, description } = rule;
  return { protocol, from, to, source, description };
};

const describing = ({ description }: Ingress) => (description === null ? {} : { Description: description });

/** A rule by its id, changed in place: id and tags stay, and so they do when it is put back. */
const rule: Field<Ingress> = {
  get: async (on, { id }, aws) => ({
    value: valueOf((await rulesOf(id, aws)).find((one) => one.id === partOf(on))),
  }),
  put: async (on, value, _seen, { id: GroupId }, aws) => {
    if (value === null) throw new TypeError('a rule is narrowed, never taken away by its id');
    const { protocol: IpProtocol, from: FromPort, to: ToPort, source } = value;
    const SecurityGroupRule = {
      IpProtocol,
      FromPort,
      ToPort,
      ...(familyOf(source) === 6 ? { CidrIpv6: source } : { CidrIpv4: source }),
      ...describing(value),
    };
    await aws.use(EC2Client).send(
      new ModifySecurityGroupRulesCommand({
        GroupId,
        SecurityGroupRules: [{ SecurityGroupRuleId: partOf(on), SecurityGroupRule }],
      }),
    );
  },
};

const found = async (on: string, group: string, aws: Aws): Promise<IngressRule | undefined> => {
  const reach = parseReach(partOf(on));
  return (await rulesOf(group, aws)).find((one) => reach !== undefined && sameReach(one, reach));
};

/** A rule by what it lets in, as EC2 tells one from another: made and taken away. */
const permission: Field<Ingress> = {
  get: async (on, { id }, aws) => {
    const one = await found(on, id, aws);
    return { value: valueOf(one), token: one?.id };
  },
  put: async (_on, value, { token }, { id: GroupId }, aws) => {
    if (value === null) {
      if (typeof token !== 'string') return;
      await aws
        .use(EC2Client)
        .send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [token] }));
      return;
    }
    const { protocol: IpProtocol, from: FromPort, to: ToPort, source } = value;
    const range =
      familyOf(source) === 6
        ? { Ipv6Ranges: [{ CidrIpv6: source, ...describing(value) }] }
        : { IpRanges: [{ CidrIp: source, ...describing(value) }] };
    await aws.use(EC2Client).send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol, FromPort, ToPort, ...range }],
      }),
    );
  },
};

export const fields = { rule, permission };
