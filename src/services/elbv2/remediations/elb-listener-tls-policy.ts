import {
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { remediation, type Field } from '../../../core/model/remediation.ts';
import { securityHubPolicies } from '../facts/tls-policies.ts';
import { listenerOf } from '../parameters/listener.ts';
import { evidence } from './elb-listener-tls-policy/evidence.ts';
import { messages } from './elb-listener-tls-policy/messages.ts';
import { plan } from './elb-listener-tls-policy/plan.ts';
import { read } from './elb-listener-tls-policy/read.ts';
import { settings } from './elb-listener-tls-policy/settings.ts';
import { source } from './elb-listener-tls-policy/source.ts';

/**
 * The security policy of a listener. Whatever is not named in the call stays: certificates, trust store, actions. So
 * deployments that shift traffic (CodeDeploy, ECS) are not asked about: they write actions only, and neither takes
 * anything from the other.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html
 */
const sslPolicy: Field<string> = {
  get: async (on, _target, aws) => ({ value: (await listenerOf(on, aws))?.SslPolicy ?? null }),
  put: async (on, value, _seen, _target, aws) => {
    if (value === null) throw new TypeError('a listener with TLS always has a security policy');
    await aws
      .use(ElasticLoadBalancingV2Client)
      .send(new ModifyListenerCommand({ ListenerArn: on, SslPolicy: value }));
  },
};

/** Changes HTTPS and TLS listeners to a security policy that is accepted and in no way worse. */
export default remediation({
  meta: {
    id: 'elb-listener-tls-policy',
    version: 1,
    family: 'tls-policy',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'Load balancer listeners use a recommended TLS policy',
    summary:
      'Changes the security policy of HTTPS and TLS listeners to one that is accepted and loses neither FIPS, post-quantum key exchange, forward secrecy nor TLS 1.3.',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    configRules: ['ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK'],
    managedRules: {
      ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK: {
        regions: {
          lacking: [
            'ap-south-2',
            'ap-southeast-4',
            'ca-west-1',
            'eu-central-2',
            'eu-south-2',
            'me-central-1',
          ],
        },
        parameters: { sslPolicies: securityHubPolicies.join(',') },
      },
    },
    controls: ['ELB.17'],
    services: ['elasticloadbalancing'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: {
      read: [
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeSSLPolicies',
        'elasticloadbalancing:DescribeTags',
      ],
      write: ['elasticloadbalancing:ModifyListener'],
      undo: ['elasticloadbalancing:ModifyListener'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-predefined-security-policy-ssl-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html',
    ],
  },
  settings,
  fields: { sslPolicy },
  fromRule: ({ sslPolicies }) => {
    const names = (sslPolicies ?? '').split(',').map((name) => name.trim());
    const given = names.filter((name) => name !== '');
    return given.length > 0 ? { acceptedPolicies: given } : {};
  },
  read,
  plan,
  source,
  evidence,
});
