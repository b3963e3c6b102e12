import { remediation } from '../../../core/model/remediation.ts';
import { securityHubAttributes, securityHubPolicy } from '../facts/ssl-policy.ts';
import { errors, listenerPolicies, securityPolicy } from './clb-listener-tls-policy/fields.ts';
import { messages } from './clb-listener-tls-policy/messages.ts';
import { plan } from './clb-listener-tls-policy/plan.ts';
import { read } from './clb-listener-tls-policy/read.ts';
import { settings } from './clb-listener-tls-policy/settings.ts';
import { source } from './clb-listener-tls-policy/source.ts';

/** The names in a list of a Config rule. */
const listed = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Gives HTTPS and SSL listeners of Classic Load Balancers a policy that stands for an accepted one and is in no way worse. */
export default remediation({
  meta: {
    id: 'clb-listener-tls-policy',
    version: 1,
    family: 'tls-policy',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'Classic Load Balancer listeners use a recommended TLS policy',
    summary:
      'Makes a policy on the load balancer that stands for an accepted predefined security policy, and gives it to its HTTPS and SSL listeners; the stickiness policies of a listener stay. No policy becomes worse in any way: one that lets in less already is told and left.',
    resourceType: 'AWS::ElasticLoadBalancing::LoadBalancer',
    configRules: ['ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK', 'ELB_CUSTOM_SECURITY_POLICY_SSL_CHECK'],
    managedRules: {
      ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK: {
        regions: { lacking: ['ap-northeast-3'] },
        parameters: { predefinedPolicyName: securityHubPolicy },
      },
      ELB_CUSTOM_SECURITY_POLICY_SSL_CHECK: {
        regions: { lacking: ['ap-east-2', 'ap-northeast-3', 'ap-southeast-3', 'ap-southeast-4'] },
        parameters: { sslProtocolsAndCiphers: securityHubAttributes.join(',') },
      },
    },
    controls: ['ELB.8'],
    services: ['elasticloadbalancing'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: {
      read: [
        'elasticloadbalancing:DescribeLoadBalancerPolicies',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
      ],
      write: [
        'elasticloadbalancing:CreateLoadBalancerPolicy',
        'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
      ],
      undo: [
        'elasticloadbalancing:DeleteLoadBalancerPolicy',
        'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
      ],
    },
    messages,
    errors,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elb-predefined-security-policy-ssl-check.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/elb-custom-security-policy-ssl-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-8',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-config-update.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_SetLoadBalancerPoliciesOfListener.html',
    ],
  },
  settings,
  fields: { securityPolicy, listenerPolicies },
  fromRule: ({ predefinedPolicyName, sslProtocolsAndCiphers }) => {
    const names = listed(predefinedPolicyName);
    const lets = listed(sslProtocolsAndCiphers);
    return {
      ...(names.length > 0 && { acceptedPolicies: names }),
      ...(lets.length > 0 && { acceptedProtocolsAndCiphers: lets }),
    };
  },
  read,
  plan,
  source,
});
