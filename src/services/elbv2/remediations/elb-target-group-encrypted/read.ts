import {
  DescribeListenersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  type Action,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { targetGroupOf } from '../../parameters/target-group.ts';

/** What a group that takes its place takes over. `null`: AWS does not say. */
export interface Kept {
  readonly vpc: string | null;
  readonly targetType: string | null;
  readonly version: string | null;
  readonly addresses: string | null;
  readonly checkPath: string | null;
  readonly codes: string | null;
  readonly grpcCodes: string | null;
  readonly interval: number | null;
  readonly timeout: number | null;
  readonly healthy: number | null;
  readonly unhealthy: number | null;
}
export interface State {
  readonly protocol: string;
  readonly targetType: string;
  readonly isUsed: boolean;
  /** Ports of listeners that end TLS and send what was in it here; read where the protocol is TCP. */
  readonly behindTls: readonly number[];
  readonly kept: Kept;
  readonly tags: Readonly<Record<string, string>>;
}

const keptOf = (group: TargetGroup): Kept => ({
  vpc: group.VpcId ?? null,
  targetType: group.TargetType ?? null,
  version: group.ProtocolVersion ?? null,
  addresses: group.IpAddressType ?? null,
  checkPath: group.HealthCheckPath ?? null,
  codes: group.Matcher?.HttpCode ?? null,
  grpcCodes: group.Matcher?.GrpcCode ?? null,
  interval: group.HealthCheckIntervalSeconds ?? null,
  timeout: group.HealthCheckTimeoutSeconds ?? null,
  healthy: group.HealthyThresholdCount ?? null,
  unhealthy: group.UnhealthyThresholdCount ?? null,
});

const sendsTo = (arn: string, { TargetGroupArn, ForwardConfig }: Action): boolean =>
  TargetGroupArn === arn ||
  ForwardConfig?.TargetGroups?.some((group) => group.TargetGroupArn === arn) === true;

/** Network Load Balancers have no rules: a listener's own actions are all there is. */
const tlsListenersTo = async (
  arn: string,
  balancers: readonly string[],
  aws: Aws,
): Promise<readonly number[]> => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const ports = new Set<number>();
  for (const LoadBalancerArn of balancers.toSorted()) {
    const pages = everyPage(async (Marker) => {
      const asking = client.send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
      // It went since the group was read.
      const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
      return { items: answer?.Listeners, next: answer?.NextMarker };
    });
    for await (const { Protocol, Port = 0, DefaultActions = [] } of pages)
      if (Protocol === 'TLS' && DefaultActions.some((action) => sendsTo(arn, action))) ports.add(Port);
  }
  return [...ports].toSorted((a, b) => a - b);
};

/** `undefined`: the group is gone. */
export const read = async (target: Target, aws: Aws): Promise<State | undefined> => {
  const { arn } = target;
  const group = await targetGroupOf(target, aws);
  if (!group) return undefined;
  const { Protocol: protocol = '', TargetType: targetType = '', LoadBalancerArns = [] } = group;
  const asking = aws.use(ElasticLoadBalancingV2Client).send(new DescribeTagsCommand({ ResourceArns: [arn] }));
  const answer = await unless('TargetGroupNotFoundException', undefined, asking);
  return {
    protocol,
    targetType,
    isUsed: LoadBalancerArns.length > 0,
    behindTls: protocol === 'TCP' ? await tlsListenersTo(arn, LoadBalancerArns, aws) : [],
    kept: keptOf(group),
    tags: tagsByKey((answer?.TagDescriptions ?? []).flatMap(({ Tags = [] }) => Tags)),
  };
};
