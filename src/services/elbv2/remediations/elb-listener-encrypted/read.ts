import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  type Action,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { orUnseen, unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { SettingSeen } from '../../../../families/setting.ts';
import { balancerArnOf, parseListenerArn } from '../../facts/balancer-arn.ts';
import { certificateStates, type CertificateStates } from '../../parameters/certificates.ts';
import { aroundListener, balancerReadiness, listenerOf } from '../../parameters/listener.ts';
import { vpcEncryption, type VpcEncryption } from '../../parameters/vpc-encryption.ts';
import { attributesOf, wholeTransportOf } from './transport.ts';

/**
 * That of TCP listeners where nobody set it, and of TLS listeners always.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
 */
export const tlsIdleSeconds = 350;

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
  /** Of a TCP listener: how long a connection may be silent, in seconds; `unseen`: hidden from us. */
  readonly idleSeconds: number | 'unseen';
  /** Of a TCP listener: how far encryption controls of its VPC go. */
  readonly vpcEncryption: VpcEncryption;
  /** `null`: we may not see them. */
  readonly certificates: CertificateStates | null;
  readonly tags: Readonly<Record<string, string>>;
}
export type Seen = SettingSeen<readonly string[], Around>;

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

const idleSecondsOf = async (arn: string, aws: Aws): Promise<number | 'unseen'> => {
  const attributes = await orUnseen(attributesOf(arn, aws));
  if (attributes === 'unseen') return attributes;
  return Number(attributes.find(({ Key }) => Key === 'tcp.idle_timeout.seconds')?.Value ?? tlsIdleSeconds);
};

/** `undefined`: the listener is gone. */
export const read = async ({ arn, account }: Target, aws: Aws): Promise<Seen | undefined> => {
  const listener = await listenerOf(arn, aws);
  if (!listener) return undefined;
  const [, kind = '', balancer = ''] = parseListenerArn(arn)?.resource.split('/') ?? [];
  const { Protocol = '', Port: port = 0, DefaultActions = [] } = listener;
  const name = kind === 'gwy' ? balancer : `${balancer}:${port}`;
  const seen: Around = {
    kind,
    port,
    redirects: false,
    httpsPorts: [],
    groups: [],
    idleSeconds: tlsIdleSeconds,
    vpcEncryption: 'off',
    certificates: {},
    tags: {},
  };
  const held = [{ on: arn, value: await wholeTransportOf(listener, aws) }];
  if (kind === 'gwy' || !['HTTP', 'TCP'].includes(Protocol))
    return { held, readiness: { is: 'ready' }, name, around: seen };
  const isHttp = Protocol === 'HTTP';
  const [around, redirects, httpsPorts, groups, idleSeconds, certificates] = await Promise.all([
    aroundListener(arn, aws),
    isHttp ? allRedirect(arn, DefaultActions, aws) : false,
    isHttp ? httpsPortsOf(balancerArnOf(arn), aws) : [],
    isHttp ? [] : groupsOf(DefaultActions, aws),
    isHttp ? tlsIdleSeconds : idleSecondsOf(arn, aws),
    certificateStates([], aws),
  ]);
  if (!around) return undefined;
  const vpc = around.balancer.VpcId ?? '';
  return {
    held,
    readiness: balancerReadiness(around.balancer.State?.Code ?? ''),
    name,
    around: {
      ...seen,
      redirects,
      httpsPorts,
      groups,
      idleSeconds,
      vpcEncryption: isHttp ? 'off' : await vpcEncryption(vpc, account, aws),
      certificates,
      tags: around.tags,
    },
  };
};
