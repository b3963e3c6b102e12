import { hclList, hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';

/** As Terraform names resources. */
const labelOf = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]/g, '_');

/**
 * What AWS gives a listener that names no security policy.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
const usual = 'ELBSecurityPolicy-2016-08';

/**
 * One more of the listeners, or one that goes: where a load balancer is described, its listeners are a list.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancing-loadbalancer.html
 */
export const source = ({ set, on, before, after, inCode = {} }: Change): Source | undefined => {
  const { balancer = '', policies = '' } = inCode;
  const port = on.slice(on.indexOf('#') + 1);
  // The list is all that the listener has: without its security policy it would lose that.
  const names = policies === '' ? [] : [usual, ...policies.split(' ')];
  if (set === 'stickiness')
    return Array.isArray(after) && after.length > 0
      ? {
          cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer ${balancer}: in Listeners, the one with LoadBalancerPort ${port}, with its security policy, if that is another by now\nPolicyNames: ${yamlValue(names)}`,
          cdk: `// elb.CfnLoadBalancer ${balancer}: in listeners, the one with loadBalancerPort ${port}, with its security policy, if that is another by now\npolicyNames: [${names.map(tsText).join(', ')}],`,
          terraform: `# with its security policy, if that is another by now\nresource "aws_load_balancer_listener_policy" "${labelOf(balancer)}_${port}" {\n  load_balancer_name = ${hclText(balancer)}\n  load_balancer_port = ${port}\n  policy_names       = ${hclList(names)}\n}`,
        }
      : undefined;
  if (set !== 'listener') return undefined;
  if (!Array.isArray(after)) {
    const held: readonly unknown[] = Array.isArray(before) ? before : [];
    const which = `the one with port ${port} (${String(held[0])}) goes; the others stay as they are`;
    return {
      cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer ${balancer}: of its Listeners, ${which}`,
      cdk: `// elb.CfnLoadBalancer ${balancer}: of its listeners, ${which}`,
      terraform: `# aws_elb ${balancer}: of its listener blocks, ${which}`,
    };
  }
  const [protocol = '', instanceProtocol = '', instancePort = '', certificate] = after.map(String);
  return {
    cloudformation: [
      `# AWS::ElasticLoadBalancing::LoadBalancer ${balancer}: one more of its Listeners`,
      'Listeners:',
      `  - Protocol: ${yamlValue(protocol)}`,
      `    LoadBalancerPort: ${yamlValue(port)}`,
      `    InstanceProtocol: ${yamlValue(instanceProtocol)}`,
      `    InstancePort: ${yamlValue(instancePort)}`,
      ...(certificate === undefined ? [] : [`    SSLCertificateId: ${yamlValue(certificate)}`]),
    ].join('\n'),
    cdk: [
      `// elb.CfnLoadBalancer ${balancer}: one more of its listeners`,
      'listeners: [',
      '  {',
      `    protocol: ${tsText(protocol)},`,
      `    loadBalancerPort: ${tsText(port)},`,
      `    instanceProtocol: ${tsText(instanceProtocol)},`,
      `    instancePort: ${tsText(instancePort)},`,
      ...(certificate === undefined ? [] : [`    sslCertificateId: ${tsText(certificate)},`]),
      '  },',
      '],',
    ].join('\n'),
    terraform: [
      `# aws_elb ${balancer}: one more block`,
      'listener {',
      `  lb_protocol        = ${hclText(protocol.toLowerCase())}`,
      `  lb_port            = ${port}`,
      `  instance_protocol  = ${hclText(instanceProtocol.toLowerCase())}`,
      `  instance_port      = ${instancePort}`,
      ...(certificate === undefined ? [] : [`  ssl_certificate_id = ${hclText(certificate)}`]),
      '}',
    ].join('\n'),
  };
};
