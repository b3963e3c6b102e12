import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingClient,
  type LoadBalancerDescription,
} from '@aws-sdk/client-elastic-load-balancing';
import { unless } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** `undefined`: it is gone. */
export const loadBalancerOf = async (
  name: string,
  aws: Aws,
): Promise<LoadBalancerDescription | undefined> => {
  const asked = new DescribeLoadBalancersCommand({ LoadBalancerNames: [name] });
  const asking = aws.use(ElasticLoadBalancingClient).send(asked);
  return (await unless('AccessPointNotFoundException', undefined, asking))?.LoadBalancerDescriptions?.[0];
};

/** The policies of a listener: those of its stickiness, and the others, which are security policies. Sorted. */
export interface ListenerPolicies {
  readonly security: readonly string[];
  readonly stickiness: readonly string[];
}

/**
 * A listener has policies of stickiness and of security; every other type of policy is for the servers behind it.
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Policies.html
 */
export const policiesOf = (
  { Policies = {} }: LoadBalancerDescription,
  { PolicyNames = [] }: { readonly PolicyNames?: readonly string[] | undefined },
): ListenerPolicies => {
  const { AppCookieStickinessPolicies = [], LBCookieStickinessPolicies = [] } = Policies;
  const sticky = new Set(
    [...AppCookieStickinessPolicies, ...LBCookieStickinessPolicies].map(({ PolicyName }) => PolicyName),
  );
  const names = PolicyNames.toSorted();
  return {
    security: names.filter((name) => !sticky.has(name)),
    stickiness: names.filter((name) => sticky.has(name)),
  };
};

/** What of a change's `on` stands behind the ARN: the port that it listens on. */
export const portOf = (on: string): number => Number(on.slice(on.indexOf('#') + 1));

export const isSecure = (protocol: string | undefined): boolean => protocol === 'HTTPS' || protocol === 'SSL';
