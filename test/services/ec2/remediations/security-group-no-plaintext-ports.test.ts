import { describe, expect, test } from 'vitest';
import { portsOfRule } from '../../../../src/services/ec2/facts/plaintext-ports.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-securitygroup.ts';
import unit from '../../../../src/services/ec2/remediations/security-group-no-plaintext-ports.ts';
import type { Change } from '../../../../src/core/model/remediation.ts';
import { testRemediation } from '../../../kit/tester.ts';
import {
  appRules,
  arn,
  balancer,
  group,
  httpListener,
  id,
  instance,
  interfaceOf,
  rule,
  tls,
  type Rule,
} from '../security-groups.ts';

const narrowTo = ['10.0.0.0/8'];
const settings = { narrowTo };
const hazards = ['clients-cut-off'] as const;
const notes = ['connections-now', 'unused'] as const;
const ruled = (...rules: readonly Rule[]) => group(rules);
const ftp = rule('1', { FromPort: 21, ToPort: 21, CidrIpv4: '0.0.0.0/0', Description: 'branch offices' });
const narrowedTo = (source: string, more: object = {}) => ({
  protocol: 'tcp',
  from: 21,
  to: 21,
  source,
  description: 'branch offices',
  ...more,
});
const inPlace = (number: string, after: object) =>
  ({ set: 'rule', on: `${arn}#sgr-${number}`, after, impact: ['breaks-plaintext'] }) as const;
const made = (reach: string, after: object = {}) =>
  ({ set: 'permission', on: `${arn}#${reach}`, before: null, after, impact: ['none'] }) as const;
const fixed = { is: 'non-compliant', message: 'open-to-everybody', changes: 1, hazards, notes } as const;
const asked = { is: 'non-compliant', notes: ['unused'] } as const;
const web = rule('1', { FromPort: 80, ToPort: 80, CidrIpv4: '0.0.0.0/0' });
const used = { is: 'non-compliant', changes: 0 } as const;
const list = (...cidrs: readonly string[]) => ({
  PrefixLists: [
    { PrefixListId: 'pl-1', PrefixListName: 'everybody', Entries: cidrs.map((Cidr) => ({ Cidr })) },
  ],
});
const byList = rule('1', { FromPort: 21, ToPort: 21, PrefixListId: 'pl-1' });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    rule(`x${index}`, { FromPort: 443, ToPort: 443, CidrIpv4: `10.0.${index}.0/24` }),
  );

