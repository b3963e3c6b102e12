import {
  DescribeLoadBalancerPoliciesCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { unless } from '../../../../aws/error-names.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { TlsPolicy } from '../../../../aws/tls-policies.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { predefinedIn, sslPolicyOf, type SslPolicy } from '../../facts/ssl-policy.ts';
import { loadBalancerOf, policiesOf, type ListenerPolicies } from '../../parameters/load-balancer.ts';

/** Where clients connect with TLS, or where AWS does not say with what. */
export interface Listener extends ListenerPolicies {
  /** 0: AWS did not say. */
  readonly port: number;
  /** Empty: AWS did not say. */
  readonly protocol: string;
}

/** A load balancer, and what its policies are compared with. */
export interface State {
  /** Without those of plain HTTP and TCP; sorted by port. */
  readonly listeners: readonly Listener[];
  /** Its own security policies by name; `null`: a policy of another type, or one that is not understood. */
  readonly own: Readonly<Record<string, SslPolicy | null>>;
  /** What AWS offers, sorted by name. */
  readonly known: readonly TlsPolicy[];
  readonly tags: Readonly<Record<string, string>>;
}

const isPlain = (protocol: string): boolean => protocol === 'HTTP' || protocol === 'TCP';

const portOf = (said: unknown): number => (Number.isInteger(said) ? Number(said) : 0);

/** Everything that the decision needs; `undefined`: the load balancer is gone. */
export const read = async ({ id }: Target, aws: Aws): Promise<State | undefined> => {
  const found = await loadBalancerOf(id, aws);
  if (!found) return undefined;
  const listeners = (found.ListenerDescriptions ?? [])
    .map((one) => ({
      port: portOf(one.Listener?.LoadBalancerPort),
      protocol: one.Listener?.Protocol ?? '',
      ...policiesOf(found, one),
    }))
    .filter(({ protocol }) => !isPlain(protocol))
    .toSorted((a, b) => a.port - b.port);
  if (listeners.length === 0) return { listeners, own: {}, known: [], tags: {} };
  const client = aws.use(ElasticLoadBalancingClient);
  const asking = Promise.all([
    client.send(new DescribeLoadBalancerPoliciesCommand({ LoadBalancerName: id })),
    client.send(new DescribeTagsCommand({ LoadBalancerNames: [id] })),
  ]);
  const answers = await unless('AccessPointNotFoundException', undefined, asking);
  if (!answers) return undefined;
  const offered = await client.send(new DescribeLoadBalancerPoliciesCommand({}));
  const [{ PolicyDescriptions = [] }, { TagDescriptions = [] }] = answers;
  return {
    listeners,
    own: Object.fromEntries(
      PolicyDescriptions.map((one) => [one.PolicyName ?? '', sslPolicyOf(one) ?? null]),
    ),
    known: predefinedIn(offered.PolicyDescriptions ?? []),
    tags: tagsByKey(TagDescriptions.flatMap(({ Tags = [] }) => Tags)),
  };
};
