import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import {
  refuse,
  type Operation,
  type Operations,
  type Refusal,
  type Where,
  type World,
} from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';
const refused = (name: string, message: string): Refusal =>
  refuse(name, 400, message, `${api}errors-overview.html`);
const invalid = (message: string): Refusal => refused('InvalidParameterValue', message);

/** A short way to write rules in account files: they become rules with ids. */
const permission = z.strictObject({
  IpProtocol: z._default(z.string(), 'tcp'),
  FromPort: z.optional(z.number()),
  ToPort: z.optional(z.number()),
  IpRanges: z._default(z.array(z.strictObject({ CidrIp: z.string() })), []),
  Ipv6Ranges: z._default(z.array(z.strictObject({ CidrIpv6: z.string() })), []),
  PrefixListIds: z._default(z.array(z.strictObject({ PrefixListId: z.string() })), []),
  UserIdGroupPairs: z._default(z.array(z.strictObject({ GroupId: z.string() })), []),
});
export const securityGroupRecord = z.strictObject({
  GroupId: z.string(),
  GroupName: z._default(z.string(), 'default'),
  VpcId: z._default(z.string(), 'vpc-1'),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  OwnerId: z.optional(z.string()),
  Tags: tagRecords,
  IpPermissions: z._default(z.array(permission), []),
});
export const securityGroupRuleRecord = z.strictObject({
  SecurityGroupRuleId: z.string(),
  GroupId: z.string(),
  IsEgress: z._default(z.boolean(), false),
  IpProtocol: z._default(z.string(), 'tcp'),
  FromPort: z._default(z.number(), -1),
  ToPort: z._default(z.number(), -1),
  CidrIpv4: z.optional(z.string()),
  CidrIpv6: z.optional(z.string()),
  PrefixListId: z.optional(z.string()),
  ReferencedGroupId: z.optional(z.string()),
  Description: z.optional(z.string()),
  Tags: tagRecords,
});
export const networkInterfaceRecord = z.strictObject({
  NetworkInterfaceId: z.string(),
  Region: z.optional(z.string()),
  Description: z._default(z.string(), ''),
  Groups: z._default(z.array(z.strictObject({ GroupId: z.string() })), []),
  Attachment: z.optional(z.strictObject({ InstanceId: z.optional(z.string()) })),
});

type Given = z.output<typeof securityGroupRecord>;
export type Rule = z.output<typeof securityGroupRuleRecord>;
export interface SecurityGroup extends Omit<Given, 'IpPermissions' | 'Region' | 'OwnerId'> {
  readonly Region: string;
  readonly OwnerId: string;
}
export interface NetworkInterface extends z.output<typeof networkInterfaceRecord> {
  readonly Region: string;
}

/** The same id for the same words. */
const newId = (words: string): string =>
  `sgr-${createHash('sha256').update(words).digest('hex').slice(0, 17)}`;

const rulesOf = ({ GroupId, IpPermissions }: Given): readonly Rule[] =>
  IpPermissions.flatMap(({ IpProtocol, FromPort = -1, ToPort = -1, ...sources }) =>
    [
      ...sources.IpRanges.map(({ CidrIp }) => ({ CidrIpv4: CidrIp })),
      ...sources.Ipv6Ranges,
      ...sources.PrefixListIds,
      ...sources.UserIdGroupPairs.map((pair) => ({ ReferencedGroupId: pair.GroupId })),
    ].map((source) => {
      const rule = { GroupId, IsEgress: false, IpProtocol, FromPort, ToPort, ...source, Tags: {} };
      return { SecurityGroupRuleId: newId(JSON.stringify(rule)), ...rule };
    }),
  );

export const loadSecurityGroups = (
  groups: readonly Given[],
  rules: readonly Rule[],
  { region, account }: Where,
) => ({
  SecurityGroups: groups.map(
    ({ IpPermissions: _rules, Region = region, OwnerId = account, ...rest }): SecurityGroup => ({
      ...rest,
      Region,
      OwnerId,
    }),
  ),
  SecurityGroupRules: [...rules, ...groups.flatMap(rulesOf)],
});

