import unit from '../../../../src/services/elbv2/remediations/elb-target-group-health-check-encrypted.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-targetgroup.ts';
import { balanced, groupArn } from '../balancers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const group = groupArn('app');
type Group = NonNullable<NonNullable<Parameters<typeof balanced>[0]>['groups']>[number];

/** An account with the group `app`, two healthy targets in it, and nothing before it. */
const checked = (more: Partial<Group>, tags: Readonly<Record<string, string>> = {}) =>
  balanced({
    elbv2: {
      Listeners: [],
      TargetGroups: [{ TargetGroupArn: group, Port: 443, Targets: [{ Id: 'i-1' }, { Id: 'i-2' }], ...more }],
      Tags: [{ ResourceArn: group, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
    },
  });
const unhealthy = {
  Targets: [
    { Id: 'i-1', State: 'unhealthy' },
    { Id: 'i-2', State: 'draining' },
  ],
};
const changing = (before: 'HTTP' | 'TCP') =>
  ({
    is: 'non-compliant',
    message: 'not-as-wanted',
    changes: [{ set: 'healthCheckProtocol', on: group, before, after: 'HTTPS', impact: ['interrupts'] }],
    hazards: ['must-answer'],
  }) as const;

const rows = {
  'checked over HTTPS': { account: checked({ Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS' }) },
  'checked over HTTPS, though traffic is plain': {
    account: checked({ Protocol: 'HTTP', HealthCheckProtocol: 'HTTPS', HealthCheckPort: '8443' }),
  },
  'checked over HTTPS in vain': {
    account: checked({ Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS', ...unhealthy }),
    expect: {
      is: 'compliant',
      notes: ['checks-fail'],
      says: [
        `app checks over HTTPS, and no target of it is healthy. See why: aws elbv2 describe-target-health --region eu-west-1 --target-group-arn ${group}. Where it began with a fix of Waxseal, waxseal undo takes that back.`,
      ],
    },
  },
  'some of those that are checked over HTTPS fail': {
    account: checked({
      Protocol: 'HTTPS',
      HealthCheckProtocol: 'HTTPS',
      Targets: [{ Id: 'i-1', State: 'unhealthy' }, { Id: 'i-2' }],
    }),
  },
  'nothing is registered where HTTPS is checked': {
    account: checked({ Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS', Targets: [] }),
  },
  'TLS to the targets, and TCP checks': {
    account: checked({ Protocol: 'TLS', HealthCheckPath: '/health?full=1&x=$(id)' }),
    expect: {
      ...changing('TCP'),
      hazards: ['must-answer', 'http-unknown'],
      notes: ['old-tls'],
      says: [
        'app sends TLS to its targets, and only whether they take connections is checked. Nothing tells that they speak HTTP within it: of MQTT, LDAP or a database every check over HTTPS would fail, and all targets would count as unhealthy. Ask whoever runs them. Where they speak something else, leave the checks as they are and exempt the target group.',
        'HealthCheckProtocol of target group app is "TCP". Apply the plan: it sets "HTTPS" and nothing else about the target group.',
        "Checked over HTTPS, each target of app must answer a request for /health?full=1&x=$(id) with 200-399 (the port of its traffic). One that does not gets no more requests; an Auto Scaling group that goes by these checks, or ECS, replaces it again and again. Its certificate is not validated. Ask each target from within the VPC, with its own address and port: curl --insecure --silent --show-error --include 'https://10.0.0.1:443/health?full=1&x=$(id)'",
        'Network Load Balancers check over TLS 1.2 at most: targets of app that speak TLS 1.3 alone would count as unhealthy.',
      ],
    },
  },
  'TLS to the targets, and nothing is registered': {
    account: checked({ Protocol: 'TLS', Targets: [] }),
    expect: {
      ...changing('TCP'),
      hazards: ['must-answer', 'http-unknown'],
      notes: ['old-tls', 'nothing-healthy'],
    },
  },
  'QUIC to the targets': {
    account: checked({ Protocol: 'QUIC', HealthCheckPort: '8443' }),
    expect: {
      ...changing('TCP'),
      hazards: ['must-answer', 'http-unknown'],
      notes: ['old-tls'],
    },
  },
  ...Object.fromEntries(
    ['TCP', 'UDP', 'TCP_UDP', 'TCP_QUIC'].map((Protocol) => [
      `${Protocol} to the targets, and TCP checks`,
      {
        account: checked({ Protocol }),
        expect: {
          ...changing('TCP'),
          hazards: ['must-answer', 'tls-unknown'] as const,
          notes: ['old-tls'] as const,
          says: [
            `app sends ${Protocol} to its targets, and nothing tells whether they speak TLS and HTTP where they are checked (the port of its traffic). Ask whoever runs them. Where they do not, name a port that does with it: aws elbv2 modify-target-group --health-check-port`,
          ],
        },
      },
    ]),
  ),
  'TCP to the targets, and HTTP checks that they pass': {
    account: checked({ Protocol: 'TCP', HealthCheckProtocol: 'HTTP', HealthCheckPort: '8080' }),
    expect: {
      is: 'non-compliant',
      message: 'answers-plaintext',
      hazards: ['must-answer', 'tls-unknown'],
      notes: ['old-tls'],
      says: [
        `Targets of app pass checks over plain HTTP (port 8080). A port that answers these seldom speaks TLS as well: over HTTPS every check would fail and all targets would count as unhealthy. Have a port of each target answer over HTTPS, and name protocol and port in one call: aws elbv2 modify-target-group --region eu-west-1 --target-group-arn ${group} --health-check-protocol HTTPS --health-check-port with that port.`,
      ],
    },
  },
  'TCP to the targets, and HTTP checks that nobody passes': {
    account: checked({ Protocol: 'TCP', HealthCheckProtocol: 'HTTP', ...unhealthy }),
    expect: {
      ...changing('HTTP'),
      hazards: ['must-answer', 'tls-unknown'],
      notes: ['old-tls', 'nothing-healthy'],
      says: ['No target of app is healthy now, so nothing shows what a check over HTTPS would come to.'],
    },
  },
  'a balancer behind a balancer, over HTTP': {
    account: checked({ Protocol: 'TCP', TargetType: 'alb', Targets: [{ Id: 'arn:alb' }] }),
    expect: {
      is: 'non-compliant',
      message: 'answers-plaintext',
      hazards: ['must-answer', 'tls-unknown'],
      notes: ['old-tls'],
    },
  },
  'HTTP to the targets on the port that is checked': {
    account: checked({ Protocol: 'HTTP' }),
    expect: {
      is: 'non-compliant',
      message: 'plain-traffic',
      hazards: ['must-answer'],
      says: [
        `app sends HTTP to the port of its targets that it checks: they speak no TLS there, so over HTTPS every check would fail and all targets would count as unhealthy. Have the targets speak TLS first and put another target group before them: elb-target-group-encrypted says how. Or, where another port of theirs answers over HTTPS, name protocol and port in one call: aws elbv2 modify-target-group --region eu-west-1 --target-group-arn ${group} --health-check-protocol HTTPS --health-check-port with that port.`,
      ],
    },
  },
  'the same port, named as a number': {
    account: checked({
      Protocol: 'HTTP',
      HealthCheckPort: '8080',
      Targets: [{ Id: 'i-1' }, { Id: 'i-2', Port: 8080 }],
    }),
    expect: { is: 'non-compliant', message: 'plain-traffic', hazards: ['must-answer'] },
  },
  'nothing is registered, and the group’s own port is checked': {
    account: checked({ Protocol: 'HTTP', Port: 8080, HealthCheckPort: '8080', Targets: [] }),
    expect: {
      is: 'non-compliant',
      message: 'plain-traffic',
      hazards: ['must-answer'],
      notes: ['nothing-healthy'],
    },
  },
  'HTTP to the targets, and another port is checked': {
    account: checked({ Protocol: 'HTTP', HealthCheckPort: '8080' }),
    expect: { is: 'non-compliant', message: 'answers-plaintext', hazards: ['must-answer', 'tls-unknown'] },
  },
  'HTTP to the targets, and another port is checked that nobody answers': {
    account: checked({ Protocol: 'HTTP', HealthCheckPort: '8443', ...unhealthy }),
    expect: {
      ...changing('HTTP'),
      hazards: ['must-answer', 'tls-unknown'],
      notes: ['nothing-healthy'],
    },
  },
  'HTTPS to the targets, and a port for checks over HTTP': {
    account: checked({
      Protocol: 'HTTPS',
      HealthCheckPort: '8080',
      HealthCheckPath: '/health',
      Matcher: { HttpCode: '200,204' },
    }),
    expect: {
      is: 'non-compliant',
      message: 'another-port',
      hazards: ['must-answer'],
      says: [
        `app sends HTTPS to its targets and checks them over plain HTTP on another port (port 8080), which seldom speaks TLS as well. See that each target answers /health with 200,204 where it takes its traffic, and check it there, protocol and port in one call: aws elbv2 modify-target-group --region eu-west-1 --target-group-arn ${group} --health-check-protocol HTTPS --health-check-port traffic-port`,
      ],
    },
  },
  'HTTPS to the targets, and HTTP checks on the same port that they pass': {
    account: checked({ Protocol: 'HTTPS', Matcher: { HttpCode: '200-499' } }),
    expect: {
      ...changing('HTTP'),
      hazards: ['must-answer', 'answers-both'],
      says: [
        'Targets of app pass checks over plain HTTP on the port to which HTTPS is sent. Either they speak both there, or an error counts as healthy (codes 200-499). See which of both it is: over HTTPS the answer may be another one.',
      ],
    },
  },
  'HTTPS to the targets, and HTTP checks on the same port that fail': {
    account: checked({ Protocol: 'HTTPS', ...unhealthy }),
    expect: { ...changing('HTTP'), notes: ['nothing-healthy'] },
  },
  'made by a controller': {
    account: checked({ Protocol: 'TLS' }, { 'elbv2.k8s.aws/cluster': 'shop' }),
    expect: {
      ...changing('TCP'),
      hazards: ['must-answer', 'http-unknown', 'made-by-kubernetes'],
      notes: ['old-tls'],
      says: [
        'The AWS Load Balancer Controller made this target group (shop) and sets health checks back to what the manifest says. Set the annotation alb.ingress.kubernetes.io/healthcheck-protocol (of a Service: service.beta.kubernetes.io/aws-load-balancer-healthcheck-protocol) to HTTPS.',
      ],
    },
  },
  'a Lambda function': {
    account: checked({ TargetType: 'lambda', Targets: [] }),
    expect: {
      is: 'not-applicable',
      message: 'lambda',
      says: [
        'The target of app is a Lambda function: nothing is sent to it over a network that one could tap.',
      ],
    },
  },
  'behind a Gateway Load Balancer': {
    account: checked({ Protocol: 'GENEVE', Port: 6081 }),
    expect: {
      is: 'not-applicable',
      message: 'gateway',
      says: [
        'app belongs to a Gateway Load Balancer, which sends packets as they come: it has no TLS of its own.',
      ],
    },
  },
  'a protocol for checks that no page has': {
    account: checked({ Protocol: 'TLS', HealthCheckProtocol: 'QUIC' }),
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'HealthCheckProtocol of target group app is "QUIC", and Waxseal does not know what that means. Look at it: aws elbv2 describe-target-groups, and set it by hand.',
      ],
    },
  },
  'a target group that is gone': { account: balanced(), target: groupArn('gone'), gone: true },
} satisfies Parameters<typeof testRemediation<string>>[2];

testRemediation(
  unit,
  resource,
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { target: group, ...row }])),
);
