import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  type Action,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { SettingSeen } from '../../../../families/setting.ts';
import { balancerArnOf, parseListenerArn } from '../../facts/balancer-arn.ts';
import { aroundListener, balancerReadiness, listenerOf } from '../../parameters/listener.ts';

interface Group {
  readonly name: string;
  readonly protocol: string;
  readonly targetType: string;
}
interface Around {
  readonly kind: string;
  readonly port: number;
  /** Of an HTTP listener: each of its actions and of those of its rules sends to HTTPS. */
  readonly redirects: boolean;
  /** Of an HTTP listener: where its balancer speaks HTTPS. */
  readonly httpsPorts: readonly number[];
  /** Of a TCP listener: where it forwards to. */
  readonly groups: readonly Group[];
  readonly tags: Readonly<Record<string, string>>;
}
export type Seen = SettingSeen<readonly string[], Around>;

/** The protocol; with TLS also the default certificate and the security policy, all of which change together. */
export const transportOf = ({
  Protocol,
  Certificates = [],
  SslPolicy,
}: Listener): readonly string[] | null => {
  if (Protocol === undefined) return null;
  const certificate = Certificates[0]?.CertificateArn;
  return certificate === undefined || SslPolicy === undefined
    ? [Protocol]
    : [Protocol, certificate, SslPolicy];
};

const isRedirect = ({ Type, RedirectConfig }: Action): boolean =>
  Type === 'redirect' && RedirectConfig?.Protocol === 'HTTPS';

const allRedirect = async (ListenerArn: string, own: readonly Action[], aws: Aws): Promise<boolean> => {
  if (own.length === 0 || !own.every(isRedirect)) return false;
  const client = aws.use(ElasticLoadBalancingV2Client);
  const rules = everyPage(async (Marker) => {
    const asking = client.send(new DescribeRulesCommand({ ListenerArn, Marker }));
    const answer = await unless('ListenerNotFoundException', undefined, asking);
    return { items: answer?.Rules, next: answer?.NextMarker };
  });
  for await (const { Actions = [] } of rules) if (!Actions.every(isRedirect)) return false;
  return true;
};

const httpsPortsOf = async (LoadBalancerArn: string, aws: Aws): Promise<readonly number[]> => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const listeners = everyPage(async (Marker) => {
    const asking = client.send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
    const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
    return { items: answer?.Listeners, next: answer?.NextMarker };
  });
  const ports: number[] = [];
  for await (const { Protocol, Port = 0 } of listeners) if (Protocol === 'HTTPS') ports.push(Port);
  return ports.toSorted((a, b) => a - b);
};

const groupsOf = async (actions: readonly Action[], aws: Aws): Promise<readonly Group[]> => {
  const arns = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    ...(TargetGroupArn === undefined ? [] : [TargetGroupArn]),
    ...(ForwardConfig?.TargetGroups ?? []).flatMap((group) => group.TargetGroupArn ?? []),
  ]);
  const TargetGroupArns = [...new Set(arns)].toSorted();
  if (TargetGroupArns.length === 0) return [];
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetGroupsCommand({ TargetGroupArns }));
  const answer = await unless('TargetGroupNotFoundException', undefined, asking);
  return (answer?.TargetGroups ?? [])
    .map(({ TargetGroupArn = '', Protocol = '', TargetType = '' }) => ({
      name: TargetGroupArn.split('/')[1] ?? '',
      protocol: Protocol,
      targetType: TargetType,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** `undefined`: the listener is gone. */
export const read = async ({ arn }: Target, aws: Aws): Promise<Seen | undefined> => {
  const listener = await listenerOf(arn, aws);
  if (!listener) return undefined;
  const [, kind = '', balancer = ''] = parseListenerArn(arn)?.resource.split('/') ?? [];
  const { Protocol = '', Port: port = 0, DefaultActions = [] } = listener;
  const name = kind === 'gwy' ? balancer : `${balancer}:${port}`;
  const seen = { kind, port, redirects: false, httpsPorts: [], groups: [], tags: {} };
  const held = [{ on: arn, value: transportOf(listener) }];
  if (kind === 'gwy' || !['HTTP', 'TCP'].includes(Protocol))
    return { held, readiness: { is: 'ready' }, name, around: seen };
  const isHttp = Protocol === 'HTTP';
  const [around, redirects, httpsPorts, groups] = await Promise.all([
    aroundListener(arn, aws),
    isHttp ? allRedirect(arn, DefaultActions, aws) : false,
    isHttp ? httpsPortsOf(balancerArnOf(arn), aws) : [],
    isHttp ? [] : groupsOf(DefaultActions, aws),
  ]);
  if (!around) return undefined;
  return {
    held,
    readiness: balancerReadiness(around.balancer.State?.Code ?? ''),
    name,
    around: { ...seen, redirects, httpsPorts, groups, tags: around.tags },
  };
};