export const loadNetworkInterfaces = (
  records: readonly z.output<typeof networkInterfaceRecord>[],
  { region }: Where,
): readonly NetworkInterface[] => records.map((one) => ({ ...one, Region: one.Region ?? region }));

const told = ({ Description }: Rule) => (Description === undefined ? {} : { Description });

/** Rules with the same protocol and ports are told as one. */
const permissionsOf = (rules: readonly Rule[]) => {
  const kinds = new Map<string, Rule[]>();
  for (const rule of rules) {
    const kind = `${rule.IpProtocol} ${rule.FromPort} ${rule.ToPort}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), rule]);
  }
  return [...kinds.values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    return {
      IpProtocol: first.IpProtocol,
      ...(first.IpProtocol !== '-1' && { FromPort: first.FromPort, ToPort: first.ToPort }),
      IpRanges: some.flatMap((rule) => (rule.CidrIpv4 ? { CidrIp: rule.CidrIpv4, ...told(rule) } : [])),
      Ipv6Ranges: some.flatMap((rule) => (rule.CidrIpv6 ? { CidrIpv6: rule.CidrIpv6, ...told(rule) } : [])),
      PrefixListIds: some.flatMap((rule) =>
        rule.PrefixListId ? { PrefixListId: rule.PrefixListId, ...told(rule) } : [],
      ),
      UserIdGroupPairs: some.flatMap((rule) =>
        rule.ReferencedGroupId ? { GroupId: rule.ReferencedGroupId, ...told(rule) } : [],
      ),
    };
  });
};

const ingressOf = (group: string, { ec2 }: World): readonly Rule[] =>
  ec2.SecurityGroupRules.filter(({ GroupId, IsEgress }) => GroupId === group && !IsEgress);

interface Filtered {
  readonly Filters?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
}
/** The items that fit, or what is wrong with a filter; `known` by what each looks at. */
const filtered = <Item>(
  items: readonly Item[],
  { Filters = [] }: Filtered,
  known: Readonly<Record<string, (item: Item) => readonly string[]>>,
): readonly Item[] | Refusal => {
  const unknown = Filters.find(({ Name = '' }) => !Object.hasOwn(known, Name));
  if (unknown) return invalid(`The filter '${unknown.Name}' is invalid`);
  return items.filter((item) =>
    Filters.every(({ Name = '', Values = [] }) =>
      (known[Name]?.(item) ?? []).some((value) => Values.includes(value)),
    ),
  );
};
const isRefusal = (value: readonly unknown[] | Refusal): value is Refusal => 'refusal' in value;

const noGroup = (id: string): Refusal =>
  refused('InvalidGroup.NotFound', `The security group '${id}' does not exist`);
const noRule = (id: string): Refusal =>
  refused('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`);

interface Source {
  readonly CidrIpv4?: string;
  readonly CidrIpv6?: string;
}
type Reach = Pick<Rule, 'IpProtocol' | 'FromPort' | 'ToPort'> & Source;
interface Modify {
  readonly GroupId: string;
  readonly SecurityGroupRules: readonly {
    readonly SecurityGroupRuleId: string;
    readonly SecurityGroupRule: Reach & { readonly Description?: string };
  }[];
}
interface Authorize {
  readonly GroupId: string;
  readonly IpPermissions: readonly {
    readonly IpProtocol: string;
    readonly FromPort: number;
    readonly ToPort: number;
    readonly IpRanges?: readonly { readonly CidrIp: string; readonly Description?: string }[];
    readonly Ipv6Ranges?: readonly { readonly CidrIpv6: string; readonly Description?: string }[];
  }[];
}
interface Revoke {
  readonly GroupId: string;
  readonly SecurityGroupRuleIds: readonly string[];
}

const kinds = ['CidrIpv4', 'CidrIpv6', 'PrefixListId', 'ReferencedGroupId'] as const;
const sameReach = (a: Omit<Rule, 'SecurityGroupRuleId' | 'Tags'>, b: typeof a): boolean =>
  a.IpProtocol === b.IpProtocol &&
  a.FromPort === b.FromPort &&
  a.ToPort === b.ToPort &&
  kinds.every((kind) => a[kind] === b[kind]);

const isCidr = (text: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}\/\d{1,2}|[0-9a-f:]+\/\d{1,3})$/.test(text);

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const mostRules = 60;

