import {
  DescribeListenerAttributesCommand,
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { SettingSeen } from '../../../../families/setting.ts';
import { balancerArnOf, parseListenerArn } from '../../facts/balancer-arn.ts';
import { aroundListener, balancerReadiness, listenerOf } from '../../parameters/listener.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html */
export const key = 'routing.http.response.strict_transport_security.header_value';

interface Around {
  readonly kind: string;
  readonly protocol: string;
  readonly port: number;
  readonly host: string;
  /** Of the balancer's other listeners, in order. */
  readonly httpPorts: readonly number[];
  readonly httpsPorts: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}
export type Seen = SettingSeen<string, Around>;

/** AWS tells every attribute, an empty one too: what it does not tell of is not known to be absent. */
const notTold = '(not told by AWS)';

/** `null`: it adds no such header, or is gone. */
export const headerOf = async (arn: string, aws: Aws): Promise<string | null> => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeListenerAttributesCommand({ ListenerArn: arn }));
  const answer = await unless('ListenerNotFoundException', undefined, asking);
  if (!answer) return null;
  const value = answer.Attributes?.find(({ Key }) => Key === key)?.Value;
  if (typeof value !== 'string') return notTold;
  return value === '' ? null : value;
};

const portsOf = async (LoadBalancerArn: string, aws: Aws) => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const pages = everyPage(async (Marker) => {
    const asking = client.send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
    const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
    return { items: answer?.Listeners, next: answer?.NextMarker };
  });
  const ports: { readonly protocol: string; readonly port: number }[] = [];
  for await (const { Protocol: protocol = '', Port: port = 0 } of pages) ports.push({ protocol, port });
  const of = (wanted: string): readonly number[] =>
    ports
      .filter(({ protocol }) => protocol === wanted)
      .map(({ port }) => port)
      .toSorted((a, b) => a - b);
  return { httpPorts: of('HTTP'), httpsPorts: of('HTTPS') };
};

/** `undefined`: the listener is gone. */
export const read = async ({ arn }: Target, aws: Aws): Promise<Seen | undefined> => {
  const listener = await listenerOf(arn, aws);
  if (!listener) return undefined;
  const [, kind = '', balancer = ''] = parseListenerArn(arn)?.resource.split('/') ?? [];
  const { Protocol: protocol = '', Port: port = 0 } = listener;
  const name = `${balancer}:${port}`;
  const seen = { kind, protocol, port, host: '', httpPorts: [], httpsPorts: [], tags: {} };
  if (kind !== 'app' || protocol !== 'HTTPS')
    return { held: [], readiness: { is: 'ready' }, name, around: seen };
  const [value, around, ports] = await Promise.all([
    headerOf(arn, aws),
    aroundListener(arn, aws),
    portsOf(balancerArnOf(arn), aws),
  ]);
  if (!around) return undefined;
  return {
    held: [{ on: arn, value }],
    readiness: balancerReadiness(around.balancer.State?.Code ?? ''),
    name,
    around: { ...seen, ...ports, host: around.balancer.DNSName ?? '', tags: around.tags },
  };
};
