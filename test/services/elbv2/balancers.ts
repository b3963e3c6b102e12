import type { AccountFile } from '../../../src/sandbox/account.ts';

type Elbv2 = NonNullable<AccountFile['elbv2']>;
type Elements<Key extends keyof Elbv2> = NonNullable<Elbv2[Key]>;
type Balancer = Elements<'LoadBalancers'>[number];
export type Listener = Elements<'Listeners'>[number];
export type Rule = Elements<'Rules'>[number];
type TargetGroup = Elements<'TargetGroups'>[number];
export type Action = Rule['Actions'][number];
export type Certificate = NonNullable<NonNullable<AccountFile['acm']>['Certificates']>[number];
type Permission = NonNullable<
  NonNullable<NonNullable<AccountFile['ec2']>['SecurityGroups']>[number]['IpPermissions']
>[number];

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
export const web = `${elb}:loadbalancer/app/web/50dc6c495c0c9188`;
export const edge = `${elb}:loadbalancer/net/edge/6e0c6f1a2b3c4d5e`;
export const listenerArn = (id: string | number, balancer = web): string =>
  `${balancer.replace(':loadbalancer/', ':listener/')}/${id}`;
export const ruleArn = (priority: string | number, port: string | number = 80): string =>
  `${listenerArn(port).replace(':listener/', ':listener-rule/')}/${priority}`;
export const groupArn = (name: string): string => `${elb}:targetgroup/${name}/0123456789abcdef`;
export const certificateArn = (id: string): string => `arn:aws:acm:eu-west-1:111122223333:certificate/${id}`;

export const forward = (...names: readonly string[]): Action =>
  names.length === 1
    ? { Type: 'forward', TargetGroupArn: groupArn(names[0] ?? '') }
    : {
        Type: 'forward',
        ForwardConfig: { TargetGroups: names.map((name) => ({ TargetGroupArn: groupArn(name), Weight: 2 })) },
      };

/** What the unit makes of a rule. */
export const redirectTo = (port: number, more: object = {}) => ({
  Type: 'redirect' as const,
  RedirectConfig: {
    Protocol: 'HTTPS',
    Port: String(port),
    Host: '#{host}',
    Path: '/#{path}',
    Query: '#{query}',
    StatusCode: 'HTTP_301',
    ...more,
  },
});

export const listener = (Port: number, more: Partial<Listener> = {}, balancer = web): Listener => ({
  ListenerArn: listenerArn(Port, balancer),
  LoadBalancerArn: balancer,
  Port,
  Protocol: 'HTTP',
  DefaultActions: [forward('app')],
  ...more,
});
export const secure = (Port: number, more: Partial<Listener> = {}, balancer = web): Listener =>
  listener(
    Port,
    {
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
      Certificates: [{ CertificateArn: certificateArn('one') }],
      ...more,
    },
    balancer,
  );
export const rule = (priority: number, more: Partial<Rule> = {}): Rule => ({
  RuleArn: ruleArn(priority),
  Priority: String(priority),
  Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/${priority}/*`] } }],
  Actions: [forward('app')],
  ...more,
});
export const host = (...Values: readonly string[]): NonNullable<Rule['Conditions']> => [
  { Field: 'host-header', HostHeaderConfig: { Values: [...Values] } },
];

export const anywhere = (port: number): Permission => ({
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
});

/** An account with the balancer `web`: as it is made by default, with what a row says otherwise. */
export const balanced = (
  given: {
    readonly balancer?: Partial<Balancer>;
    readonly balancers?: readonly Balancer[];
    readonly listeners?: readonly Listener[];
    readonly rules?: readonly Rule[];
    readonly groups?: readonly TargetGroup[];
    readonly certificates?: readonly Certificate[];
    readonly permissions?: readonly Permission[];
    readonly tags?: Readonly<Record<string, string>>;
    readonly elbv2?: Partial<Elbv2>;
    readonly ec2?: Omit<NonNullable<AccountFile['ec2']>, 'SecurityGroups'>;
    readonly securityGroups?: NonNullable<NonNullable<AccountFile['ec2']>['SecurityGroups']>;
  } = {},
): AccountFile => ({
  acm: {
    Certificates: [
      ...(given.certificates ?? [{ CertificateArn: certificateArn('one'), DomainName: 'www.example.com' }]),
    ],
  },
  ec2: {
    ...given.ec2,
    SecurityGroups: [
      { GroupId: 'sg-1', IpPermissions: [...(given.permissions ?? [anywhere(80), anywhere(443)])] },
      ...(given.securityGroups ?? []),
    ],
  },
  elbv2: {
    LoadBalancers: [
      { LoadBalancerArn: web, SecurityGroups: ['sg-1'], ...given.balancer },
      ...(given.balancers ?? []),
    ],
    Listeners: [...(given.listeners ?? [listener(80), secure(443)])],
    Rules: [...(given.rules ?? [])],
    TargetGroups: [{ TargetGroupArn: groupArn('app') }, ...(given.groups ?? [])],
    ...(given.tags && {
      Tags: [{ ResourceArn: web, Tags: Object.entries(given.tags).map(([Key, Value]) => ({ Key, Value })) }],
    }),
    ...given.elbv2,
  },
});
