import {
  DescribeLoadBalancersCommand,
  DescribeSSLPoliciesCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { balancerArnOf } from '../../facts/balancer-arn.ts';
import { listenerOf } from '../../parameters/listener.ts';
import { unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import type { TlsPolicy } from '../../../../aws/tls-policies.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** A listener, and what its policy is compared with. */
export interface State {
  /** Empty: AWS did not say. */
  readonly protocol: string;
  readonly port: number;
  readonly policy: string | null;
  readonly balancer: { readonly type: string; readonly state: string };
  readonly tags: Readonly<Record<string, string>>;
  /** What the Region offers, sorted by name. Not read for listeners without TLS. */
  readonly known: readonly TlsPolicy[];
}

/** Every security policy of the Region, all pages; protocols and ciphers as sets. */
const policiesOf = async (aws: Aws): Promise<readonly TlsPolicy[]> => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const pages = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeSSLPoliciesCommand({ Marker }));
    return { items: answer.SslPolicies, next: answer.NextMarker };
  });
  const found: TlsPolicy[] = [];
  for await (const policy of pages) {
    const { Name = '', SslProtocols = [], Ciphers = [], SupportedLoadBalancerTypes = [] } = policy;
    // Half a description would make a policy look as if nothing were lost with it: then it counts as not described.
    const isWhole = SslProtocols.length > 0 && Ciphers.length > 0 && Ciphers.every((cipher) => cipher.Name);
    if (Name === '' || !isWhole) continue;
    found.push({
      name: Name,
      protocols: SslProtocols.toSorted(),
      ciphers: Ciphers.map((cipher) => cipher.Name ?? '').toSorted(),
      kinds: SupportedLoadBalancerTypes.toSorted(),
    });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

export const isSecure = (protocol: string): boolean => protocol === 'HTTPS' || protocol === 'TLS';

/** Everything that the decision needs; `undefined`: the listener is gone. */
export const read = async ({ arn }: Target, aws: Aws): Promise<State | undefined> => {
  const listener = await listenerOf(arn, aws);
  if (!listener) return undefined;
  const { Protocol: protocol = '', Port: port = 0, SslPolicy: policy = null } = listener;
  const nothing = { balancer: { type: '', state: '' }, tags: {}, known: [] };
  if (!isSecure(protocol)) return { protocol, port, policy, ...nothing };
  const client = aws.use(ElasticLoadBalancingV2Client);
  const balancerArn = balancerArnOf(arn);
  const asking = Promise.all([
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [balancerArn] })),
    client.send(new DescribeTagsCommand({ ResourceArns: [balancerArn, arn] })),
    policiesOf(aws),
  ]);
  // Listeners go with their balancer, and both may go while we look.
  const listenerGone = unless('ListenerNotFoundException', undefined, asking);
  const answers = await unless('LoadBalancerNotFoundException', undefined, listenerGone);
  if (!answers) return undefined;
  const [{ LoadBalancers = [] }, { TagDescriptions = [] }, known] = answers;
  const tags = TagDescriptions.flatMap(({ Tags = [] }) => Tags);
  return {
    protocol,
    port,
    policy,
    balancer: { type: LoadBalancers[0]?.Type ?? '', state: LoadBalancers[0]?.State?.Code ?? '' },
    tags: tagsByKey(tags),
    known,
  };
};
