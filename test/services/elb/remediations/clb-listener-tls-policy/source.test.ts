import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/elb/remediations/clb-listener-tls-policy/source.ts';
import { shopArn } from '../../balancers.ts';

const inCode = { balancer: 'shop', policies: 'cookie waxseal-TLS' };
const change = { before: null, impact: ['none'], inCode } as const;

test('the policy, beside those that the load balancer has', () => {
  expect(
    source({
      ...change,
      set: 'securityPolicy',
      on: `${shopArn}#waxseal-TLS`,
      after: 'ELBSecurityPolicy-TLS',
    }),
  ).toEqual({
    cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer shop: one more of its policies
Policies:
  - PolicyName: "waxseal-TLS"
    PolicyType: SSLNegotiationPolicyType
    Attributes:
      - Name: Reference-Security-Policy
        Value: "ELBSecurityPolicy-TLS"`,
    cdk: `// elb.CfnLoadBalancer shop: one more of its policies
policies: [
  {
    policyName: 'waxseal-TLS',
    policyType: 'SSLNegotiationPolicyType',
    attributes: [{ Name: 'Reference-Security-Policy', Value: 'ELBSecurityPolicy-TLS' }],
  },
],`,
    terraform: `resource "aws_load_balancer_policy" "waxseal_TLS" {
  load_balancer_name = "shop"
  policy_name        = "waxseal-TLS"
  policy_type_name   = "SSLNegotiationPolicyType"

  policy_attribute {
    name  = "Reference-Security-Policy"
    value = "ELBSecurityPolicy-TLS"
  }
}`,
  });
});

test('every policy of the listener, stickiness among them', () => {
  expect(
    source({ ...change, set: 'listenerPolicies', on: `${shopArn}#443`, after: ['waxseal-TLS'] }),
  ).toEqual({
    cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer shop: in Listeners, the one with LoadBalancerPort 443
PolicyNames: ["cookie","waxseal-TLS"]`,
    cdk: `// elb.CfnLoadBalancer shop: in listeners, the one with loadBalancerPort 443
policyNames: ['cookie', 'waxseal-TLS'],`,
    terraform: `resource "aws_load_balancer_listener_policy" "shop_443" {
  load_balancer_name = "shop"
  load_balancer_port = 443
  policy_names       = ["cookie", "waxseal-TLS"]
}`,
  });
});

test('what takes something away has no place in code', () => {
  expect(source({ ...change, set: 'securityPolicy', on: `${shopArn}#x`, after: null })).toBeUndefined();
  expect(source({ ...change, set: 'listenerPolicies', on: `${shopArn}#443`, after: null })).toBeUndefined();
});
