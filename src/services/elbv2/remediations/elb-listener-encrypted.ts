import {
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  type ProtocolEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { inCdk, inCloudFormation, inTerraform } from '../../../aws/source-properties.ts';
import { hclText, tsText, yamlValue } from '../../../aws/source-text.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { setting } from '../../../families/setting.ts';
import { balancerArnOf } from '../facts/balancer-arn.ts';
import { listenerOf } from '../parameters/listener.ts';
import { messages as own } from './elb-listener-encrypted/messages.ts';
import { read } from './elb-listener-encrypted/read.ts';
import { meaning, sayingsOf } from './elb-listener-encrypted/sayings.ts';
import { settings, type Settings } from './elb-listener-encrypted/settings.ts';
import { wholeTransportOf } from './elb-listener-encrypted/transport.ts';

const { messages, ...parts } = setting({
  attribute: 'transport',
  thing: 'listener',
  setting: 'The protocol',
  messages: own,
  read,
  get: async (on, _target, aws) => {
    const listener = await listenerOf(on, aws);
    return { value: listener ? await wholeTransportOf(listener, aws) : null };
  },
  /**
   * One call: AWS takes TLS with certificate and policy or not at all, and drops both with it. Actions and rules are not
   * named, and stay.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html
   */
  put: async (ListenerArn, [protocol, CertificateArn, SslPolicy], _seen, _target, aws) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- HTTPS, TLS, or what AWS itself answered
    const Protocol = protocol as ProtocolEnum;
    const secure = CertificateArn !== undefined && {
      Certificates: [{ CertificateArn }],
      SslPolicy,
    };
    await aws
      .use(ElasticLoadBalancingV2Client)
      .send(new ModifyListenerCommand({ ListenerArn, Protocol, ...secure }));
  },
  meaning: (value, chosen: Settings, _on, seen) => meaning(value, chosen, seen),
  outside: ({ name = '', held, around: { kind, redirects } }) => {
    if (kind === 'gwy') return { message: 'gateway', data: { name } };
    if (held[0]?.value?.[0] === 'QUIC') return { message: 'quic', data: { name } };
    return redirects ? { message: 'redirects', data: { name } } : undefined;
  },
  sayings: sayingsOf,
  source: ({ on, after }) => {
    const [protocol = '', certificate, policy] = Array.isArray(after) ? after.map(String) : [];
    const properties = [
      { cloudformation: 'Protocol', terraform: 'protocol', value: protocol },
      ...(policy === undefined
        ? []
        : [{ cloudformation: 'SslPolicy', terraform: 'ssl_policy', value: policy }]),
    ];
    const when = (write: (arn: string) => string) => (certificate === undefined ? [] : [write(certificate)]);
    return {
      cloudformation: [
        `# In the AWS::ElasticLoadBalancingV2::Listener ${on}:`,
        ...inCloudFormation(properties),
        ...when((arn) => `Certificates:\n  - CertificateArn: ${yamlValue(arn)}`),
      ].join('\n'),
      cdk: [
        `// In the elbv2.CfnListener ${on}:`,
        ...inCdk(properties),
        ...when((arn) => `certificates: [{ certificateArn: ${tsText(arn)} }],`),
      ].join('\n'),
      terraform: [
        `# In the aws_lb_listener ${on}:`,
        ...inTerraform(properties),
        ...when((arn) => `certificate_arn = ${hclText(arn)}`),
      ].join('\n'),
    };
  },
});

/** Has listeners take TLS only, where that is known to be what clients can do. */
export default remediation({
  meta: {
    id: 'elb-listener-encrypted',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Load balancer listeners take TLS only',
    summary:
      'Has HTTP listeners of Application Load Balancers that have no HTTPS speak it on the same port, and ends TLS on those ports of Network Load Balancers that endTlsOn names; the certificate is the one that certificate names. People are always asked. Where the balancer has HTTPS, alb-listener-https-redirect does it. What is passed on by TCP or UDP is unknown here, because it may be TLS from end to end.',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    configRules: ['ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT'],
    // https://docs.aws.amazon.com/config/latest/developerguide/elbv2-listener-encryption-in-transit.html
    managedRules: {
      ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT: {
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
      },
    },
    controls: ['ELB.18'],
    services: ['elasticloadbalancing', 'acm', 'ec2'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        'acm:ListCertificates',
        'ec2:DescribeVpcEncryptionControls',
        'ec2:DescribeVpcs',
        'elasticloadbalancing:DescribeListenerAttributes',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
      ],
      write: ['elasticloadbalancing:ModifyListener'],
      undo: ['elasticloadbalancing:ModifyListener'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-listener-encryption-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-18',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html',
      'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html',
    ],
  },
  settings,
  ...parts,
  // A balancer's log names no listener: it has the clients of all that speak HTTP.
  evidence: ({ held }, { arn }) =>
    held[0]?.value?.[0] === 'HTTP'
      ? [{ ask: 'requests-without-redirect', of: balancerArnOf(arn), clears: ['breaks-plaintext'] }]
      : [],
});
