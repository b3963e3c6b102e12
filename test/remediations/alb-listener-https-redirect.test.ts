import { describe, expect, test } from 'vitest';
import unit from '../../src/remediations/alb-listener-https-redirect.ts';
import resource from '../../src/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
import {
  anywhere,
  balanced,
  certificateArn,
  edge,
  forward,
  groupArn,
  host,
  listener,
  listenerArn,
  redirectTo,
  rule,
  ruleArn,
  secure,
  web,
} from '../balancers.ts';
import { standOf } from '../stand.ts';
import { testRemediation } from '../tester.ts';

/** An owner has said that nothing is in front: what is left asks for other reasons. */
const direct = { frontedBy: 'nothing' } as const;
const impact = ['breaks-plaintext', 'redirects-clients'] as const;
const change = (port = 443) =>
  ({ set: 'defaultActions', on: listenerArn(80), after: [redirectTo(port)], impact }) as const;
const served = {
  is: 'violation',
  message: 'plaintext-served',
  changes: [change()],
  notes: ['any-name'],
} as const;
const stopped = (message: string) =>
  ({ is: 'violation', message, changes: [], notes: ['any-name'] }) as const;
const compliant = { is: 'compliant' } as const;
const redirecting = listener(80, { DefaultActions: [redirectTo(443)] });

const passing = (Protocol: 'TCP' | 'TLS', port = 80) => ({
  balancers: [{ LoadBalancerArn: edge }],
  listeners: [
    listener(80),
    secure(443),
    listener(443, { Protocol, DefaultActions: [forward('to-web')], ...(Protocol === 'TLS' && tls) }, edge),
  ],
  groups: [
    {
      TargetGroupArn: groupArn('to-web'),
      TargetType: 'alb' as const,
      Protocol: 'TCP',
      Port: port,
      Targets: [{ Id: web, Port: port }],
    },
    { TargetGroupArn: groupArn('to-other'), TargetType: 'alb' as const, Targets: [{ Id: `${web}0` }] },
  ],
});
const tls = {
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  Certificates: [{ CertificateArn: certificateArn('one') }],
};

