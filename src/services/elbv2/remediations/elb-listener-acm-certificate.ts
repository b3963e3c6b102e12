import {
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { hclText, tsText, yamlValue } from '../../../aws/source-text.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { setting } from '../../../families/setting.ts';
import { listenerOf } from '../parameters/listener.ts';
import { messages as own } from './elb-listener-acm-certificate/messages.ts';
import { read } from './elb-listener-acm-certificate/read.ts';
import { besides, meaning, sayingsOf } from './elb-listener-acm-certificate/sayings.ts';
import { fromRule, settings, type Settings } from './elb-listener-acm-certificate/settings.ts';

const { messages, ...parts } = setting({
  attribute: 'defaultCertificate',
  thing: 'load balancer',
  setting: 'The default certificate',
  messages: own,
  read,
  get: async (on, _target, aws) => ({
    value: (await listenerOf(on, aws))?.Certificates?.[0]?.CertificateArn ?? null,
  }),
  // Certificates for further names, the security policy and the actions are not named, and stay.
  put: async (ListenerArn, CertificateArn, _seen, _target, aws) => {
    const asked = { ListenerArn, Certificates: [{ CertificateArn }] };
    await aws.use(ElasticLoadBalancingV2Client).send(new ModifyListenerCommand(asked));
  },
  meaning: (served, chosen: Settings, _on, seen) => meaning(served, chosen, seen),
  outside: ({ held, name = '' }) => (held.length === 0 ? { message: 'no-tls', data: { name } } : undefined),
  sayings: sayingsOf,
  besides,
  source: ({ on, after }) => {
    const arn = String(after);
    return {
      cloudformation: `# In the AWS::ElasticLoadBalancingV2::Listener ${on}:\nCertificates:\n  - CertificateArn: ${yamlValue(arn)}`,
      cdk: `// In the elbv2.CfnListener ${on}:\ncertificates: [{ certificateArn: ${tsText(arn)} }],`,
      terraform: `# In the aws_lb_listener ${on}:\ncertificate_arn = ${hclText(arn)}`,
    };
  },
});

/** Has listeners serve certificates of Certificate Manager, which renews what it issues. */
export default remediation({
  meta: {
    id: 'elb-listener-acm-certificate',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'certificate' },
    title: 'Load balancers serve certificates of AWS Certificate Manager',
    summary:
      'Replaces default certificates of HTTPS and TLS listeners that are not of AWS Certificate Manager, not among those that are allowed, or not in force, by those that replacements names: it is never guessed which. People are always asked, because the names of a certificate of IAM are not read. Certificates for further names count as well, and people replace them first. No certificate is deleted.',
    resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    configRules: ['ELBV2_ACM_CERTIFICATE_REQUIRED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/elbv2-acm-certificate-required.html
    managedRules: {
      ELBV2_ACM_CERTIFICATE_REQUIRED: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-northeast-3',
            'ap-south-2',
            'ap-southeast-3',
            'ap-southeast-4',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'eu-central-2',
            'eu-south-2',
            'il-central-1',
            'me-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: [],
    services: ['elasticloadbalancing', 'acm'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: {
      read: [
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
      ],
      write: ['elasticloadbalancing:ModifyListener'],
      undo: ['elasticloadbalancing:ModifyListener'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-acm-certificate-required.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html',
    ],
  },
  settings,
  fromRule,
  ...parts,
});