testRemediation(unit, resource, {
  // Nobody comes in where plaintext is spoken.
  'no rules': { account: ruled() },
  'everybody on HTTPS, and SSH for some': {
    account: ruled(
      rule('1', { FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' }),
      rule('2', { FromPort: 22, ToPort: 22, CidrIpv4: '203.0.113.0/24' }),
    ),
  },
  'plaintext for some ranges, members and lists': {
    account: group(
      [
        rule('1', { FromPort: 21, ToPort: 21, CidrIpv4: '10.0.0.0/8' }),
        rule('2', { FromPort: 3306, ToPort: 3306, ReferencedGroupId: 'sg-app' }),
        rule('3', { FromPort: 6379, ToPort: 6379, PrefixListId: 'pl-1' }),
      ],
      list('192.0.2.0/24'),
    ),
  },
  'everybody by UDP and ICMP': {
    account: ruled(
      rule('1', { IpProtocol: 'udp', FromPort: 0, ToPort: 65_535, CidrIpv4: '0.0.0.0/0' }),
      rule('2', { IpProtocol: 'icmp', CidrIpv4: '0.0.0.0/0' }),
    ),
  },
  'everybody may be reached, which is not to come in': {
    account: ruled(rule('1', { IpProtocol: '-1', IsEgress: true, CidrIpv4: '0.0.0.0/0' })),
  },
  'a range of ports that ends before one and begins after another': {
    account: ruled(rule('1', { FromPort: 26, ToPort: 79, CidrIpv4: '0.0.0.0/0' })),
  },

  // Narrowed.
  'FTP for everybody': {
    account: group([ftp], { interfaces: [instance] }),
    settings,
    expect: {
      ...fixed,
      changes: [{ ...inPlace('1', narrowedTo('10.0.0.0/8')), before: narrowedTo('0.0.0.0/0') }],
      notes: ['connections-now'],
      says: [
        `Security group ${id} (orders) lets everybody in on 21 (FTP): sgr-1 tcp 21-21 0.0.0.0/0. It is used by i-0a1b2c3d. Apply the plan: then 10.0.0.0/8 are let in, and nobody else.`,
      ],
    },
  },
  'by IPv6': {
    account: ruled(rule('1', { FromPort: 21, ToPort: 21, CidrIpv6: '::/0' })),
    settings: { narrowTo: ['10.0.0.0/8', '2001:db8::/32'] },
    expect: {
      ...fixed,
      changes: [inPlace('1', narrowedTo('2001:db8::/32', { description: null }))],
    },
  },
  'to several ranges, of which one is written twice': {
    account: ruled(ftp),
    settings: { narrowTo: ['10.0.0.0/8', '192.0.2.0/24', '10.0.0.0/8'] },
    expect: {
      ...fixed,
      changes: [made('tcp 21-21 192.0.2.0/24'), inPlace('1', narrowedTo('10.0.0.0/8'))],
    },
  },
  'to what the VPC has': {
    account: group([ftp, rule('2', { FromPort: 23, ToPort: 23, CidrIpv6: '::/0' })], {
      Vpcs: [
        {
          VpcId: 'vpc-1',
          CidrBlock: '10.1.0.0/16',
          CidrBlockAssociationSet: [
            { CidrBlock: '10.1.0.0/16' },
            { CidrBlock: '10.2.0.0/16' },
            { CidrBlock: '10.3.0.0/16', CidrBlockState: { State: 'disassociated' } },
          ],
          Ipv6CidrBlockAssociationSet: [
            { Ipv6CidrBlock: '2001:db8:1::/56' },
            { Ipv6CidrBlock: '2001:db8:2::/56', Ipv6CidrBlockState: { State: 'disassociated' } },
          ],
        },
      ],
    }),
    settings: { narrowTo: ['vpc'] },
    expect: {
      ...fixed,
      changes: [
        made('tcp 21-21 10.2.0.0/16'),
        inPlace('1', { source: '10.1.0.0/16' }),
        inPlace('2', { source: '2001:db8:1::/56' }),
      ],
    },
  },
  'a wide range of ports is split around those that are closed': {
    account: ruled(rule('1', { FromPort: 15, ToPort: 30, CidrIpv4: '0.0.0.0/0', Tags: { owner: 'ops' } })),
    settings,
    expect: {
      ...fixed,
      hazards: ['clients-cut-off', 'mail-arrives'],
      changes: [
        made('tcp 22-22 0.0.0.0/0'),
        made('tcp 24-24 0.0.0.0/0'),
        made('tcp 26-30 0.0.0.0/0'),
        made('tcp 20-21 10.0.0.0/8'),
        made('tcp 23-23 10.0.0.0/8'),
        made('tcp 25-25 10.0.0.0/8'),
        inPlace('1', { from: 15, to: 19, source: '0.0.0.0/0' }),
      ],
    },
  },
  'a range of ports that ends with one': {
    account: ruled(rule('1', { FromPort: 22, ToPort: 23, CidrIpv4: '0.0.0.0/0' })),
    settings,
    expect: {
      ...fixed,
      changes: [made('tcp 23-23 10.0.0.0/8'), inPlace('1', { from: 22, to: 22, source: '0.0.0.0/0' })],
    },
  },
  'every port of TCP': {
    account: ruled(rule('1', { FromPort: 0, ToPort: 65_535, CidrIpv4: '0.0.0.0/0' })),
    settings: { ...settings, ports: [6379, 11_211] },
    expect: {
      ...fixed,
      changes: [
        made('tcp 6380-11210 0.0.0.0/0'),
        made('tcp 11212-65535 0.0.0.0/0'),
        made('tcp 6379-6379 10.0.0.0/8'),
        made('tcp 11211-11211 10.0.0.0/8'),
        inPlace('1', { from: 0, to: 6378, source: '0.0.0.0/0' }),
      ],
    },
  },
  'what is left is there already': {
    account: ruled(
      rule('1', { FromPort: 21, ToPort: 22, CidrIpv4: '0.0.0.0/0' }),
      rule('2', { FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' }),
    ),
    settings,
    expect: { ...fixed, changes: [inPlace('1', { from: 21, to: 21, source: '10.0.0.0/8' })] },
  },
  'another rule lets in all whom it would be narrowed to': {
    account: ruled(ftp, rule('2', { FromPort: 21, ToPort: 21, CidrIpv4: '10.0.0.0/8' })),
    settings,
    expect: { ...asked, message: 'needless-rule' },
  },
  'two rules that come to the same': {
    account: ruled(
      rule('1', { FromPort: 21, ToPort: 22, CidrIpv4: '0.0.0.0/0' }),
      rule('2', { FromPort: 21, ToPort: 23, CidrIpv4: '0.0.0.0/0' }),
    ),
    settings,
    expect: {
      ...fixed,
      changes: [
        made('tcp 21-21 10.0.0.0/8'),
        inPlace('1', { from: 22, to: 22, source: '0.0.0.0/0' }),
        inPlace('2', { from: 23, to: 23, source: '10.0.0.0/8' }),
      ],
    },
  },
  'as the Config rule names its ports': {
    account: ruled(rule('1', { FromPort: 3389, ToPort: 3389, CidrIpv4: '0.0.0.0/0' })),
    settings: { ...settings, ports: [3389] },
    expect: fixed,
  },
  'other groups let its members in': {
    account: group([ftp], {
      groups: [{ GroupId: 'sg-db', OwnerId: '444455556666' }],
      rules: [
        { ...rule('9', { FromPort: 3306, ToPort: 3306, ReferencedGroupId: id }), GroupId: 'sg-db' },
        rule('8', { FromPort: 8443, ToPort: 8443, ReferencedGroupId: id }),
      ],
    }),
    settings,
    expect: {
      ...fixed,
      notes: ['connections-now', 'referred-to', 'unused'],
      says: [`Rules of sg-db let members of ${id} (orders) in: that stays as it is.`],
    },
    // Its own rules stay as they are.
    target: id,
  },
  'HTTP of a server of its own': {
    account: group([web], { interfaces: [instance] }),
    settings,
    expect: { ...fixed, hazards: ['clients-cut-off', 'may-redirect'], notes: ['connections-now'] },
  },
  'HTTP of nobody': {
    account: ruled(web),
    settings,
    expect: { ...fixed, hazards: ['clients-cut-off', 'may-redirect'] },
  },
  'HTTP of a load balancer that does not listen there': {
    account: group([web], { interfaces: [balancer], elbv2: { Listeners: [] } }),
    settings,
    expect: { ...fixed, notes: ['connections-now'] },
  },
  'a network load balancer that hands on what comes': {
    account: group([ftp], {
      interfaces: [interfaceOf('ELB net/edge/6e0c6f1a2b3c4d5e')],
      elbv2: {
        Listeners: [
          httpListener('net/edge/6e0c6f1a2b3c4d5e', { Protocol: 'TCP', Port: 21 }),
          httpListener('net/edge/6e0c6f1a2b3c4d5e', { Protocol: 'UDP', Port: 23 }),
        ],
      },
    }),
    settings,
    expect: { ...fixed, notes: ['connections-now'] },
  },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...ruled(ftp) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    settings,
    expect: {
      ...fixed,
      changes: [{ on: `arn:aws-cn:ec2:cn-north-1:111122223333:security-group/${id}#sgr-1` }],
    },
  },
  'by its ARN': { account: ruled(ftp), target: arn, settings, expect: fixed },

  // A port that must stay open.
  'HTTP of a load balancer that redirects': {
    account: group([web], { interfaces: [balancer], elbv2: appRules('redirect', 'redirect') }),
    settings,
    expect: { is: 'compliant', notes: ['redirect-kept'] },
  },
  'HTTPS on port 80': {
    account: group([web], {
      interfaces: [balancer],
      elbv2: { Listeners: [httpListener(undefined, { Protocol: 'HTTPS', ...tls })] },
    }),
    expect: { is: 'compliant', notes: ['redirect-kept'] },
  },
  'HTTP of a load balancer that redirects, and FTP that nobody listens for': {
    account: group([web, { ...ftp, SecurityGroupRuleId: 'sgr-2' }], {
      interfaces: [balancer],
      elbv2: appRules('redirect'),
    }),
    settings,
    expect: {
      ...fixed,
      changes: [inPlace('2', narrowedTo('10.0.0.0/8'))],
      notes: ['connections-now', 'redirect-kept'],
    },
    next: { is: 'compliant', notes: ['redirect-kept'] },
  },
  'a wide range of ports is split around FTP, and HTTP stays in it': {
    account: group([rule('1', { FromPort: 21, ToPort: 80, CidrIpv4: '0.0.0.0/0' })], {
      interfaces: [balancer],
      elbv2: appRules('redirect'),
    }),
    settings: { ...settings, ports: [21, 80] },
    expect: {
      ...fixed,
      changes: [made('tcp 21-21 10.0.0.0/8'), inPlace('1', { from: 22, to: 80, source: '0.0.0.0/0' })],
      notes: ['connections-now', 'redirect-kept'],
    },
    next: { is: 'compliant', notes: ['redirect-kept'] },
  },
  'one rule of its listener does not redirect': {
    account: group([web], { interfaces: [balancer], elbv2: appRules('redirect', 'forward') }),
    settings,
    expect: { ...used, message: 'balancer-speaks-http' },
  },
  'its listener answers plain HTTP': {
    account: group([web], { interfaces: [balancer], elbv2: appRules('forward', 'redirect') }),
    settings,
    expect: { ...used, message: 'balancer-speaks-http' },
  },
  'a load balancer that redirects shares the group with a server': {
    account: group([web], { interfaces: [balancer, instance], elbv2: appRules('redirect') }),
    settings,
    expect: { ...used, message: 'redirect-shared' },
  },
  'a load balancer that redirects shares the group with one that does not': {
    account: group([web], {
      interfaces: [balancer, interfaceOf('ELB app/shop/0123456789abcdef', 2)],
      elbv2: {
        ...appRules('redirect'),
        Listeners: [
          ...(appRules('redirect').Listeners ?? []),
          httpListener('app/shop/0123456789abcdef', { Port: 80 }),
        ],
      },
    }),
    settings,
    expect: { ...used, message: 'balancer-speaks-http', notes: ['redirect-shared'] },
  },

  // What only people can change.
  'nobody has named a range': {
    account: ruled(ftp),
    expect: {
      ...asked,
      message: 'nothing-to-narrow-to',
      says: [
        'Security group sg-0a1b2c3d4e5f60718 (orders) lets everybody in on 21 (FTP): sgr-1 tcp 21-21 0.0.0.0/0. It is used by nothing that we see. Who is to be let in nobody has said for IPv4. Name their ranges in narrowTo of the policy, or put them in place of RANGE (RANGE:: of IPv6) in the command that waxseal plan --resource ARN shows.',
      ],
    },
  },
  'nobody has named a range of IPv6': {
    account: ruled(ftp, rule('2', { FromPort: 21, ToPort: 21, CidrIpv6: '::/0' })),
    settings,
    expect: { ...asked, message: 'nothing-to-narrow-to' },
  },
  'its VPC shows no ranges': {
    account: ruled(ftp),
    settings: { narrowTo: ['vpc'] },
    expect: { ...asked, message: 'nothing-to-narrow-to' },
  },
  'its VPC is hidden from us': {
    account: { ...ruled(ftp), denied: ['ec2:DescribeVpcs'] },
    settings: { narrowTo: ['vpc'] },
    expect: { ...asked, message: 'nothing-to-narrow-to' },
  },
  'everything for everybody': {
    account: ruled(rule('1', { IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' })),
    settings,
    expect: { ...asked, message: 'every-protocol' },
  },
  'by a prefix list that holds everybody': {
    account: group([byList], list('192.0.2.0/24', '0.0.0.0/0')),
    settings,
    expect: { ...asked, message: 'by-prefix-list' },
  },
  'by halves': {
    account: ruled(
      rule('1', { FromPort: 21, ToPort: 21, CidrIpv4: '0.0.0.0/1' }),
      rule('2', { FromPort: 20, ToPort: 23, CidrIpv4: '128.0.0.0/1' }),
    ),
    settings,
    expect: { ...asked, message: 'in-parts' },
  },
  'by halves, of which one is in a list': {
    account: group(
      [byList, rule('2', { FromPort: 21, ToPort: 21, CidrIpv4: '128.0.0.0/1' })],
      list('0.0.0.0/1'),
    ),
    settings,
    expect: { ...asked, message: 'in-parts' },
  },
  'narrowed it would have 61 rules': {
    account: ruled(ftp, ...many(59)),
    settings: { narrowTo: ['10.0.0.0/8', '192.0.2.0/24'] },
    expect: { ...asked, message: 'too-many-rules' },
  },
  'narrowed it has 60 rules': {
    account: ruled(ftp, ...many(58)),
    settings: { narrowTo: ['10.0.0.0/8', '192.0.2.0/24'] },
    expect: { ...fixed, changes: 2 },
  },
  'the default group of the VPC': {
    account: group([ftp], { name: 'default' }),
    settings,
    expect: { ...asked, message: 'default-group' },
  },
  'a group of a Kubernetes controller': {
    account: group([ftp], { Tags: { 'kubernetes.io/cluster/shop': 'owned' } }),
    settings,
    expect: { ...asked, message: 'put-back' },
  },
  'a group of Elastic Beanstalk': {
    account: group([ftp], { Tags: { 'elasticbeanstalk:environment-name': 'shop' } }),
    settings,
    expect: { ...asked, message: 'put-back' },
  },
  'a group that a service of AWS has tagged': {
    account: group([ftp], { Tags: { 'aws:elasticmapreduce:job-flow-id': 'j-1' } }),
    settings,
    expect: { ...asked, message: 'put-back' },
  },
  'a group of EMR': {
    account: group([ftp], { name: 'ElasticMapReduce-master' }),
    settings,
    expect: { ...asked, message: 'put-back' },
  },
  'a group of a directory': {
    account: group([ftp], { name: 'd-1234567890_controllers' }),
    settings,
    expect: { ...asked, message: 'put-back' },
  },
  // Its template is its owner's: the gate asks.
  'a group of a stack': {
    account: group([ftp], { Tags: { 'aws:cloudformation:stack-name': 'shop' } }),
    settings,
    expect: fixed,
  },
  'of another account': {
    account: group([ftp], { OwnerId: '444455556666' }),
    target: id,
    settings,
    expect: { is: 'not-applicable', message: 'not-ours' },
  },

  // What is hidden.
  'rules that we may not see': {
    account: { ...ruled(ftp), denied: ['ec2:DescribeSecurityGroupRules'] },
    expect: { is: 'unknown', message: 'rules-unread' },
  },
  'interfaces that we may not see': {
    account: { ...ruled(ftp), denied: ['ec2:DescribeNetworkInterfaces'] },
    expect: { is: 'unknown', message: 'uses-unread' },
  },
  'a prefix list that we may not see': {
    account: { ...group([byList], list('0.0.0.0/0')), denied: ['ec2:GetManagedPrefixListEntries'] },
    expect: { is: 'unknown', message: 'list-unread' },
  },
  'a prefix list that is not shared any more': {
    account: ruled(byList),
    expect: { is: 'unknown', message: 'list-unread' },
  },
  'a prefix list that we may not see, on a port of no interest': {
    account: ruled(rule('1', { FromPort: 443, ToPort: 443, PrefixListId: 'pl-1' })),
  },
  'a prefix list that we may not see, beside FTP for everybody': {
    account: ruled({ ...byList, SecurityGroupRuleId: 'sgr-2' }, ftp),
    settings,
    expect: { ...asked, message: 'list-unread-too' },
  },
  'a prefix list that we may not see, beside a redirect': {
    account: group([web, { ...byList, SecurityGroupRuleId: 'sgr-2' }], {
      interfaces: [balancer],
      elbv2: appRules('redirect'),
    }),
    expect: { is: 'unknown', message: 'list-unread' },
  },
  'listeners that we may not see': {
    account: {
      ...group([web], { interfaces: [balancer], elbv2: appRules('redirect') }),
      denied: ['elasticloadbalancingv2:DescribeListeners'],
    },
    settings,
    expect: { is: 'unknown', message: 'listeners-unread' },
  },
  'rules of listeners that we may not see': {
    account: {
      ...group([web], { interfaces: [balancer], elbv2: appRules('redirect') }),
      denied: ['elasticloadbalancingv2:DescribeRules'],
    },
    settings,
    expect: { is: 'unknown', message: 'listeners-unread' },
  },
  'a security group that is gone': { account: {}, target: arn, gone: true },
});

describe('the ports of a Config rule', () => {
  test.each([
    [{ blockedPort1: '20', blockedPort2: '21', blockedPort3: '3389' }, [20, 21, 3389]],
    [{ blockedPorts: '20,21, 23 ,8080' }, [20, 21, 23, 8080]],
    [{ restrictPorts: '6379,11211', protocolType: 'tcp', ipType: 'IPv4' }, [6379, 11_211]],
    [{ restrictPorts: '22' }, [22]],
    [{ restrictPorts: '53', protocolType: 'UDP' }, undefined],
    [{}, undefined],
    [{ blockedPorts: 'none' }, undefined],
  ])('%j', (parameters, ports) => {
    expect(portsOfRule(parameters)).toEqual(ports);
    expect(unit.fromRule?.(parameters)).toEqual(ports ? { ports } : {});
  });

  test('what may be open is taken out of those that are plaintext', () => {
    expect(portsOfRule({ authorizedTcpPorts: '80,443' })).not.toContain(80);
    expect(portsOfRule({ authorizedTcpPorts: '80,443' })).toContain(21);
    expect(portsOfRule({ authorizedTcpPorts: '443' })).toContain(80);
    expect(portsOfRule({ authorizedTcpPorts: '20-25,80-99999' })).toEqual([]);
  });
});

test.each([['0.0.0.0/0'], ['::/0'], ['10.0.0.0'], ['everybody'], ['pl-1'], ['']])(
  '%s is nobody to narrow to',
  (range) => {
    expect(unit.settings.safeParse({ narrowTo: [range] }).success).toBe(false);
  },
);

describe('what people change by themselves', () => {
  const target = {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::EC2::SecurityGroup',
    id,
    arn,
  };
  const before = {
    protocol: 'tcp',
    from: 20,
    to: 22,
    source: '0.0.0.0/0',
    description: 'the shop\'s "old" one',
  };
  const change = (after: unknown): Change => ({
    set: 'openRule',
    on: `${arn}#sgr-1`,
    before,
    after,
    impact: ['none'],
  });

  test('what stays open is opened first, and the rule keeps its id', () => {
    const after = [
      { ...before, from: 22 },
      { ...before, to: 21, source: 'RANGE' },
    ];
    const { cli, cloudformation, terraform, cdk } = unit.source?.(change(after), target) ?? {};
    const [first = '', last = '', ...more] = cli?.split(' && ') ?? [];
    expect(more).toEqual([]);
    expect(first).toMatch(/^aws ec2 authorize-security-group-ingress --region eu-west-1 --group-id sg-0/);
    expect(first).toContain('"IpRanges":[{"CidrIp":"RANGE"');
    expect(last).toMatch(/^aws ec2 modify-security-group-rules --region eu-west-1 --group-id sg-0/);
    expect(last).toContain('"SecurityGroupRuleId":"sgr-1"');
    expect(last).toContain(String.raw`the shop'\''s \"old\" one`);
    expect(cloudformation).toContain(
      '- IpProtocol: "tcp"\n  FromPort: 22\n  ToPort: 22\n  CidrIp: "0.0.0.0/0"',
    );
    expect(terraform).toContain('cidr_ipv4   = "RANGE"');
    expect(cdk).toContain("ec2.Peer.ipv4('RANGE')");
  });

  test('a rule for everything is revoked', () => {
    expect(unit.source?.(change(null), target)?.cli).toBe(
      `aws ec2 revoke-security-group-ingress --region eu-west-1 --group-id ${id} --security-group-rule-ids sgr-1`,
    );
  });

  const wide = { id: 'sgr-1', ...before, description: null };
  const stateOf = (rules: readonly object[], more: object = {}) => ({
    name: 'orders',
    owner: target.account,
    tags: {},
    rules,
    lists: {},
    around: { users: [], balancers: [], referring: [], vpcRanges: [] },
    ...more,
  });
  const advisedBy = (state: object, given: object = {}) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `read` answers it
    const verdict = unit.plan(state as never, target, unit.settings.parse(given));
    return 'advises' in verdict ? (verdict.advises ?? []) : [];
  };

  test('a rule that has nothing left to do is revoked', () => {
    const narrow = ['20-21', '22-22'].map((ports, index) => ({
      ...wide,
      id: `sgr-${index + 2}`,
      from: Number(ports.slice(0, 2)),
      to: Number(ports.slice(3)),
      source: index === 0 ? '10.0.0.0/8' : '0.0.0.0/0',
    }));
    const [first, ...more] = advisedBy(stateOf([wide, ...narrow]), { narrowTo });
    expect(more).toEqual([]);
    expect(first).toMatchObject({ on: `${arn}#sgr-1`, after: null });
    expect(advisedBy(stateOf([wide]))).toMatchObject([
      { after: [{ from: 22, to: 22 }, { source: 'RANGE' }] },
    ]);
  });

  test('where closing the port is not what is to be done, no command does it', () => {
    expect(advisedBy(stateOf([wide], { tags: { 'kubernetes.io/cluster/shop': 'owned' } }))).toEqual([]);
    const users = [{ id: 'eni-1', label: 'ELB app/web/1', balancer: 'app/web/1' }];
    const serving = (what: string) => ({ users, balancers: [{ name: 'app/web/1', serves: { 21: what } }] });
    const around = { referring: [], vpcRanges: [] };
    expect(advisedBy(stateOf([wide], { around: { ...around, ...serving('http') } }))).toEqual([]);
  });

  test('what uses it was not read: nothing is known', () => {
    const state = stateOf([wide], { around: null });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `read` answers it
    expect(unit.plan(state as never, target, unit.settings.parse({}))).toMatchObject({
      is: 'unknown',
      message: 'uses-unread',
    });
  });
});