/** The group's rules for what comes in are these now, or why EC2 does not take them. */
const replaced = (world: World, group: string, rules: readonly Rule[]) => {
  const wrong = rules.find(
    ({ CidrIpv4, CidrIpv6 }) =>
      (CidrIpv4 !== undefined && !isCidr(CidrIpv4)) || (CidrIpv6 !== undefined && !isCidr(CidrIpv6)),
  );
  if (wrong) return invalid(`CIDR block ${wrong.CidrIpv4 ?? wrong.CidrIpv6} is malformed`);
  if (rules.some((rule, index) => rules.findIndex((one) => sameReach(one, rule)) !== index))
    return refused('InvalidPermission.Duplicate', 'The specified rule already exists');
  const count = (kind: 'CidrIpv4' | 'CidrIpv6'): number =>
    rules.filter((rule) => rule[kind] !== undefined || rule.ReferencedGroupId !== undefined).length;
  if (count('CidrIpv4') > mostRules || count('CidrIpv6') > mostRules)
    return refused('RulesPerSecurityGroupLimitExceeded', 'The maximum number of rules has been reached');
  const old = world.ec2.SecurityGroupRules;
  const isOld = ({ SecurityGroupRuleId: id }: Rule): boolean =>
    old.some(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id);
  const kept = old.flatMap((rule): readonly Rule[] => {
    if (rule.GroupId !== group || rule.IsEgress) return [rule];
    return rules.filter(({ SecurityGroupRuleId: id }) => id === rule.SecurityGroupRuleId);
  });
  const SecurityGroupRules = [...kept, ...rules.filter((rule) => !isOld(rule))];
  return { ...world, ec2: { ...world.ec2, SecurityGroupRules } };
};

const done = (answer: World | Refusal) =>
  'refusal' in answer ? answer : { world: answer, output: { Return: true } };

const hasGroup = ({ ec2 }: World, id: string, region: string): boolean =>
  ec2.SecurityGroups.some(({ GroupId, Region }) => GroupId === id && Region === region);

const modify: Operation<Modify> = (world, { GroupId, SecurityGroupRules: updates }, { region }) => {
  if (!hasGroup(world, GroupId, region)) return noGroup(GroupId);
  let rules = ingressOf(GroupId, world);
  for (const { SecurityGroupRuleId: id, SecurityGroupRule: to } of updates) {
    const old = rules.find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id);
    if (!old) return noRule(id);
    const kindOf = (rule: Source): string | undefined => kinds.find((kind) => Reflect.get(rule, kind));
    if (kindOf(old) !== kindOf(to)) return invalid('The type of the source of a rule cannot be changed');
    const { GroupId: group, IsEgress, Tags } = old;
    const changed = { SecurityGroupRuleId: id, GroupId: group, IsEgress, Tags, ...to };
    rules = rules.map((rule) => (rule === old ? changed : rule));
  }
  return done(replaced(world, GroupId, rules));
};