testRemediation(unit, resource, {
  'a listener that forwards': {
    account: balanced(),
    settings: direct,
    expect: {
      ...served,
      says: [
        'Load balancer web answers plain HTTP: the default rule on port 80. Apply the plan: each of these becomes a redirect to HTTPS on port 443.',
        'Some of these rules answer to every name: who calls by a name that no certificate is for, such as web-1.eu-west-1.elb.amazonaws.com, gets a certificate error after the redirect.',
      ],
    },
    target: web,
  },
  'nothing says what is in front': {
    account: balanced(),
    expect: {
      ...served,
      hazards: ['front-not-excluded'],
      says: [
        'Load balancer web faces the internet, and nothing shows whether a CDN or proxy ends TLS in front of it and speaks HTTP to it: a redirect would loop. If nothing is in front, an owner can say so: set frontedBy to nothing. Otherwise let the front speak HTTPS to it first.',
      ],
    },
  },
  'it redirects already': { account: balanced({ listeners: [redirecting, secure(443)] }) },
  'HTTPS only': { account: balanced({ listeners: [secure(443)] }) },
  'it redirects already, to a port where nothing listens': {
    account: balanced({ listeners: [listener(80, { DefaultActions: [redirectTo(8443)] }), secure(443)] }),
    expect: {
      is: 'compliant',
      notes: ['dead-redirects'],
      says: [
        'Redirects lead to a port without HTTPS listener: the default rule on port 80. Give them the port of the HTTPS listener.',
      ],
    },
  },
  'it redirects with another host, found and status': {
    account: balanced({
      listeners: [
        listener(80, {
          DefaultActions: [redirectTo(8443, { Host: 'other.example.com', StatusCode: 'HTTP_302' })],
        }),
        secure(443),
      ],
    }),
    expect: compliant,
  },
  'a rule forwards while the default redirects': {
    account: balanced({ listeners: [redirecting, secure(443)], rules: [rule(10)] }),
    settings: direct,
    expect: {
      ...served,
      changes: [{ set: 'ruleActions', on: ruleArn(10), after: [redirectTo(443)], impact }],
    },
  },
  'rules over several pages, each once and in order': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [2, 4, 6, 8, 10, 12, 14].map((priority) => rule(priority)).toReversed(),
    }),
    settings: direct,
    expect: {
      ...served,
      changes: [2, 4, 6, 8, 10, 12, 14].map((priority) => ({ set: 'ruleActions', on: ruleArn(priority) })),
      says: [
        'Load balancer web answers plain HTTP: rule 2 on port 80, rule 4 on port 80, rule 6 on port 80, rule 8 on port 80, rule 10 on port 80, rule 12 on port 80, rule 14 on port 80. Apply the plan: each of these becomes a redirect to HTTPS on port 443.',
      ],
    },
  },
  'listeners over several pages': {
    account: balanced({
      listeners: [8080, 8081, 8082, 8083, 80].map((port) => listener(port)).concat(secure(9443)),
      permissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: [80, 8080, 8081, 8082, 8083].map((port) => ({
        on: listenerArn(port),
        after: [redirectTo(9443)],
      })),
    },
  },
  'several target groups with weights and stickiness come back': {
    account: balanced({
      listeners: [
        listener(80, {
          DefaultActions: [
            {
              Type: 'forward',
              ForwardConfig: {
                TargetGroups: [
                  { TargetGroupArn: groupArn('app'), Weight: 9 },
                  { TargetGroupArn: groupArn('canary'), Weight: 1 },
                ],
                TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 },
              },
            },
          ],
        }),
        secure(443, { DefaultActions: [forward('app', 'canary')] }),
      ],
      groups: [{ TargetGroupArn: groupArn('canary') }],
    }),
    settings: direct,
    expect: served,
  },
  'the real HTTPS port': {
    account: balanced({
      listeners: [listener(80), secure(8443)],
      permissions: [anywhere(80), anywhere(8443)],
    }),
    settings: direct,
    expect: { ...served, changes: [change(8443)] },
  },
  '443 among several': {
    account: balanced({
      listeners: [listener(80), secure(442), secure(443)],
      permissions: [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
    settings: direct,
    expect: served,
  },
  'the HTTPS listener with the certificate for the names in use': {
    account: balanced({
      listeners: [
        redirecting,
        secure(443),
        secure(8443, { Certificates: [{ CertificateArn: certificateArn('two') }] }),
      ],
      rules: [rule(1, { Conditions: host('api.example.org') })],
      certificates: [
        { CertificateArn: certificateArn('one'), DomainName: 'www.example.com' },
        { CertificateArn: certificateArn('two'), DomainName: '*.example.org' },
      ],
      permissions: [anywhere(80), anywhere(8443)],
    }),
    settings: direct,
    expect: { is: 'violation', changes: [{ on: ruleArn(1), after: [redirectTo(8443)] }] },
  },
  'a further certificate covers the name, on a later page': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [rule(1, { Conditions: host('six.example.net') })],
      certificates: [
        { CertificateArn: certificateArn('one'), DomainName: 'www.example.com' },
        ...[2, 3, 4, 5, 6].map((n) => ({
          CertificateArn: certificateArn(`n${n}`),
          DomainName: n === 6 ? 'six.example.net' : `n${n}.example.net`,
        })),
      ],
      elbv2: {
        ListenerCertificates: [2, 3, 4, 5, 6].map((n) => ({
          ListenerArn: listenerArn(443),
          CertificateArn: certificateArn(`n${n}`),
        })),
      },
    }),
    settings: direct,
    expect: { is: 'violation', changes: [{ on: ruleArn(1) }] },
  },
  'conditions as older rules carry them': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [rule(1, { Conditions: [{ Field: 'host-header', Values: ['old.example.com'] }] })],
    }),
    settings: direct,
    expect: {
      ...stopped('names-not-covered'),
      notes: [],
      says: [
        'No certificate of the HTTPS listener on port 443 of load balancer web is for old.example.com. Add a certificate for these names to the listener; then the redirects can follow.',
      ],
    },
  },

  // Nothing can be redirected to, or not from here.
  'no listener at all': {
    account: balanced({ listeners: [] }),
    expect: {
      is: 'violation',
      message: 'no-listeners',
      says: [
        'Load balancer web has no listener; AWS Config counts that as a failure. Delete the load balancer if nobody uses it; otherwise give it an HTTPS listener.',
      ],
    },
  },
  'no HTTPS listener': {
    account: balanced({ listeners: [listener(80)] }),
    expect: {
      is: 'violation',
      message: 'no-https-listener',
      says: [
        'Load balancer web answers plain HTTP and has no HTTPS listener to redirect to. Add an HTTPS listener with a certificate for the names that clients use; the redirects can follow then.',
      ],
    },
  },
  'its certificate has expired': {
    account: balanced({
      certificates: [
        { CertificateArn: certificateArn('one'), DomainName: 'www.example.com', Status: 'EXPIRED' },
      ],
    }),
    expect: {
      is: 'violation',
      message: 'no-usable-certificate',
      says: [
        'No HTTPS listener of load balancer web has a certificate that is issued and valid: redirecting would cut clients off. Renew or replace the certificate of the HTTPS listener.',
      ],
    },
  },
  'a name without certificate': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [rule(1, { Conditions: host('www.example.com', 'a.b.example.com') })],
    }),
    settings: direct,
    expect: {
      ...stopped('names-not-covered'),
      notes: [],
      says: [
        'No certificate of the HTTPS listener on port 443 of load balancer web is for a.b.example.com. Add a certificate for these names to the listener; then the redirects can follow.',
      ],
    },
  },
  'HTTPS port closed for some': {
    account: balanced({
      permissions: [anywhere(80), { FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
    }),
    settings: direct,
    expect: {
      ...stopped('https-port-closed'),
      says: [
        'The security groups of load balancer web admit 0.0.0.0/0 on port 80 and not on port 443: after a redirect they would reach nothing. Admit them on port 443 as well.',
      ],
    },
  },
  'HTTPS port closed for a group of security groups': {
    account: balanced({
      permissions: [
        { FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: 'sg-9' }] },
        { FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: 'sg-8' }] },
      ],
    }),
    settings: direct,
    expect: {
      ...stopped('https-port-closed'),
      says: [
        'The security groups of load balancer web admit sg-9 on port 80 and not on port 443: after a redirect they would reach nothing. Admit them on port 443 as well.',
      ],
    },
  },
  'HTTPS port open for the same group and a wider range': {
    account: balanced({
      permissions: [
        {
          FromPort: 80,
          ToPort: 80,
          UserIdGroupPairs: [{ GroupId: 'sg-9' }],
          IpRanges: [{ CidrIp: '10.1.0.0/16' }],
        },
        {
          FromPort: 443,
          ToPort: 443,
          UserIdGroupPairs: [{ GroupId: 'sg-9' }],
          IpRanges: [{ CidrIp: '10.0.0.0/8' }],
        },
      ],
    }),
    settings: direct,
    expect: served,
  },
  'no security groups': {
    account: balanced({ balancer: { SecurityGroups: [] } }),
    settings: direct,
    expect: served,
  },
  'security groups of another account': {
    account: balanced({ balancer: { SecurityGroups: ['sg-1', 'sg-shared'] } }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['sources-unread'],
      says: [
        "The security groups of load balancer web could not be read: whether clients reach port 443 is not known. Give Waxseal's role ec2:DescribeSecurityGroups, or look by hand.",
      ],
    },
  },
  'security groups that we may not see': {
    account: { ...balanced(), denied: ['ec2:DescribeSecurityGroups'] },
    settings: direct,
    expect: { ...served, hazards: ['sources-unread'] },
  },
  'HTTP on port 443': {
    account: balanced({ listeners: [listener(443), secure(8443)] }),
    settings: direct,
    expect: {
      ...stopped('http-on-443'),
      hazards: ['https-port-closed'],
      says: [
        'Load balancer web speaks plain HTTP on port 443: something in front of it may end TLS, and no redirect can lead back to this port. Make that listener an HTTPS one, or move it to another port.',
        'The security groups of load balancer web admit 0.0.0.0/0 on port 443 and not on port 8443: after a redirect they would reach nothing. Admit them on port 8443 as well.',
      ],
    },
  },
  'an action that is newer than we are': {
    account: balanced({ listeners: [listener(80, { DefaultActions: [{ Type: 'teleport' }] }), secure(443)] }),
    settings: direct,
    expect: {
      ...stopped('actions-not-known'),
      says: [
        'Load balancer web has actions on plain HTTP that Waxseal does not know (teleport) and could not put back. Change them by hand.',
      ],
    },
  },
  'a network balancer ends TLS in front': {
    account: balanced(passing('TLS')),
    target: web,
    settings: direct,
    expect: {
      ...stopped('loop-behind-network-balancer'),
      says: [
        'Network Load Balancer edge ends TLS and sends plain HTTP to port 80 of load balancer web: every redirect would lead to itself. Let the network balancer pass TCP to the HTTPS port, or forward to an HTTPS target; then redirect.',
      ],
    },
  },

  // Somebody has to be asked.
  'a network balancer passes TCP': {
    account: balanced(passing('TCP')),
    target: web,
    settings: direct,
    expect: {
      ...served,
      hazards: ['behind-network-balancer'],
      says: [
        'Network Load Balancer edge sends to port 80 of load balancer web. Its clients are redirected to port 443 of the network balancer. Make sure that it listens there and passes TCP to the HTTPS port.',
      ],
    },
  },
  'a network balancer sends to the HTTPS port only': {
    account: balanced(passing('TCP', 443)),
    target: web,
    settings: direct,
    expect: served,
  },
  'CloudFront is admitted': {
    account: balanced({
      permissions: [
        { FromPort: 80, ToPort: 80, PrefixListIds: [{ PrefixListId: 'pl-cdn' }] },
        { FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-cdn' }] },
      ],
      ec2: {
        PrefixLists: [
          { PrefixListId: 'pl-cdn', PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing' },
        ],
      },
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['behind-cloudfront'],
      says: [
        'The security groups of load balancer web admit CloudFront on port 80. Where it speaks HTTP to this origin, a redirect leads back to CloudFront and loops. Set the origin protocol policy of the distributions to https-only first; they may be in another account.',
      ],
    },
  },
  'CloudFront is admitted, and nobody says that nothing is in front': {
    account: balanced({
      permissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-cdn' }] }],
      ec2: {
        PrefixLists: [
          { PrefixListId: 'pl-cdn', PrefixListName: 'com.amazonaws.global.ipv6.cloudfront.origin-facing' },
        ],
      },
    }),
    expect: { ...served, hazards: ['behind-cloudfront'] },
  },
  'another prefix list, admitted on both ports': {
    account: balanced({
      permissions: [{ IpProtocol: '6', PrefixListIds: [{ PrefixListId: 'pl-office' }] }],
      ec2: { PrefixLists: [{ PrefixListId: 'pl-office', PrefixListName: 'office' }] },
    }),
    settings: direct,
    expect: served,
  },
  'internal, so no CDN from the internet': {
    account: balanced({ balancer: { Scheme: 'internal' } }),
    expect: {
      ...served,
      notes: ['any-name', 'inside-callers'],
      says: [
        'Load balancer web is internal: API Gateway VPC links, probes and other programs get the redirect as the answer and must follow it.',
      ],
    },
  },
  'internal, with private origins in the VPC': {
    account: balanced({
      balancer: { Scheme: 'internal' },
      securityGroups: [{ GroupId: 'sg-cdn', GroupName: 'CloudFront-VPCOrigins-Service-SG' }],
    }),
    expect: {
      ...served,
      hazards: ['vpc-origins'],
      notes: ['any-name', 'inside-callers'],
      says: [
        'CloudFront has private origins in the VPC of load balancer web, or we may not see whether it has: one that speaks HTTP to it would loop. Look into the VPC origins of CloudFront. If this balancer is none, set frontedBy to nothing.',
      ],
    },
  },
  'internal, with private origins in another VPC': {
    account: balanced({
      balancer: { Scheme: 'internal' },
      securityGroups: [{ GroupId: 'sg-cdn', GroupName: 'CloudFront-VPCOrigins-Service-SG', VpcId: 'vpc-2' }],
    }),
    expect: { ...served, notes: ['any-name', 'inside-callers'] },
  },
  'a certificate of IAM': {
    account: balanced({
      listeners: [
        listener(80),
        secure(443, {
          Certificates: [{ CertificateArn: 'arn:aws:iam::111122223333:server-certificate/old' }],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['certificate-unread'],
      says: [
        'Certificates of the HTTPS listener on port 443 could not be read (arn:aws:iam::111122223333:server-certificate/old): whether they are valid and for which names is not known. Look whether they are valid for the names that clients use.',
      ],
    },
  },
  'a certificate that we may not see': {
    account: {
      ...balanced({ rules: [rule(1, { Conditions: host('x.example.net') })] }),
      denied: ['acm:DescribeCertificate'],
    },
    settings: direct,
    expect: {
      ...served,
      changes: 2,
      hazards: ['certificate-unread'],
      says: [
        'Certificates of the HTTPS listener on port 443 could not be read (arn:aws:acm:eu-west-1:111122223333:certificate/one): whether they are valid and for which names is not known. Look whether they are valid for the names that clients use.',
      ],
    },
  },
  'host names by regular expression': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [
        rule(1, {
          Conditions: [{ Field: 'host-header', HostHeaderConfig: { RegexValues: ['^api[0-9]+\\.'] } }],
        }),
      ],
    }),
    settings: direct,
    expect: {
      is: 'violation',
      changes: 1,
      hazards: ['names-not-judged'],
      says: [
        'Rules match host names by regular expression (^api[0-9]+\\.); whether the certificates cover them is not known. Look whether the HTTPS listener has certificates for all these names.',
      ],
    },
  },
  'target groups that HTTPS does not reach': {
    account: balanced({
      rules: [rule(5, { Actions: [forward('legacy')] })],
      groups: [{ TargetGroupArn: groupArn('legacy') }],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: 2,
      hazards: ['not-served-over-https'],
      says: [
        'The HTTPS listener on port 443 does not reach these target groups, which plain HTTP does: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/legacy/0123456789abcdef. Add the missing rules to the HTTPS listener first, or approve if they are not needed.',
      ],
    },
  },
  'target groups that HTTPS reaches by a rule': {
    account: balanced({
      rules: [
        rule(5, { Actions: [forward('legacy')] }),
        { ...rule(7), RuleArn: ruleArn(7, 443), Actions: [forward('legacy')] },
      ],
      groups: [{ TargetGroupArn: groupArn('legacy') }],
    }),
    settings: direct,
    expect: { ...served, changes: 2 },
  },
  'a fixed response': {
    account: balanced({
      listeners: [
        listener(80, {
          DefaultActions: [
            {
              Type: 'fixed-response',
              FixedResponseConfig: { StatusCode: '403', ContentType: 'text/plain', MessageBody: 'no' },
            },
          ],
        }),
        secure(443),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['fixed-responses'],
      says: [
        'Somebody chose a fixed answer to plain HTTP: the default rule on port 80. AWS Config fails it all the same. Approve to replace it by a redirect, or exempt the load balancer.',
      ],
    },
  },
  'redirects that stay on HTTP, with their own paths': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [
        rule(1, { Actions: [redirectTo(80, { Protocol: 'HTTP', Path: '/new', StatusCode: 'HTTP_302' })] }),
        rule(2, {
          Actions: [redirectTo(80, { Protocol: '#{protocol}', Port: '#{port}', Host: 'other.example.net' })],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: [
        { on: ruleArn(1), after: [redirectTo(443, { Path: '/new', StatusCode: 'HTTP_302' })] },
        { on: ruleArn(2), after: [redirectTo(443, { Host: 'other.example.net' })] },
      ],
      hazards: ['own-redirects'],
      says: [
        'There are redirects that stay on HTTP or leave the protocol open: rule 1 on port 80, rule 2 on port 80. Each keeps its host, path and status, over HTTPS. Look whether their goals exist over HTTPS.',
      ],
    },
  },
  'challenges of a certificate authority': {
    account: balanced({
      rules: [
        rule(1, {
          Conditions: [
            { Field: 'path-pattern', PathPatternConfig: { Values: ['/.well-known/acme-challenge/*'] } },
          ],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: 2,
      hazards: ['acme-challenge'],
      says: [
        'Certificate authorities or others look under /.well-known/ over plain HTTP: rule 1 on port 80. Make sure that they follow redirects, or move to DNS validation.',
      ],
    },
  },
  'a rule for posts': {
    account: balanced({
      rules: [
        rule(1, {
          Conditions: [
            { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'POST'] } },
          ],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: 2,
      hazards: ['other-methods'],
      says: [
        'Rules on plain HTTP are for POST. After a 301 clients may send GET instead, without the body. Move these callers to HTTPS first.',
      ],
    },
  },
  'the HTTPS listener wants client certificates': {
    account: balanced({
      listeners: [
        listener(80),
        secure(443, { MutualAuthentication: { Mode: 'verify', TrustStoreArn: 'arn:aws:trust' } }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['asks-for-client-certificates'],
      says: [
        'The HTTPS listener on port 443 asks clients for certificates; who has none is refused after the redirect. Make sure that those who use plain HTTP have certificates.',
      ],
    },
  },
  'the HTTPS listener signs users in': {
    account: balanced({
      listeners: [
        listener(80),
        secure(443, {
          DefaultActions: [
            { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: { Issuer: 'https://id.example' } },
            { ...forward('app'), Order: 2 },
          ],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['authenticates'],
      says: [
        'The HTTPS listener on port 443 makes users or tokens be checked (authenticate-oidc), which plain HTTP does not. Make sure that those who use plain HTTP can sign in.',
      ],
    },
  },
  'made by Kubernetes': {
    account: balanced({ tags: { 'elbv2.k8s.aws/cluster': 'shop', 'ingress.k8s.aws/stack': 'shop/web' } }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['made-by-kubernetes'],
      says: [
        'The AWS Load Balancer Controller made this load balancer (shop/web) and takes changes back. Set the annotations alb.ingress.kubernetes.io/listen-ports and alb.ingress.kubernetes.io/ssl-redirect: "443" on the Ingress instead.',
      ],
    },
  },
  'made by Elastic Beanstalk, which uses CloudFormation': {
    account: balanced({
      tags: { 'elasticbeanstalk:environment-name': 'shop', 'aws:cloudformation:stack-name': 'awseb-e-1' },
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['made-by-beanstalk'],
      says: [
        'Elastic Beanstalk made this load balancer (shop) and takes changes back when the environment is updated. Set the listener in the option namespace aws:elbv2:listener:default, or redirect by an .ebextensions resource.',
      ],
    },
  },
  'made by CloudFormation': {
    account: balanced({ tags: { 'aws:cloudformation:stack-name': 'shop', owner: 'shop' } }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['made-by-cloudformation'],
      says: [
        'The CloudFormation stack shop made this load balancer: the change is drift, and an update may take it back. Set the redirect in DefaultActions and Actions of its AWS::ElasticLoadBalancingV2::Listener and ListenerRule.',
      ],
    },
  },
  'one more redirect that leads nowhere': {
    account: balanced({ rules: [rule(3, { Actions: [redirectTo(8443)] })] }),
    settings: direct,
    expect: {
      ...served,
      notes: ['any-name', 'dead-redirects'],
      says: [
        'Redirects lead to a port without HTTPS listener: rule 3 on port 80. Give them the port of the HTTPS listener.',
      ],
    },
  },

  // Other states and kinds.
  'not ready yet': {
    account: balanced({ balancer: { State: { Code: 'provisioning' } } }),
    expect: {
      is: 'pending',
      message: 'not-ready',
      says: ['Load balancer web is provisioning; AWS is still at work on it.'],
    },
  },
  'a network balancer': {
    account: balanced({ balancers: [{ LoadBalancerArn: edge }] }),
    target: edge,
    expect: {
      is: 'inapplicable',
      message: 'not-application',
      says: ['edge is no Application Load Balancer.'],
    },
  },
  'a balancer that is gone': { account: balanced(), target: `${web}9`, gone: true },
});

describe('what could not be put back', () => {
  test.each([
    ['an unknown action', [{ Type: 'other' as const, name: 'teleport' }]],
    ['no action', []],
    ['nothing', null],
  ])('%s is never written', async (_name, value) => {
    const stand = await standOf(unit, resource, { account: balanced() });
    const aws = await stand.ports.clouds.write(stand.place, {
      run: 'r',
      remediation: unit.meta.id,
      kind: 'fix',
    });
    for (const field of [unit.fields.defaultActions, unit.fields.ruleActions])
      await expect(field.put(listenerArn(80), value, { value: null }, stand.target, aws)).rejects.toThrow(
        TypeError,
      );
    expect(stand.host.writes()).toEqual([]);
  });
});
