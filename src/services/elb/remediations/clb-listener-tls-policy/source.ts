import { hclList, hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { referenceAttribute, sslPolicyType } from '../../facts/ssl-policy.ts';

/** As Terraform names resources. */
const labelOf = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]/g, '_');

/**
 * The policy where the load balancer has its policies, and its name where the listener is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancing-loadbalancer.html
 */
export const source = ({ set, on, after, inCode = {} }: Change): Source | undefined => {
  const { balancer = '', policies = '' } = inCode;
  const part = on.slice(on.indexOf('#') + 1);
  if (set === 'securityPolicy' && typeof after === 'string')
    return {
      cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer ${balancer}: one more of its policies
Policies:
  - PolicyName: ${yamlValue(part)}
    PolicyType: ${sslPolicyType}
    Attributes:
      - Name: ${referenceAttribute}
        Value: ${yamlValue(after)}`,
      cdk: `// elb.CfnLoadBalancer ${balancer}: one more of its policies
policies: [
  {
    policyName: ${tsText(part)},
    policyType: '${sslPolicyType}',
    attributes: [{ Name: '${referenceAttribute}', Value: ${tsText(after)} }],
  },
],`,
      terraform: `resource "aws_load_balancer_policy" "${labelOf(part)}" {
  load_balancer_name = ${hclText(balancer)}
  policy_name        = ${hclText(part)}
  policy_type_name   = "${sslPolicyType}"

  policy_attribute {
    name  = "${referenceAttribute}"
    value = ${hclText(after)}
  }
}`,
    };
  if (set !== 'listenerPolicies' || !Array.isArray(after)) return undefined;
  const names = policies.split(' ');
  return {
    cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer ${balancer}: in Listeners, the one with LoadBalancerPort ${part}
PolicyNames: ${yamlValue(names)}`,
    cdk: `// elb.CfnLoadBalancer ${balancer}: in listeners, the one with loadBalancerPort ${part}
policyNames: [${names.map(tsText).join(', ')}],`,
    terraform: `resource "aws_load_balancer_listener_policy" "${labelOf(balancer)}_${part}" {
  load_balancer_name = ${hclText(balancer)}
  load_balancer_port = ${part}
  policy_names       = ${hclList(names)}
}`,
  };
};
