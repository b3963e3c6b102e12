import type { AccountFile } from '../../../src/sandbox/account.ts';

type Elb = NonNullable<AccountFile['elb']>;
type Balancer = NonNullable<Elb['LoadBalancers']>[number];
export type Listener = NonNullable<Balancer['Listeners']>[number];
export type Policy = NonNullable<Balancer['Policies']>[number];

export const shopArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/shop';

/** A listener with TLS, by its policies; without any it has the default one. */
export const secure = (
  LoadBalancerPort: number,
  PolicyNames: readonly string[] = [],
  more: Partial<Listener> = {},
): Listener => ({
  LoadBalancerPort,
  Protocol: 'HTTPS',
  SSLCertificateId: 'arn:aws:acm:eu-west-1:111122223333:certificate/one',
  PolicyNames: [...PolicyNames],
  ...more,
});

/** A policy that stands for a predefined one. */
export const referring = (PolicyName: string, to: string): Policy => ({
  PolicyName,
  Attributes: { 'Reference-Security-Policy': `ELBSecurityPolicy-${to}` },
});

/** A custom policy, by what it switches on. */
export const custom = (PolicyName: string, ...on: readonly string[]): Policy => ({
  PolicyName,
  Attributes: Object.fromEntries(on.map((name) => [name, 'true'])),
});

export const sticky = (PolicyName: string): Policy => ({
  PolicyName,
  PolicyTypeName: 'LBCookieStickinessPolicyType',
  Attributes: { CookieExpirationPeriod: '60' },
});

/** An account with the load balancer `shop`. */
export const balanced = (
  listeners: readonly Listener[],
  {
    policies = [],
    tags = {},
    elb = {},
  }: {
    readonly policies?: readonly Policy[];
    readonly tags?: Readonly<Record<string, string>>;
    readonly elb?: Partial<Elb>;
  } = {},
): AccountFile => ({
  elb: {
    LoadBalancers: [
      { LoadBalancerName: 'shop', Listeners: [...listeners], Policies: [...policies], Tags: { ...tags } },
    ],
    ...elb,
  },
});
