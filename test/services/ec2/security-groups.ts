import type { AccountFile } from '../../../src/sandbox/account.ts';

/** Accounts with one security group. */

type Ec2 = NonNullable<AccountFile['ec2']>;
type Elements<Key extends 'NetworkInterfaces' | 'SecurityGroupRules' | 'SecurityGroups'> = NonNullable<
  Ec2[Key]
>[number];
type Elbv2 = NonNullable<AccountFile['elbv2']>;
type Listener = NonNullable<Elbv2['Listeners']>[number];
export type Rule = Elements<'SecurityGroupRules'>;
type Interface = Elements<'NetworkInterfaces'>;

export const id = 'sg-0a1b2c3d4e5f60718';
export const arn = `arn:aws:ec2:eu-west-1:111122223333:security-group/${id}`;

export const rule = (number: string, more: Partial<Rule>): Rule => ({
  SecurityGroupRuleId: `sgr-${number}`,
  GroupId: id,
  ...more,
});

const eni = (number: number): string => `eni-${String(number).padStart(17, '0')}`;

export const interfaceOf = (Description: string, number = 1): Interface => ({
  NetworkInterfaceId: eni(number),
  Description,
  Groups: [{ GroupId: id }],
});
export const instance: Interface = {
  ...interfaceOf('', 9),
  Attachment: { InstanceId: 'i-0a1b2c3d' },
};
const CertificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
export const tls = {
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  Certificates: [{ CertificateArn }],
};
const app = 'app/web/50dc6c495c0c9188';
export const balancer = interfaceOf(`ELB ${app}`);

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const redirect = {
  Type: 'redirect',
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
};
const forward = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } };
const actions = { redirect, forward } as const;

export const httpListener = (name = app, more: Partial<Listener> = {}): Listener => ({
  ListenerArn: `${elb}:listener/${name}/${more.Port ?? 80}`,
  LoadBalancerArn: `${elb}:loadbalancer/${name}`,
  Port: 80,
  Protocol: 'HTTP',
  DefaultActions: [forward],
  ...more,
});

/** A load balancer whose listener on port 80 does this by default, and that by each rule. */
export const appRules = (
  byDefault: keyof typeof actions,
  ...rules: readonly (keyof typeof actions)[]
): Elbv2 => ({
  Listeners: [httpListener(app, { DefaultActions: [actions[byDefault]] })],
  Rules: rules.map((what, index) => ({
    RuleArn: `${elb}:listener-rule/${app}/80/${index + 1}`,
    Priority: String(index + 1),
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/${index}/*`] } }],
    Actions: [actions[what]],
  })),
});

export const group = (
  rules: readonly Rule[],
  given: Partial<Elements<'SecurityGroups'>> & {
    readonly name?: string;
    readonly interfaces?: readonly Interface[];
    readonly groups?: readonly Elements<'SecurityGroups'>[];
    readonly rules?: readonly Rule[];
    readonly Vpcs?: NonNullable<Ec2['Vpcs']>;
    readonly PrefixLists?: NonNullable<Ec2['PrefixLists']>;
    readonly elbv2?: Elbv2;
  } = {},
): AccountFile => {
  const { name = 'orders', interfaces = [], groups = [], rules: others = [], ...rest } = given;
  const { Vpcs, PrefixLists, elbv2, ...more } = rest;
  const names = [...new Set((elbv2?.Listeners ?? []).map(({ LoadBalancerArn }) => LoadBalancerArn))];
  return {
    ec2: {
      SecurityGroups: [{ GroupId: id, GroupName: name, ...more }, ...groups],
      SecurityGroupRules: [...rules, ...others],
      NetworkInterfaces: [...interfaces],
      ...(Vpcs && { Vpcs }),
      ...(PrefixLists && { PrefixLists }),
    },
    ...(elbv2 && {
      acm: { Certificates: [{ CertificateArn, DomainName: 'www.example.com' }] },
      elbv2: { ...elbv2, LoadBalancers: names.map((LoadBalancerArn) => ({ LoadBalancerArn })) },
    }),
  };
};
