import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';

/** As it is now; `undefined`: it is gone. */
export const targetGroupOf = async ({ arn }: Target, aws: Aws) => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }));
  return (await unless('TargetGroupNotFoundException', undefined, asking))?.TargetGroups?.[0];
};

/** What is registered with it; all in one answer. Empty: nothing is, or the group went while we looked. */
export const targetsIn = async ({ arn }: Target, aws: Aws) => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }));
  return (await unless('TargetGroupNotFoundException', undefined, asking))?.TargetHealthDescriptions ?? [];
};
