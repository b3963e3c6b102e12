import { describe, expect, test } from 'vitest';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import unit from '../../../../src/services/elbv2/remediations/elb-listener-encrypted.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import { location } from '../../../kit/answers.ts';
import { standOf } from '../../../kit/stand.ts';
import { testRemediation } from '../../../kit/tester.ts';
import {
  balanced,
  certificateArn,
  edge,
  forward,
  groupArn,
  listener,
  listenerArn,
  redirectTo,
  rule,
  ruleArn,
  secure,
} from '../balancers.ts';

const certificate = certificateArn('one');
const policy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';
const settings = { certificate };
type Given = NonNullable<Parameters<typeof balanced>[0]>;

const planned = (before: string, after: string, on: string) =>
  ({
    is: 'non-compliant',
    message: 'not-as-wanted',
    changes: [
      {
        set: 'transport',
        on,
        before: [before],
        after: [after, certificate, policy],
        impact: ['breaks-plaintext'],
      },
    ],
  }) as const;
const http = {
  ...planned('HTTP', 'HTTPS', listenerArn(8080)),
  hazards: ['plaintext-clients', 'compare'],
  notes: ['targets-see-https'],
} as const;
const stuck = { is: 'non-compliant', notes: ['targets-see-https'] } as const;

/** A listener of a network balancer that forwards to the group `app`. */
const network = (
  port: number,
  Protocol: 'TCP' | 'UDP' | 'TCP_UDP' | 'QUIC' | 'TCP_QUIC',
  group: Partial<NonNullable<Given['groups']>[number]> = { Protocol: 'TCP' },
  tags: Readonly<Record<string, string>> = {},
) =>
  balanced({
    balancers: [{ LoadBalancerArn: edge }],
    ec2: { Vpcs: [{ VpcId: 'vpc-1' }] },
    elbv2: {
      Listeners: [listener(port, { Protocol }, edge)],
      TargetGroups: [{ TargetGroupArn: groupArn('app'), ...group }],
      Tags: [{ ResourceArn: edge, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
    },
  });
type Ec2 = NonNullable<Given['ec2']>;
/** The same on port 1883, in a VPC with this control. */
const inVpc = (control?: Partial<NonNullable<Ec2['VpcEncryptionControls']>[number]>, more: Ec2 = {}) => {
  const { ec2, ...rest } = network(1883, 'TCP');
  const controls = control ? [{ VpcEncryptionControlId: 'vpcec-1', VpcId: 'vpc-1', ...control }] : [];
  return { ...rest, ec2: { ...ec2, VpcEncryptionControls: controls, ...more } };
};
/** The same, and connections may be silent that long. */
const silent = (seconds: string) => {
  const { elbv2, ...rest } = network(1883, 'TCP');
  const Attributes = { 'tcp.idle_timeout.seconds': seconds };
  return {
    ...rest,
    elbv2: { ...elbv2, Listeners: [listener(1883, { Protocol: 'TCP', Attributes }, edge)] },
  };
};
const ended = (port: number) => ({
  target: listenerArn(port, edge),
  settings: { ...settings, endTlsOn: [port] },
});
const tcp = {
  ...planned('TCP', 'TLS', listenerArn(1883, edge)),
  hazards: ['plaintext-clients', 'compare', 'ends-tls', 'vpc-encryption'],
} as const;
const noTcp = {
  is: 'non-compliant',
  hazards: ['plaintext-clients', 'compare', 'ends-tls', 'vpc-encryption'],
} as const;

const rows = {
  HTTPS: { account: balanced(), target: listenerArn(443) },
  TLS: {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge }],
      listeners: [secure(443, { Protocol: 'TLS' }, edge)],
    }),
    target: listenerArn(443, edge),
  },
  'HTTP on a port of its own': {
    account: balanced({ listeners: [listener(8080)], rules: [rule(10, { RuleArn: ruleArn(10, 8080) })] }),
    settings,
    expect: {
      ...http,
      says: [
        `The listener web:8080 takes connections without TLS: ["HTTP"]. Apply the plan: it has the listener speak TLS on the same port, with the certificate and the security policy ["HTTPS","${certificate}","${policy}"], and changes nothing else about it.`,
        'From then on whoever speaks without TLS to the listener web:8080 is answered no more: there is no time in which it takes both. Have every client come over TLS at the same moment, also what stands in front (other load balancers with their health checks, CloudFront, Global Accelerator). Or make a second listener on another port, move the clients, and delete this one.',
        `Whether ${certificate} covers every name that clients of web:8080 use is not known here, nor whether all of them take a key of its kind. Look at it: aws acm describe-certificate --region eu-west-1 --certificate-arn ${certificate}`,
        'Targets behind web:8080 are told https in X-Forwarded-Proto from then on: links, redirects and cookies that they make of it change.',
      ],
    },
  },
  'HTTP, with another policy': {
    account: balanced({ listeners: [listener(8080)] }),
    settings: { ...settings, policy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' },
    expect: { ...http, changes: [{ after: ['HTTPS', certificate, 'ELBSecurityPolicy-TLS13-1-3-2021-06'] }] },
  },
  'HTTP, and nobody has said which certificate': {
    account: balanced({ listeners: [listener(8080)] }),
    expect: {
      ...stuck,
      message: 'which-certificate',
      hazards: ['plaintext-clients'],
      says: [
        'Nobody has said which certificate the listener web:8080 is to serve. Find or request one for the names that its clients use (aws acm list-certificates), and name it in certificate. Waxseal never guesses it: the wrong one shuts everybody out.',
      ],
    },
  },
  ...Object.fromEntries(
    [
      ['Region', certificate.replace('eu-west-1', 'us-east-1')],
      ['account', certificate.replace('111122223333', '444455556666')],
      ['partition', certificate.replace('arn:aws:', 'arn:aws-cn:')],
    ].map(([what, arn]) => [
      `HTTP, and the certificate is of another ${what}`,
      {
        account: balanced({ listeners: [listener(8080)] }),
        settings: { certificate: arn },
        expect: {
          ...stuck,
          message: 'not-there',
          hazards: ['plaintext-clients', 'compare'] as const,
          says: [
            `${arn} is not of the account, the Region and the partition of the listener web:8080, which cannot serve it. Name another in certificate.`,
          ],
        },
      },
    ]),
  ),
  'HTTP on port 80': {
    account: balanced({ listeners: [listener(80)] }),
    target: listenerArn(80),
    settings,
    expect: {
      ...stuck,
      message: 'on-80',
      hazards: ['plaintext-clients', 'compare'],
      says: [
        'The listener web:80 serves plain HTTP on port 80, where browsers come that are told no protocol: TLS there would answer none of them. Make an HTTPS listener on port 443 with the same actions and rules (aws elbv2 create-listener, aws elbv2 create-rule), open the port in the security groups, and have alb-listener-https-redirect send clients there.',
      ],
    },
  },
  'HTTP beside HTTPS, which is on the second page': {
    account: balanced({
      listeners: [8080, 1, 2, 3, 4].map((port) => listener(port)).concat(secure(8443), secure(443)),
    }),
    settings,
    expect: {
      ...stuck,
      message: 'redirect-instead',
      hazards: ['plaintext-clients', 'compare'],
      says: [
        'The listener web:8080 serves plain HTTP, and its load balancer has HTTPS as well (port 443, 8443). alb-listener-https-redirect sends its clients there, and says what has to come first. Nothing is planned here, so that the two do not plan the same.',
      ],
    },
  },
  'HTTP that only redirects': {
    account: balanced({
      listeners: [listener(80, { DefaultActions: [redirectTo(443)] }), secure(443)],
      rules: [rule(10, { Actions: [redirectTo(443)] })],
    }),
    target: listenerArn(80),
    expect: {
      is: 'not-applicable',
      message: 'redirects',
      says: [
        'The listener web:80 sends every client to HTTPS and serves nothing else. AWS Config calls it non-compliant as long as it is there: exempt it, or delete it when nobody comes over HTTP any more.',
      ],
    },
  },
  'HTTP that redirects but for the rule on the last page': {
    account: balanced({
      listeners: [listener(8080, { DefaultActions: [redirectTo(443)] })],
      rules: [1, 2, 3, 4, 5, 6].map((priority) =>
        rule(priority, {
          RuleArn: ruleArn(priority, 8080),
          Actions: [priority === 6 ? forward('app') : redirectTo(443)],
        }),
      ),
    }),
    settings,
    expect: http,
  },
  'HTTP that redirects to HTTP': {
    account: balanced({
      listeners: [listener(8080, { DefaultActions: [redirectTo(8081, { Protocol: 'HTTP' })] })],
    }),
    settings,
    expect: http,
  },
  'HTTP, made by a controller': {
    account: balanced({ listeners: [listener(8080)], tags: { 'ingress.k8s.aws/stack': 'shop' } }),
    settings,
    expect: {
      ...http,
      hazards: ['plaintext-clients', 'compare', 'made-by-kubernetes'],
      says: [
        'The AWS Load Balancer Controller made this load balancer (shop) and sets listeners back to what the manifest says. Set the annotations alb.ingress.kubernetes.io/listen-ports and certificate-arn (of a Service: service.beta.kubernetes.io/aws-load-balancer-ssl-ports and aws-load-balancer-ssl-cert) instead.',
      ],
    },
  },
  'HTTP, made by Elastic Beanstalk': {
    account: balanced({
      listeners: [listener(8080)],
      tags: { 'elasticbeanstalk:environment-name': 'shop' },
    }),
    settings,
    expect: {
      ...http,
      hazards: ['plaintext-clients', 'compare', 'made-by-beanstalk'],
      says: [
        'Elastic Beanstalk made this load balancer (shop) and sets listeners back when the environment is next updated. Set the options Protocol and SSLCertificateArns in the namespace aws:elbv2:listener:8080 instead.',
      ],
    },
  },
  'a balancer that is made': {
    account: balanced({ balancer: { State: { Code: 'provisioning' } }, listeners: [listener(8080)] }),
    settings,
    expect: { is: 'pending', message: 'busy' },
  },
  'a balancer that could not be made': {
    account: balanced({ balancer: { State: { Code: 'failed' } }, listeners: [listener(8080)] }),
    settings,
    expect: { is: 'non-compliant', message: 'needs-people' },
  },
  'a state that no page has': {
    account: balanced({ balancer: { State: { Code: 'resting' } }, listeners: [listener(8080)] }),
    settings,
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'plain TCP, where owners say so': {
    account: network(1883, 'TCP'),
    ...ended(1883),
    expect: {
      ...tcp,
      says: [
        'TLS ends at the load balancer: targets get what was in it over TCP, see no client certificates, and a client that speaks TLS with a target today would speak TLS within TLS. Make sure that clients speak plain TCP today, and that targets expect to get just that.',
        'Encryption controls of the VPC of edge:1883 are off now. Where they are in the mode enforce it takes no TLS listeners of Network Load Balancers, and with such a listener it cannot be brought there: vpc-encryption-control then names edge:1883 as what is in the way. Ask whether that is planned for the VPC. Then have the targets end TLS instead, and exempt the listener.',
      ],
    },
  },
  'plain TCP in a VPC that is monitored': {
    account: inVpc({ Mode: 'monitor' }),
    ...ended(1883),
    expect: tcp,
  },
  'plain TCP in a VPC whose control was deleted': {
    account: inVpc({ Mode: 'enforce', State: 'deleted' }),
    ...ended(1883),
    expect: tcp,
  },
  ...Object.fromEntries(
    [
      { Mode: 'enforce' } as const,
      { Mode: 'monitor', State: 'enforce-in-progress' } as const,
      { Mode: 'enforce', State: 'enforce-failed' } as const,
    ].map((control) => [
      `plain TCP in a VPC that is ${Object.values(control).join(' ')}`,
      {
        account: inVpc(control),
        ...ended(1883),
        expect: {
          is: 'non-compliant',
          message: 'vpc-enforced',
          hazards: ['plaintext-clients', 'compare', 'ends-tls'] as const,
          says: [
            'Encryption controls of the VPC of edge:1883 enforce encryption, or are on their way there: such a VPC takes no TLS listeners of Network Load Balancers. Have the targets end TLS, with a certificate that clients trust; then exempt the listener, which goes on to pass TCP.',
          ],
        } as const,
      },
    ]),
  ),
  'plain TCP in a Region that has no encryption controls': {
    account: inVpc(undefined, { Encryption: { ManagedBy: 'account', IsMissing: true, Blockers: {} } }),
    ...ended(1883),
    expect: tcp,
  },
  ...Object.fromEntries(
    Object.entries({
      'is hidden': { ...network(1883, 'TCP'), denied: ['ec2:DescribeVpcEncryptionControls'] },
      'is hidden, though no control is told': { ...network(1883, 'TCP'), denied: ['ec2:DescribeVpcs'] },
      'is shared by another account': inVpc(undefined, {
        Vpcs: [{ VpcId: 'vpc-1', OwnerId: '444455556666' }],
      }),
      'is nowhere': inVpc(undefined, { Vpcs: [] }),
    }).map(([how, account]) => [
      `plain TCP in a VPC that ${how}`,
      {
        account,
        ...ended(1883),
        expect: {
          is: 'non-compliant',
          message: 'vpc-unread',
          hazards: ['plaintext-clients', 'compare', 'ends-tls'] as const,
          says: [
            'Whether encryption controls of the VPC of edge:1883 enforce encryption is hidden from us, or known to the account that shares the VPC: where they do, it takes no TLS listeners of Network Load Balancers. Let Waxseal call ec2:DescribeVpcEncryptionControls and ec2:DescribeVpcs. Of a shared VPC, ask its owner, and change the listener by hand.',
          ],
        } as const,
      },
    ]),
  ),
  'HTTP in a VPC that enforces': {
    account: balanced({
      listeners: [listener(8080)],
      ec2: {
        Vpcs: [{ VpcId: 'vpc-1' }],
        VpcEncryptionControls: [{ VpcEncryptionControlId: 'vpcec-1', VpcId: 'vpc-1', Mode: 'enforce' }],
      },
    }),
    settings,
    expect: http,
  },
  'plain TCP that may be silent for longer': {
    account: silent('600'),
    ...ended(1883),
    expect: {
      ...tcp,
      hazards: ['plaintext-clients', 'compare', 'ends-tls', 'idle-timeout', 'vpc-encryption'],
      says: [
        `Connections through edge:1883 may be silent for 600 s today, and for 350 s on a TLS listener, where nobody can change that: what is silent for longer is cut off, or stays open longer than now. AWS does not say that the value comes back with TCP: an undo does not set it. Have clients or targets send keepalives more often, or leave the listener as it is. After an undo: aws elbv2 modify-listener-attributes --region eu-west-1 --listener-arn ${listenerArn(1883, edge)} --attributes Key=tcp.idle_timeout.seconds,Value=600`,
      ],
    },
  },
  'plain TCP, and how long it may be silent is hidden': {
    account: { ...network(1883, 'TCP'), denied: ['elasticloadbalancingv2:DescribeListenerAttributes'] },
    ...ended(1883),
    expect: {
      ...tcp,
      hazards: ['plaintext-clients', 'compare', 'ends-tls', 'idle-timeout-unread', 'vpc-encryption'],
      says: [
        'How long connections through edge:1883 may be silent today is hidden from us; on a TLS listener it is 350 s, and an undo does not set it again. Let Waxseal call elasticloadbalancing:DescribeListenerAttributes.',
      ],
    },
  },
  'HTTP, and the certificate has run out': {
    account: balanced({
      listeners: [listener(8080)],
      certificates: [
        { CertificateArn: certificate, DomainName: 'www.example.com', NotAfter: '2025-01-01T00:00:00Z' },
      ],
    }),
    settings,
    expect: {
      ...stuck,
      message: 'not-issued',
      hazards: ['plaintext-clients', 'compare'],
      says: [
        `Certificate Manager does not say of ${certificate} that it is issued and in its time (EXPIRED): the listener web:8080 cannot serve it, or nobody would trust it. Have it issued, or name another in certificate. Where it says not known, look at the ARN, and let Waxseal call acm:ListCertificates.`,
      ],
    },
  },
  'HTTP, and certificates may not be seen': {
    account: { ...balanced({ listeners: [listener(8080)] }), denied: ['acm:ListCertificates'] },
    settings,
    expect: { ...stuck, message: 'not-issued', hazards: ['plaintext-clients', 'compare'] },
  },
  'plain TCP, made by a controller': {
    account: network(1883, 'TCP', { Protocol: 'TCP' }, { 'service.k8s.aws/stack': 'shop' }),
    ...ended(1883),
    expect: { ...tcp, hazards: [...tcp.hazards, 'made-by-kubernetes'] },
  },
  'TCP, and nobody says what clients speak': {
    account: network(443, 'TCP'),
    target: listenerArn(443, edge),
    settings: { ...settings, endTlsOn: [1883] },
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'The listener edge:443 passes on what clients send (["TCP"]). Whether that is TLS, only clients and targets know: then it is encrypted from end to end, and AWS Config calls it non-compliant all the same. Ask whoever runs the targets. Where they take nothing but TLS, exempt the listener. Where clients speak plain TCP, name its port in endTlsOn, and a certificate.',
      ],
    },
  },
  ...Object.fromEntries(
    (['UDP', 'TCP_UDP', 'TCP_QUIC'] as const).map((Protocol) => [
      `${Protocol}, whatever owners say`,
      {
        account: network(443, Protocol, { Protocol }),
        ...ended(443),
        expect: { is: 'unknown', message: 'value-unknown' } as const,
      },
    ]),
  ),
  QUIC: {
    account: network(443, 'QUIC', { Protocol: 'QUIC' }),
    target: listenerArn(443, edge),
    expect: {
      is: 'not-applicable',
      message: 'quic',
      says: [
        'The listener edge:443 passes on QUIC, which is encrypted from the client to the target. AWS Config calls it non-compliant all the same.',
      ],
    },
  },
  ...Object.fromEntries(
    [22, 1521, 3389, 5222, 5439].map((port) => [
      `TCP that begins otherwise than with TLS on ${port}`,
      { account: network(port, 'TCP'), ...ended(port), expect: { ...noTcp, message: 'begins-in-plaintext' } },
    ]),
  ),
  'TCP that begins in plaintext': {
    account: network(5432, 'TCP'),
    ...ended(5432),
    expect: {
      ...noTcp,
      message: 'begins-in-plaintext',
      says: [
        'Clients on port 5432 of edge:5432 begin without TLS and ask for it later (PostgreSQL): a listener that ends TLS would answer none of them. Have the targets insist on it, and exempt the listener. Or make another one on the port of the same protocol in TLS, and move the clients there.',
      ],
    },
  },
  'TCP to another load balancer': {
    account: network(1883, 'TCP', { Protocol: 'TCP', TargetType: 'alb' }),
    ...ended(1883),
    expect: {
      ...noTcp,
      message: 'group-not-tcp',
      says: [
        'The listener edge:1883 forwards to target groups to which a TLS listener cannot: app (alb, TCP). Make target groups of the protocol TCP or TLS for the same targets (of another load balancer: its addresses), and have the listener forward there first.',
      ],
    },
  },
  'TCP to a group that takes UDP as well': {
    account: network(1883, 'TCP', { Protocol: 'TCP_UDP' }),
    ...ended(1883),
    expect: { ...noTcp, message: 'group-not-tcp' },
  },
  'a Gateway Load Balancer': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge.replace('/net/', '/gwy/') }],
      listeners: [listener(6081, { Protocol: 'GENEVE' }, edge.replace('/net/', '/gwy/'))],
    }),
    target: listenerArn(6081, edge.replace('/net/', '/gwy/')),
    expect: {
      is: 'not-applicable',
      message: 'gateway',
      says: [
        'The listener of edge belongs to a Gateway Load Balancer, which sends packets as they come: it has no TLS of its own.',
      ],
    },
  },
  'a listener that is gone': { account: balanced(), target: listenerArn(444), gone: true },
} satisfies Parameters<typeof testRemediation<string>>[2];

