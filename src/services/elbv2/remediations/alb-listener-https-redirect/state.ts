import type { Permission, PrefixLists } from '../../../ec2/facts/ingress-sources.ts';
import type { HttpsListener } from '../../facts/redirect-target.ts';

/** By HTTP requests, which follow no redirect. */
export interface HealthCheck {
  /** The name of the target group. */
  readonly group: string;
  readonly port: number;
  readonly path: string;
  /** HTTP codes that are taken for healthy, as AWS writes them; empty where it says none. */
  readonly matcher: string;
}

/** A Network Load Balancer that sends to a port of this one. */
export interface Front {
  readonly name: string;
  readonly port: number;
  /** Of its listeners, sorted. */
  readonly protocols: readonly string[];
  /** `null`: over HTTPS. */
  readonly check: HealthCheck | null;
}

/** What rewrites listeners and rules of the balancer while it shifts traffic. */
export interface Deployments {
  /** `by`: a deployment group or a service, for people; `on`: the ARN of a listener or a rule. Sorted. */
  readonly routes: readonly { readonly by: string; readonly on: string }[];
  /** ECS services behind plain HTTP that a program deploys which is not AWS's; sorted. */
  readonly external: readonly string[];
  /** What we could not read, and why; for people. */
  readonly unread: readonly string[];
}

/** What surrounds the balancer; read only when something has to be redirected. */
export interface Around {
  readonly tags: Readonly<Record<string, string>>;
  /** Of its security groups; `null`: we may not see them. */
  readonly permissions: readonly Permission[] | null;
  /** Prefix lists that are CloudFront's; `null`: we may not see which. */
  readonly cloudFrontLists: readonly string[] | null;
  /** What the prefix lists hold that are admitted; `null`: we may not see it. */
  readonly prefixLists: PrefixLists;
  /** Whether Global Accelerator sends to something in the VPC; `null`: we may not see it. */
  readonly accelerators: boolean | null;
  /** Whether CloudFront has private origins in the VPC; `null`: we may not see it. */
  readonly vpcOrigins: boolean | null;
  readonly fronts: readonly Front[];
  readonly deployments: Deployments;
}

export interface State {
  readonly name: string;
  readonly dns: string;
  readonly type: string;
  readonly state: string;
  readonly internal: boolean;
  readonly ipv6: boolean;
  /** By port. */
  readonly listeners: readonly HttpsListener[];
  readonly around: Around | null;
}
