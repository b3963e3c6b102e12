import type { AccountFile } from '../../../src/sandbox/account.ts';
import { balanced, type Listener, type Policy } from './balancers.ts';

type Acm = NonNullable<AccountFile['acm']>;
export type Certificate = NonNullable<Acm['Certificates']>[number];

/** A certificate of Certificate Manager, by its name in the ARN. */
export const certificateArn = (name: string): string =>
  `arn:aws:acm:eu-west-1:111122223333:certificate/${name}`;
export const certificate = (
  name: string,
  names: readonly [string, ...string[]] = ['shop.example.com'],
  more: Partial<Certificate> = {},
): Certificate => ({
  CertificateArn: certificateArn(name),
  DomainName: names[0],
  SubjectAlternativeNames: [...names],
  ...more,
});

/** A listener without TLS, to the same port of the instances unless it is said otherwise. */
export const plain = (LoadBalancerPort: number, more: Partial<Listener> = {}): Listener => ({
  LoadBalancerPort,
  Protocol: 'HTTP',
  InstanceProtocol: more.Protocol === 'TCP' ? 'TCP' : 'HTTP',
  ...more,
});

type Permission = NonNullable<
  NonNullable<NonNullable<AccountFile['ec2']>['SecurityGroups']>[number]['IpPermissions']
>[number];
export const open = (port: number, more: Partial<Permission> = {}): Permission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  ...more,
});

/** The load balancer `shop` with a security group, and certificates beside it. */
export const shop = (
  listeners: readonly Listener[],
  {
    certificates = [certificate('one')],
    admits = [open(80), open(443)],
    balancer = {},
    policies = [],
    tags = {},
    ...more
  }: Partial<AccountFile> & {
    readonly certificates?: readonly Certificate[];
    readonly admits?: readonly Permission[];
    readonly balancer?: object;
    readonly policies?: readonly Policy[];
    readonly tags?: Readonly<Record<string, string>>;
  } = {},
): AccountFile => {
  const { elb } = balanced(listeners, { policies, tags });
  const [one] = elb?.LoadBalancers ?? [];
  return {
    elb: { LoadBalancers: one ? [{ SecurityGroups: ['sg-shop'], ...one, ...balancer }] : [] },
    acm: { Certificates: [...certificates] },
    ec2: { SecurityGroups: [{ GroupId: 'sg-shop', IpPermissions: [...admits] }] },
    ...more,
  };
};
