import { refuse, type Operation, type Refusal } from '../../../sandbox/world.ts';
import type { TargetGroup } from './records.ts';
import { api, invalid, notFound, regionOf } from './world.ts';

const doc = 'API_ModifyTargetGroup.html';

/** Which protocols a group can be checked over, by its own protocol and targets. */
const checkRefusal = ({ Protocol, TargetType }: TargetGroup, asked: string): Refusal | undefined => {
  const overTcp = !Protocol.startsWith('HTTP') && TargetType !== 'alb';
  return ['HTTP', 'HTTPS', ...(overTcp ? ['TCP'] : [])].includes(asked)
    ? undefined
    : refuse(
        'InvalidConfigurationRequestException',
        400,
        `Health check protocol '${asked}' is not supported for this target group`,
        `${api}${doc}`,
      );
};

interface ModifyTargetGroup {
  readonly TargetGroupArn: string;
  readonly HealthCheckProtocol?: string;
  readonly HealthCheckPort?: string;
  readonly HealthCheckPath?: string;
  readonly HealthyThresholdCount?: number;
}

/** What is not named stays as it is. */
export const modifyTargetGroup: Operation<ModifyTargetGroup> = (world, input, { region }) => {
  const { TargetGroupArn, HealthCheckProtocol, HealthyThresholdCount, ...rest } = input;
  const { elbv2 } = world;
  const old = elbv2.TargetGroups.find((it) => it.TargetGroupArn === TargetGroupArn);
  if (!old || regionOf(TargetGroupArn) !== region)
    return notFound('TargetGroupNotFoundException', 'One or more target groups', doc);
  if (HealthyThresholdCount !== undefined && (HealthyThresholdCount < 2 || HealthyThresholdCount > 10))
    return invalid('HealthyThresholdCount is from 2 to 10', doc);
  const refusal = HealthCheckProtocol === undefined ? undefined : checkRefusal(old, HealthCheckProtocol);
  if (refusal) return refusal;
  const changed: TargetGroup = {
    ...old,
    ...rest,
    ...(HealthCheckProtocol !== undefined && { HealthCheckProtocol }),
    ...(HealthyThresholdCount !== undefined && { HealthyThresholdCount }),
  };
  const TargetGroups = elbv2.TargetGroups.map((it) => (it === old ? changed : it));
  const { Targets: _targets, ...shown } = changed;
  return { world: { ...world, elbv2: { ...elbv2, TargetGroups } }, output: { TargetGroups: [shown] } };
};
