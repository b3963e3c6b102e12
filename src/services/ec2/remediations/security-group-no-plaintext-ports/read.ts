import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { isDenied, isNamed, orUnseen } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { areEverybody, type IngressRule } from '../../facts/ingress-rule.ts';
import type { PrefixLists } from '../../facts/ingress-sources.ts';
import { securityGroupOf, vpcOf } from '../../parameters/described.ts';
import { balancersOf, type Balancer, type User } from './read-balancers.ts';

/** What surrounds a group that lets everybody in somewhere. `null`: hidden from us. */
export interface Around {
  readonly users: readonly User[] | null;
  readonly balancers: readonly Balancer[];
  /** Other groups that let its members in. */
  readonly referring: readonly string[];
  /** Ranges of the VPC. */
  readonly vpcRanges: readonly string[] | null;
}

export interface State {
  readonly name: string;
  readonly owner: string;
  readonly tags: Readonly<Record<string, string>>;
  /** By id. `null`: hidden from us. */
  readonly rules: readonly IngressRule[] | null;
  /** What the prefix lists of rules hold. */
  readonly lists: PrefixLists;
  /** `null`: nobody asked, because no rule lets everybody in. */
  readonly around: Around | null;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html */
const ruleOf = (rule: SecurityGroupRule): IngressRule => ({
  id: rule.SecurityGroupRuleId ?? '',
  protocol: rule.IpProtocol === '6' ? 'tcp' : (rule.IpProtocol ?? ''),
  from: rule.FromPort ?? -1,
  to: rule.ToPort ?? -1,
  source: rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? '',
  description: rule.Description || null,
});

/** By id. */
export const rulesOf = async (group: string, aws: Aws): Promise<readonly IngressRule[]> => {
  const Filters = [{ Name: 'group-id', Values: [group] }];
  const pages = everyPage(async (NextToken) => {
    const asked = new DescribeSecurityGroupRulesCommand({ Filters, NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.SecurityGroupRules, next: answer.NextToken };
  });
  return (await allOf(pages))
    .filter(({ IsEgress }) => IsEgress !== true)
    .map(ruleOf)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const entriesOf = async (PrefixListId: string, aws: Aws): Promise<readonly string[] | null> => {
  const pages = everyPage(async (NextToken) => {
    const asked = new GetManagedPrefixListEntriesCommand({ PrefixListId, NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.Entries, next: answer.NextToken };
  });
  try {
    return (await allOf(pages)).map(({ Cidr = '' }) => Cidr).toSorted();
  } catch (error) {
    // A list that another account has stopped sharing is still named in our rules.
    if (isDenied(error) || isNamed(error, 'InvalidPrefixListID.NotFound', 'InvalidPrefixListId.NotFound'))
      return null;
    throw error;
  }
};

const listsOf = async (rules: readonly IngressRule[], aws: Aws): Promise<PrefixLists> => {
  const ids = rules.map(({ source }) => source).filter((source) => source.startsWith('pl-'));
  const entries = [...new Set(ids)].toSorted().map(async (id) => [id, await entriesOf(id, aws)] as const);
  return Object.fromEntries(await Promise.all(entries));
};

/** What EC2 says of the interface of a load balancer, but for Classic ones: `ELB app/web/50dc6c495c0c9188`. */
const ofBalancer = /^ELB ((?:app|net)\/[^/]+\/[^/]+)$/;

const usersOf = async (group: string, aws: Aws): Promise<readonly User[] | null> => {
  const Filters = [{ Name: 'group-id', Values: [group] }];
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(EC2Client)
      .send(new DescribeNetworkInterfacesCommand({ Filters, NextToken }));
    return { items: answer.NetworkInterfaces, next: answer.NextToken };
  });
  const found = await orUnseen(allOf(pages));
  if (found === 'unseen') return null;
  return found
    .map(({ NetworkInterfaceId: id = '', Description = '', Attachment }) => ({
      id,
      label: Attachment?.InstanceId ?? (Description || id),
      balancer: ofBalancer.exec(Description)?.[1] ?? null,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** Groups that let the members of this one in; those that are hidden from us are of no consequence. */
const referringTo = async (group: string, aws: Aws): Promise<readonly string[]> => {
  const Filters = [{ Name: 'ip-permission.group-id', Values: [group] }];
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(EC2Client).send(new DescribeSecurityGroupsCommand({ Filters, NextToken }));
    return { items: answer.SecurityGroups, next: answer.NextToken };
  });
  const ids = (await allOf(pages)).map(({ GroupId = '' }) => GroupId);
  return ids.filter((id) => id !== group).toSorted();
};

const isThere = (state: string | undefined): boolean => state === 'associated';

const rangesOfVpc = async (vpc: string, aws: Aws): Promise<readonly string[] | null> => {
  const found = await orUnseen(vpcOf(vpc, aws));
  if (found === undefined || found === 'unseen') return null;
  const { CidrBlock, CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [] } = found;
  return [
    ...new Set([
      ...(CidrBlock === undefined ? [] : [CidrBlock]),
      ...CidrBlockAssociationSet.flatMap((one) =>
        isThere(one.CidrBlockState?.State) ? (one.CidrBlock ?? []) : [],
      ),
      ...Ipv6CidrBlockAssociationSet.flatMap((one) =>
        isThere(one.Ipv6CidrBlockState?.State) ? (one.Ipv6CidrBlock ?? []) : [],
      ),
    ]),
  ].toSorted();
};

/** `undefined`: the group is gone. */
export const read = async (target: Target, aws: Aws): Promise<State | undefined> => {
  const { id } = target;
  const group = await securityGroupOf(id, aws);
  if (!group) return undefined;
  const rules = await orUnseen(rulesOf(id, aws));
  const known = rules === 'unseen' ? [] : rules;
  const lists = await listsOf(known, aws);
  const isOpen = areEverybody(known.flatMap(({ source }) => lists[source] ?? source));
  const users = isOpen ? await usersOf(id, aws) : [];
  return {
    name: group.GroupName ?? '',
    owner: group.OwnerId ?? '',
    tags: tagsByKey(group.Tags ?? []),
    rules: rules === 'unseen' ? null : rules,
    lists,
    around: isOpen
      ? {
          users,
          balancers: await balancersOf(users ?? [], target, aws),
          referring: await referringTo(id, aws),
          vpcRanges: await rangesOfVpc(group.VpcId ?? '', aws),
        }
      : null,
  };
};