testRemediation(
  unit,
  resource,
  Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [name, { target: listenerArn(8080), ...row }]),
  ),
);

test('in code certificate and policy come and go with the protocol', () => {
  const on = listenerArn(8080);
  const sourceOf = (after: readonly string[]) =>
    unit.source?.(
      { set: 'transport', on, before: null, after, impact: ['none'] },
      { ...location, type: resource.type, id: on, arn: on },
    );
  const { cloudformation, cdk, terraform } = sourceOf(['HTTPS', certificate, policy]) ?? {};
  expect(cloudformation).toContain(
    `Protocol: "HTTPS"\nSslPolicy: "${policy}"\nCertificates:\n  - CertificateArn: "${certificate}"`,
  );
  expect(cdk).toContain(`certificates: [{ certificateArn: '${certificate}' }],`);
  expect(terraform).toMatch(/^ssl_policy = /m);
  expect(terraform).toContain(`certificate_arn = "${certificate}"`);
  expect(sourceOf(['HTTP'])?.terraform).toMatch(/:\nprotocol = "HTTP"$/);
});

test('only HTTP is asked about in logs', () => {
  const asked = (protocol: string) =>
    unit.evidence?.(
      {
        held: [{ on: listenerArn(8080), value: [protocol] }],
        readiness: { is: 'ready' },
        around: {
          kind: 'app',
          port: 8080,
          redirects: false,
          httpsPorts: [],
          groups: [],
          idleSeconds: 350,
          vpcEncryption: 'off',
          certificates: {},
          tags: {},
        },
      },
      { ...location, type: resource.type, id: listenerArn(8080), arn: listenerArn(8080) },
      { certificate, policy, endTlsOn: [] },
    );
  expect(asked('HTTP')).toHaveLength(1);
  expect(asked('TCP')).toEqual([]);
});

