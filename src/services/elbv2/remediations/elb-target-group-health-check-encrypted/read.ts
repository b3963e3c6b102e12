import {
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  type TargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { SettingSeen } from '../../../../families/setting.ts';
import { targetGroupNameIn } from '../../facts/target-group.ts';
import { targetGroupOf, targetsIn } from '../../parameters/target-group.ts';

/** What decides whether targets can answer over HTTPS. No numbers of targets: they change by themselves. */
interface Around {
  readonly protocol: string;
  readonly targetType: string;
  readonly port: string;
  /** The port that gets the traffic is the one that is checked, of one target at least. */
  readonly onTraffic: boolean;
  readonly path: string;
  readonly codes: string;
  readonly health: 'some' | 'failing' | 'nothing';
  readonly tags: Readonly<Record<string, string>>;
}
export type Seen = SettingSeen<string, Around>;

const healthOf = (targets: readonly TargetHealthDescription[]): Around['health'] => {
  const states = targets.map(({ TargetHealth }) => TargetHealth?.State ?? '');
  if (states.includes('healthy')) return 'some';
  return states.some((state) => state.startsWith('unhealthy')) ? 'failing' : 'nothing';
};

const checksTraffic = (
  { HealthCheckPort = '', Port }: TargetGroup,
  targets: readonly TargetHealthDescription[],
): boolean => {
  const own = targets.flatMap(({ Target }) => Target?.Port ?? []);
  const ports = own.length > 0 ? own : [Port];
  return HealthCheckPort === 'traffic-port' || ports.map(String).includes(HealthCheckPort);
};

const tagsOf = async ({ arn }: Target, aws: Aws): Promise<Readonly<Record<string, string>>> => {
  const asking = aws.use(ElasticLoadBalancingV2Client).send(new DescribeTagsCommand({ ResourceArns: [arn] }));
  const answer = await unless('TargetGroupNotFoundException', undefined, asking);
  return tagsByKey((answer?.TagDescriptions ?? []).flatMap(({ Tags = [] }) => Tags));
};

/** `undefined`: the group is gone. */
export const read = async (target: Target, aws: Aws): Promise<Seen | undefined> => {
  const group = await targetGroupOf(target, aws);
  if (!group) return undefined;
  const [targets, tags] = await Promise.all([targetsIn(target, aws), tagsOf(target, aws)]);
  const { HealthCheckProtocol = null, HealthCheckPath = '/', Matcher = {} } = group;
  return {
    held: [{ on: target.arn, value: HealthCheckProtocol }],
    // A target group has no status: AWS takes every change at once.
    readiness: { is: 'ready' },
    name: targetGroupNameIn(target.arn),
    around: {
      protocol: group.Protocol ?? '',
      targetType: group.TargetType ?? '',
      port: group.HealthCheckPort ?? '',
      onTraffic: checksTraffic(group, targets),
      path: HealthCheckPath,
      codes: Matcher.HttpCode ?? Matcher.GrpcCode ?? '200-399',
      health: healthOf(targets),
      tags,
    },
  };
};
