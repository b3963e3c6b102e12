import type { Operations } from '../../../sandbox/world.ts';
import {
  describeListenerCertificates,
  describeListeners,
  describeLoadBalancers,
  describeRules,
  describeSslPolicies,
  describeTags,
  describeTargetGroups,
  describeTargetHealth,
} from './describe.ts';
import { addListenerCertificates, deleteListener, modifyListener, modifyRule } from './modify.ts';
import { describeListenerAttributes, modifyListenerAttributes } from './listener-attributes.ts';
import { modifyTargetGroup } from './target-group.ts';

export const elbv2: Operations = {
  AddListenerCertificates: addListenerCertificates,
  DeleteListener: deleteListener,
  DescribeListenerAttributes: describeListenerAttributes,
  DescribeListenerCertificates: describeListenerCertificates,
  DescribeListeners: describeListeners,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeRules: describeRules,
  DescribeSSLPolicies: describeSslPolicies,
  DescribeTags: describeTags,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  ModifyListener: modifyListener,
  ModifyListenerAttributes: modifyListenerAttributes,
  ModifyRule: modifyRule,
  ModifyTargetGroup: modifyTargetGroup,
};