const more = certificateArn('two');
const trust = {
  Mode: 'verify',
  TrustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:truststore/ours/1',
};
const header = 'routing.http.response.strict_transport_security.header_value';
const attribute = (Key: string, Value: string) => ({ Attributes: [{ Key, Value }] });

describe('an undo takes away nothing that others set since', () => {
  const undone = async (
    on: string,
    account: AccountFile,
    operation: string,
    input: object,
    chosen: Readonly<Record<string, unknown>> = settings,
  ) => {
    const stand = await standOf(unit, resource, { account, target: on, settings: chosen });
    const outcome = await stand.apply();
    stand.host.write({
      operation: `elasticloadbalancingv2:${operation}`,
      input: { ListenerArn: on, ...input },
      region: 'eu-west-1',
    });
    const before = JSON.stringify(stand.host.world().elbv2);
    const back = await stand.undo('run' in outcome ? (outcome.run ?? '') : '');
    return { back, isKept: JSON.stringify(stand.host.world().elbv2) === before };
  };
  const certificates = [certificate, more].map((CertificateArn) => ({
    CertificateArn,
    DomainName: 'www.example.com',
  }));
  const web = balanced({ listeners: [listener(8080)], certificates });

  test.each([
    [
      'a further certificate',
      'AddListenerCertificates',
      { Certificates: [{ CertificateArn: more }] },
      `further certificate ${more}`,
    ],
    [
      'mutual TLS',
      'ModifyListener',
      { MutualAuthentication: trust },
      `MutualAuthentication verify ${trust.TrustStoreArn}`,
    ],
    ['HSTS', 'ModifyListenerAttributes', attribute(header, 'max-age=300'), `${header} max-age=300`],
  ])('%s', async (_what, operation, input, shown) => {
    const { back, isKept } = await undone(listenerArn(8080), web, operation, input);
    expect(back).toMatchObject({ is: 'refused', because: [{ check: 'changed-since' }] });
    expect(JSON.stringify(back)).toContain(shown);
    expect(isKept).toBe(true);
  });

  test('an ALPN policy', async () => {
    const { back, isKept } = await undone(
      listenerArn(1883, edge),
      network(1883, 'TCP'),
      'ModifyListener',
      { AlpnPolicy: ['HTTP2Preferred'] },
      ended(1883).settings,
    );
    expect(back).toMatchObject({ is: 'refused' });
    expect(JSON.stringify(back)).toContain('AlpnPolicy HTTP2Preferred');
    expect(isKept).toBe(true);
  });

  test('what is not of TLS stays as it is, and keeps no undo back', async () => {
    const { back } = await undone(
      listenerArn(8080),
      balanced({ listeners: [listener(8080, { Attributes: { [header]: 'max-age=1' } })], certificates }),
      'ModifyListenerAttributes',
      attribute('routing.http.response.x_frame_options.header_value', 'DENY'),
    );
    expect(back).toMatchObject({ is: 'rolled-back' });
  });

  test('an ALPN policy of None and mutual TLS that is off are nothing', async () => {
    const { back } = await undone(listenerArn(8080), web, 'ModifyListener', {
      MutualAuthentication: { Mode: 'off' },
    });
    expect(back).toMatchObject({ is: 'rolled-back' });
    const passed = await undone(
      listenerArn(1883, edge),
      network(1883, 'TCP'),
      'ModifyListener',
      { AlpnPolicy: ['None'] },
      ended(1883).settings,
    );
    expect(passed.back).toMatchObject({ is: 'rolled-back' });
  });
});