const authorize: Operation<Authorize> = (world, { GroupId, IpPermissions }, { region, now }) => {
  if (!hasGroup(world, GroupId, region)) return noGroup(GroupId);
  const made = IpPermissions.flatMap(({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [] }) =>
    [...IpRanges.map(({ CidrIp, ...rest }) => ({ CidrIpv4: CidrIp, ...rest })), ...Ipv6Ranges].map(
      (source): Rule => {
        const rule = { GroupId, IsEgress: false, IpProtocol, FromPort, ToPort, ...source, Tags: {} };
        return { SecurityGroupRuleId: newId(`${now.toISOString()} ${JSON.stringify(rule)}`), ...rule };
      },
    ),
  );
  return done(replaced(world, GroupId, [...ingressOf(GroupId, world), ...made]));
};

const revoke: Operation<Revoke> = (world, { GroupId, SecurityGroupRuleIds: ids }, { region }) => {
  if (!hasGroup(world, GroupId, region)) return noGroup(GroupId);
  const rules = ingressOf(GroupId, world);
  const missing = ids.find((id) => !rules.some(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id));
  if (missing !== undefined) return noRule(missing);
  return done(
    replaced(
      world,
      GroupId,
      rules.filter(({ SecurityGroupRuleId: id }) => !ids.includes(id)),
    ),
  );
};

interface Groups extends Filtered {
  readonly GroupIds?: readonly string[];
}
const pages = { token: 'NextToken', wrong: invalid } as const;

export const securityGroups: Operations = {
  // API_DescribeSecurityGroups.html
  DescribeSecurityGroups: lists({
    as: 'SecurityGroups',
    ...pages,
    items: (world, input: Groups, { region }) => {
      const { GroupIds: ids = [] } = input;
      const here = world.ec2.SecurityGroups.filter(({ Region }) => Region === region);
      const missing = ids.find((id) => !here.some(({ GroupId }) => GroupId === id));
      if (missing !== undefined) return noGroup(missing);
      const found = filtered(
        ids.length > 0 ? here.filter(({ GroupId }) => ids.includes(GroupId)) : here,
        input,
        {
          'group-name': ({ GroupName }) => [GroupName],
          'vpc-id': ({ VpcId }) => [VpcId],
          'ip-permission.group-id': ({ GroupId }) =>
            ingressOf(GroupId, world).flatMap(({ ReferencedGroupId }) => ReferencedGroupId ?? []),
        },
      );
      if (isRefusal(found)) return found;
      return found.map(({ Region: _region, Tags, ...group }) => ({
        ...group,
        Tags: tagList(Tags),
        IpPermissions: permissionsOf(ingressOf(group.GroupId, world)),
      }));
    },
  }),
  // API_DescribeSecurityGroupRules.html
  DescribeSecurityGroupRules: lists({
    as: 'SecurityGroupRules',
    ...pages,
    items: (world, input: Filtered, { region }) => {
      const here = world.ec2.SecurityGroupRules.filter(({ GroupId }) => hasGroup(world, GroupId, region));
      const found = filtered(here, input, { 'group-id': ({ GroupId }) => [GroupId] });
      if (isRefusal(found)) return found;
      return found.map(({ ReferencedGroupId, Tags, ...rule }) => ({
        ...rule,
        ...(ReferencedGroupId !== undefined && { ReferencedGroupInfo: { GroupId: ReferencedGroupId } }),
        Tags: tagList(Tags),
      }));
    },
  }),
  // API_DescribeNetworkInterfaces.html
  DescribeNetworkInterfaces: lists({
    as: 'NetworkInterfaces',
    ...pages,
    items: (world, input: Filtered, { region }) => {
      const here = world.ec2.NetworkInterfaces.filter(({ Region }) => Region === region);
      const found = filtered(here, input, {
        'group-id': ({ Groups }) => Groups.map(({ GroupId }) => GroupId),
      });
      return isRefusal(found) ? found : found.map(({ Region: _region, ...rest }) => rest);
    },
  }),
  // API_ModifySecurityGroupRules.html
  ModifySecurityGroupRules: modify,
  // API_AuthorizeSecurityGroupIngress.html
  AuthorizeSecurityGroupIngress: authorize,
  // API_RevokeSecurityGroupIngress.html
  RevokeSecurityGroupIngress: revoke,
};
