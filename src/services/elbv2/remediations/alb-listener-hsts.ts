import {
  ElasticLoadBalancingV2Client,
  ModifyListenerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { hclText, tsText, yamlValue } from '../../../aws/source-text.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { setting } from '../../../families/setting.ts';
import { messages as own } from './alb-listener-hsts/messages.ts';
import { headerOf, key, read } from './alb-listener-hsts/read.ts';
import { meaning, sayingsOf } from './alb-listener-hsts/sayings.ts';
import { settings, type Settings } from './alb-listener-hsts/settings.ts';

/** Attributes that the call does not name stay. An empty one is as good as none. */
const send = async (ListenerArn: string, Value: string, aws: Aws): Promise<void> => {
  const Attributes = [{ Key: key, Value }];
  await aws
    .use(ElasticLoadBalancingV2Client)
    .send(new ModifyListenerAttributesCommand({ ListenerArn, Attributes }));
};

const { messages, ...parts } = setting({
  attribute: 'strictTransportSecurity',
  thing: 'listener',
  setting: 'Strict-Transport-Security',
  messages: own,
  read,
  get: async (on, _target, aws) => ({ value: await headerOf(on, aws) }),
  put: (on, value, _seen, _target, aws) => send(on, value, aws),
  remove: (on, _seen, _target, aws) => send(on, '', aws),
  meaning: (value, chosen: Settings) => meaning(value, chosen),
  outside: ({ name = '', around: { kind, protocol } }) => {
    const data = { name, protocol };
    if (kind !== 'app') return { message: 'not-application', data };
    return protocol === 'HTTPS' ? undefined : { message: 'not-https', data };
  },
  sayings: (seen, stepping) => sayingsOf(seen, stepping),
  source: ({ after, on }) => {
    const value = typeof after === 'string' ? after : '';
    return {
      cloudformation: `# In the AWS::ElasticLoadBalancingV2::Listener ${on}, beside what ListenerAttributes has:\nListenerAttributes:\n  - Key: ${key}\n    Value: ${yamlValue(value)}`,
      cdk: `// In the elbv2.CfnListener ${on}, beside what listenerAttributes has:\nlistenerAttributes: [{ key: '${key}', value: ${tsText(value)} }],`,
      terraform: `# In the aws_lb_listener ${on}:\nrouting_http_response_strict_transport_security_header_value = ${hclText(value)}`,
    };
  },
});

/** Has an Application Load Balancer tell browsers to come over HTTPS only (HSTS). */
export default remediation({
  meta: {
    id: 'alb-listener-hsts',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'hardening' },
    title: 'Load balancers tell browsers to come over HTTPS only (HSTS)',
    summary:
      'Has HTTPS listeners of Application Load Balancers add Strict-Transport-Security to answers, step by step from the shortest max-age of steps on; what else a header says that is there stays. People are always asked, because browsers keep what they are told. No rule of AWS Config evaluates this. A header that targets set themselves is not seen, and is replaced.',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    configRules: [],
    controls: [],
    services: ['elasticloadbalancing'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        'elasticloadbalancing:DescribeListenerAttributes',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
      ],
      write: ['elasticloadbalancing:ModifyListenerAttributes'],
      undo: ['elasticloadbalancing:ModifyListenerAttributes'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListenerAttributes.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html',
      'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html',
    ],
  },
  settings,
  ...parts,
});
