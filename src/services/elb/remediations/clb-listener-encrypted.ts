import { remediation } from '../../../core/model/remediation.ts';
import { errors, listener, stickiness } from './clb-listener-encrypted/fields.ts';
import { messages } from './clb-listener-encrypted/messages.ts';
import { plan } from './clb-listener-encrypted/plan.ts';
import { read } from './clb-listener-encrypted/read.ts';
import { settings } from './clb-listener-encrypted/settings.ts';
import { source } from './clb-listener-encrypted/source.ts';

/** Gives Classic Load Balancers listeners with TLS beside those without, and takes the latter away in a second step. */
export default remediation({
  meta: {
    id: 'clb-listener-encrypted',
    version: 1,
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Classic Load Balancers take TLS only',
    summary:
      'Adds a listener with TLS beside each that has none, to the same instances, with a certificate of Certificate Manager that is named, served already, or the only one for the names that clients use; then, with a plan and an approval of its own, deletes the one without: a Classic Load Balancer cannot redirect. What is passed on by TCP is unknown here, because it may be TLS from end to end.',
    resourceType: 'AWS::ElasticLoadBalancing::LoadBalancer',
    configRules: ['ELB_TLS_HTTPS_LISTENERS_ONLY'],
    // https://docs.aws.amazon.com/config/latest/developerguide/elb-tls-https-listeners-only.html
    managedRules: {
      ELB_TLS_HTTPS_LISTENERS_ONLY: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-northeast-3',
            'ap-southeast-5',
            'ap-southeast-7',
            'cn-north-1',
            'cn-northwest-1',
            'me-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['ELB.3'],
    services: ['elasticloadbalancing', 'acm', 'ec2'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'ec2:DescribeSecurityGroups',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
      ],
      write: [
        'elasticloadbalancing:CreateLoadBalancerListeners',
        'elasticloadbalancing:DeleteLoadBalancerListeners',
        'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
      ],
      undo: [
        'elasticloadbalancing:CreateLoadBalancerListeners',
        'elasticloadbalancing:DeleteLoadBalancerListeners',
        'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
      ],
    },
    messages,
    errors,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elb-tls-https-listeners-only.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-3',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancerListeners.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DeleteLoadBalancerListeners.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_SetLoadBalancerPoliciesOfListener.html',
    ],
  },
  settings,
  fields: { listener, stickiness },
  read,
  plan,
  source,
});
