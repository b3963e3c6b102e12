import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { balanced, groupArn } from '../balancers.ts';

const group = groupArn('app');

/** What the tests must know of how balancers speak with a target group: it is only looked at. */
export const elbTargetGroupEncrypted: Contract = evaluatedContract({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  remediation: 'elb-target-group-encrypted',
  arn: group,
  isRemediated: ({ arn }, account) =>
    !['"HTTP"', '"TCP"'].includes(account.get(`elbv2.TargetGroups[${arn}].Protocol`) ?? ''),
  scene: { target: group, account: balanced() },
});
