import {
  ElasticLoadBalancingClient,
  SetLoadBalancerListenerSSLCertificateCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import { inCdk, inCloudFormation, inTerraform } from '../../../aws/source-properties.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { setting } from '../../../families/setting.ts';
import { without } from '../../../families/typed.ts';
import { loadBalancerOf, portOf } from '../parameters/load-balancer.ts';
import { meaning, sayingsOf, settings, type Settings } from './clb-listener-acm-certificate/decide.ts';
import { messages as own } from './clb-listener-acm-certificate/messages.ts';
import { read } from './clb-listener-acm-certificate/read.ts';

const { messages, ...parts } = setting({
  attribute: 'certificate',
  thing: 'load balancer',
  setting: 'The certificate',
  messages: own,
  read,
  get: async (on, { id }, aws) => {
    const all = (await loadBalancerOf(id, aws))?.ListenerDescriptions ?? [];
    const found = all.find(({ Listener }) => Listener?.LoadBalancerPort === portOf(on));
    return { value: found?.Listener?.SSLCertificateId ?? null };
  },
  // Its policies are not named, and stay.
  put: async (on, SSLCertificateId, _seen, { id: LoadBalancerName }, aws) => {
    const asked = { LoadBalancerName, LoadBalancerPort: portOf(on), SSLCertificateId };
    await aws.use(ElasticLoadBalancingClient).send(new SetLoadBalancerListenerSSLCertificateCommand(asked));
  },
  meaning: (served, chosen: Settings, _on, seen) => meaning(served, chosen, seen),
  outside: ({ held }, { id: name }) =>
    held.length === 0 ? { message: 'no-tls', data: { name } } : undefined,
  sayings: sayingsOf,
  source: ({ on, after }, { id }) => {
    const one = [
      { cloudformation: 'SSLCertificateId', terraform: 'ssl_certificate_id', value: String(after) },
    ];
    const port = portOf(on);
    return {
      cloudformation: `# AWS::ElasticLoadBalancing::LoadBalancer ${id}: in Listeners, the one with LoadBalancerPort ${port}\n${inCloudFormation(one).join('\n')}`,
      cdk: `// elb.CfnLoadBalancer ${id}: in listeners, the one with loadBalancerPort ${port}\n${inCdk(one).join('\n')}`,
      terraform: `# aws_elb ${id}: in the listener block with lb_port ${port}\n${inTerraform(one).join('\n')}`,
    };
  },
});

/** Has listeners of Classic Load Balancers serve certificates of Certificate Manager, which renews what it issues. */
export default remediation({
  meta: {
    id: 'clb-listener-acm-certificate',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'certificate' },
    title: 'Classic Load Balancers serve certificates of AWS Certificate Manager',
    summary:
      'Replaces server certificates of IAM, and those of AWS Certificate Manager that are not in force, that HTTPS and SSL listeners serve by one of AWS Certificate Manager: the one that replacements names, or the only one that covers all names of the other. People are always asked. No certificate is deleted.',
    resourceType: 'AWS::ElasticLoadBalancing::LoadBalancer',
    configRules: ['ELB_ACM_CERTIFICATE_REQUIRED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/elb-acm-certificate-required.html
    managedRules: {
      ELB_ACM_CERTIFICATE_REQUIRED: {
        regions: {
          lacking: [
            'af-south-1',
            'ap-northeast-3',
            'ap-southeast-6',
            'ca-west-1',
            'eu-central-2',
            'eu-south-1',
            'eu-south-2',
            'il-central-1',
          ],
        },
      },
    },
    controls: ['ELB.2'],
    services: ['elasticloadbalancing', 'acm', 'iam'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: {
      read: [
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'elasticloadbalancing:DescribeLoadBalancerPolicies',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
        'iam:GetServerCertificate',
      ],
      write: ['elasticloadbalancing:SetLoadBalancerListenerSSLCertificate'],
      undo: ['elasticloadbalancing:SetLoadBalancerListenerSSLCertificate'],
    },
    // Nothing tells of a state of the load balancer.
    messages: without(messages, 'busy', 'needs-people', 'status-unknown'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elb-acm-certificate-required.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-2',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-update-ssl-cert.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-ssl-security-policy.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_SetLoadBalancerListenerSSLCertificate.html',
    ],
  },
  settings,
  ...parts,
});
