import type { World } from '../../../../src/sandbox/world.ts';
import type { Contract } from '../../../kit/contract.ts';
import { arn, group, id, instance, rule } from '../security-groups.ts';

const remediation = 'security-group-no-plaintext-ports';
const narrowTo = ['10.0.0.0/8', '192.0.2.0/24'];
/** A port that is none of ours, for somebody else. */
const theirs = { IpProtocol: 'tcp', FromPort: 9443, ToPort: 9443, IpRanges: [{ CidrIp: '10.9.0.0/16' }] };

const firstOf = ({ ec2 }: World) => ec2.SecurityGroupRules.find(({ IsEgress }) => !IsEgress);
const authorize = 'ec2:AuthorizeSecurityGroupIngress';
const modify = 'ec2:ModifySecurityGroupRules';
const revoke = 'ec2:RevokeSecurityGroupIngress';
const reads = 'ec2:DescribeSecurityGroupRules';

const rulePath = /^ec2\.SecurityGroupRules\[[^\]]+\]/;
const everybody = '"0.0.0.0/0"';

/** What the tests must know of security groups. */
export const securityGroupNoPlaintextPorts: Contract = {
  sets: {
    [reads]: ['SecurityGroupRules', 'SecurityGroupRules.Tags'],
    'ec2:DescribeNetworkInterfaces': ['NetworkInterfaces', 'NetworkInterfaces.Groups'],
    'ec2:DescribeVpcs': [
      'Vpcs',
      'Vpcs.Tags',
      'Vpcs.CidrBlockAssociationSet',
      'Vpcs.Ipv6CidrBlockAssociationSet',
    ],
  },
  named: {
    GroupId: (name, { partition, region, account }) =>
      `arn:${partition}:ec2:${region}:${account}:security-group/${name}`,
  },
  neighbours: {
    'AWS::EC2::SecurityGroup': (host, target) => ({
      work: () =>
        host.write({
          operation: authorize,
          input: { GroupId: target.id, IpPermissions: [theirs] },
          region: target.region,
        }),
      kept: () => host.world().ec2.SecurityGroupRules.some(({ FromPort }) => FromPort === 9443),
    }),
  },
  otherValues: {
    rule: ({ before }) => ({ ...Object(before), description: 'theirs' }),
    // It is there or it is not.
    permission: () => undefined,
  },
  neverAbsent: ['rule'],
  resolvedBy: [],
  attempted: ({ set, on }) => {
    const part = on.slice(on.indexOf('#') + 1);
    if (set === 'rule') return { under: `ec2.SecurityGroupRules[${part}]` };
    // A rule that is made has an id that nobody knew before.
    return set === 'permission' ? { under: 'ec2.SecurityGroupRules' } : undefined;
  },
  writers: {
    'lets somebody in beside it': (world) => {
      const GroupId = firstOf(world)?.GroupId;
      return GroupId === undefined
        ? undefined
        : { operation: authorize, input: { GroupId, IpPermissions: [theirs] } };
    },
    'describes the rule otherwise': (world) => {
      const first = firstOf(world);
      if (!first) return undefined;
      const { SecurityGroupRuleId, GroupId, IpProtocol, FromPort, ToPort, CidrIpv4 } = first;
      const SecurityGroupRule = { IpProtocol, FromPort, ToPort, CidrIpv4, Description: 'theirs' };
      return {
        operation: modify,
        input: { GroupId, SecurityGroupRules: [{ SecurityGroupRuleId, SecurityGroupRule }] },
      };
    },
    'revokes the rule': (world) => {
      const first = firstOf(world);
      return (
        first && {
          operation: revoke,
          input: { GroupId: first.GroupId, SecurityGroupRuleIds: [first.SecurityGroupRuleId] },
        }
      );
    },
  },
  asks: {
    [remediation]: {
      arn,
      state: {
        rules: [
          {
            id: 'sgr-1',
            protocol: 'tcp',
            from: 20,
            to: 22,
            source: '0.0.0.0/0',
            description: null,
          },
        ],
        lists: {},
        around: { users: [{ id: 'eni-1', label: 'i-1', balancer: null }] },
      },
      clears: ['breaks-plaintext'],
      given: { plaintextPorts: ['20', '21'], tlsPorts: [], interfaces: ['eni-1'] },
    },
  },
  promises: {
    [remediation]: {
      readBefore: { [authorize]: reads, [modify]: reads, [revoke]: reads },
      // A rule is made, becomes a narrower one, or goes because others say the same.
      mayFix: (operation, { path, before, after }) =>
        rulePath.test(path) &&
        (operation === authorize
          ? before === undefined && after !== undefined
          : operation === modify
            ? /\.(FromPort|ToPort|CidrIpv4)$/.test(path) && after !== undefined
            : after === undefined),
      isRemediated: (target, account) =>
        [...account].every(([path, value]) => {
          const [start] = rulePath.exec(path) ?? [];
          if (start === undefined || path !== `${start}.CidrIpv4` || value !== everybody) return true;
          if (account.get(`${start}.GroupId`) !== JSON.stringify(target.id)) return true;
          const [from, to] = [account.get(`${start}.FromPort`), account.get(`${start}.ToPort`)];
          return ![20, 21, 23].some((port) => Number(from) <= port && port <= Number(to));
        }),
      disaster: (account) =>
        // Those who are to be let in never are shut out: one of them reaches port 21 at every moment.
        account.get(`ec2.SecurityGroups[${id}].GroupId`) !== undefined &&
        ![...account].some(([path, value]) => {
          const [start] = rulePath.exec(path) ?? [];
          if (start === undefined || path !== `${start}.CidrIpv4`) return false;
          if (value !== everybody && value !== '"10.0.0.0/8"') return false;
          const [from, to] = [account.get(`${start}.FromPort`), account.get(`${start}.ToPort`)];
          return Number(from) <= 21 && 21 <= Number(to);
        }) &&
        account.get('ec2.SecurityGroupRules[sgr-1].GroupId') !== undefined,
      isConsequence: () => false,
      goesWithIt: (operation) => operation === revoke,
      longLook: false,
      meddlers: ['lets somebody in beside it', 'describes the rule otherwise', 'revokes the rule'],
      scene: {
        target: id,
        settings: { narrowTo },
        account: group(
          [
            rule('1', {
              FromPort: 20,
              ToPort: 22,
              CidrIpv4: '0.0.0.0/0',
              Description: 'branch offices',
              Tags: { owner: 'ops' },
            }),
            rule('2', { FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' }),
          ],
          { Tags: { team: 'shop' }, interfaces: [instance] },
        ),
      },
    },
  },
  aims: {
    'AWS::EC2::SecurityGroup': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn,
        changes: [{ on: `${arn}#sgr-0123456789abcdef0`, before: '0.0.0.0/0', after: '10.0.0.0/8' }],
      },
    ],
  },
};
