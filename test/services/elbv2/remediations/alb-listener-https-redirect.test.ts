import { describe, expect, test } from 'vitest';
import unit from '../../../../src/services/elbv2/remediations/alb-listener-https-redirect.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
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
  type Listener,
  type Rule,
} from '../balancers.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import type { Cases } from '../../../kit/case.ts';
import { standOf } from '../../../kit/stand.ts';
import { testRemediation } from '../../../kit/tester.ts';

/** An owner has said that nothing is in front: what is left asks for other reasons. */
const direct = { frontedBy: 'nothing' } as const;
const impact = ['breaks-plaintext', 'redirects-clients'] as const;
const change = (port = 443) =>
  ({ set: 'defaultActions', on: listenerArn(80), after: [redirectTo(port)], impact }) as const;
const served = {
  is: 'non-compliant',
  message: 'plaintext-served',
  changes: [change()],
  notes: ['any-name', 'any-method'],
} as const;
const stopped = (message: string) =>
  ({ is: 'non-compliant', message, changes: [], notes: ['any-name', 'any-method'] }) as const;
const compliant = { is: 'compliant' } as const;
const redirecting = listener(80, { DefaultActions: [redirectTo(443)] });

type Groups = NonNullable<NonNullable<AccountFile['elbv2']>['TargetGroups']>;
const passing = (Protocol: 'TCP' | 'TLS', port = 80, check: Partial<Groups[number]> = {}) => ({
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
      ...check,
    },
    { TargetGroupArn: groupArn('to-other'), TargetType: 'alb' as const, Targets: [{ Id: `${web}0` }] },
  ],
});
const tls = {
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  Certificates: [{ CertificateArn: certificateArn('one') }],
};

/** The default certificate has run out; another one is for another name. */
const lapsed = (listeners: readonly Listener[], rules: readonly Rule[] = []) =>
  balanced({
    listeners,
    rules,
    certificates: [
      {
        CertificateArn: certificateArn('one'),
        DomainName: 'www.example.com',
        NotAfter: '2025-01-01T00:00:00Z',
      },
      { CertificateArn: certificateArn('two'), DomainName: 'api.example.org' },
    ],
    elbv2: {
      ListenerCertificates: [{ ListenerArn: listenerArn(443), CertificateArn: certificateArn('two') }],
    },
  });

const overHttps = (priority: number, more: Partial<Rule>): Rule => ({
  ...rule(priority, more),
  RuleArn: ruleArn(priority, 443),
});
const fixed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } };
const rewriting = (Replace: string): Pick<Rule, 'Transforms'> => ({
  Transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/1/(.*)$', Replace }] } }],
});
const sourced = (Values: string[]): Pick<Rule, 'Conditions'> => ({
  Conditions: [{ Field: 'source-ip', SourceIpConfig: { Values } }],
});

const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
type Services = NonNullable<NonNullable<AccountFile['ecs']>['Services']>;
const service = (serviceName: string, more: Partial<Services[number]> = {}): Services[number] => ({
  serviceArn: `arn:aws:ecs:eu-west-1:111122223333:service/shop/${serviceName}`,
  serviceName,
  clusterArn: cluster,
  ...more,
});
const shifting = (productionListenerRule: string, testListenerRule?: string): Partial<Services[number]> => ({
  deploymentConfiguration: { strategy: 'BLUE_GREEN' },
  loadBalancers: [
    {
      targetGroupArn: groupArn('app'),
      advancedConfiguration: {
        productionListenerRule,
        ...(testListenerRule !== undefined && { testListenerRule }),
      },
    },
  ],
});
/** `checkout` shifts on these listeners; many others are on no balancer of ours, or not on ECS. */
const codeDeploying = (production: string, testing?: string): Pick<AccountFile, 'codedeploy'> => ({
  codedeploy: {
    Applications: [
      { applicationName: 'fleet', computePlatform: 'Server' },
      { applicationName: 'functions', computePlatform: 'Lambda' },
      { applicationName: 'empty' },
      { applicationName: 'shop' },
    ],
    DeploymentGroups: [
      { applicationName: 'fleet', deploymentGroupName: 'all' },
      { applicationName: 'shop', deploymentGroupName: 'a' },
      {
        applicationName: 'shop',
        deploymentGroupName: 'b',
        loadBalancerInfo: {
          targetGroupPairInfoList: [
            { prodTrafficRoute: { listenerArns: [listenerArn(80, web.replace('/web/', '/other/'))] } },
          ],
        },
      },
      {
        applicationName: 'shop',
        deploymentGroupName: 'checkout',
        loadBalancerInfo: {
          targetGroupPairInfoList: [
            {
              targetGroups: [{ name: 'app' }, { name: 'green' }],
              prodTrafficRoute: { listenerArns: [production] },
              ...(testing !== undefined && { testTrafficRoute: { listenerArns: [testing] } }),
            },
          ],
        },
      },
    ],
  },
});
const shifted = { ...served, message: 'shifted-by-deployments', changes: [] } as const;
const defaultRule = ruleArn('default');

/** Whose deployments write listeners and rules themselves. */
const deployments: Cases<keyof typeof unit.meta.messages> = {
  'CodeDeploy shifts traffic on the HTTP listener': {
    account: { ...balanced(), ...codeDeploying(listenerArn(80)) },
    settings: direct,
    expect: {
      ...shifted,
      says: [
        'Deployments write these rules of load balancer web themselves to shift traffic: the default rule on port 80 (CodeDeploy deployment group shop/checkout). With a redirect there the next deployment would fail, or put the forward back. Let an HTTPS listener forward to the same target groups, make it (for ECS: its rule) the production or test route of these deployments, and run one deployment; then the redirects can follow.',
      ],
    },
  },
  'CodeDeploy shifts traffic on HTTPS and tries it on HTTP': {
    account: {
      ...balanced({
        listeners: [redirecting, secure(443), listener(8080)],
        permissions: [anywhere(443), anywhere(8080)],
      }),
      ...codeDeploying(listenerArn(443), listenerArn(8080)),
    },
    settings: direct,
    expect: shifted,
  },
  'CodeDeploy shifts traffic by rules of an HTTP listener that redirects the rest': {
    account: {
      ...balanced({ listeners: [redirecting, secure(443)], rules: [rule(1), rule(2, { Actions: [fixed] })] }),
      ...codeDeploying(listenerArn(80)),
    },
    settings: direct,
    expect: {
      is: 'non-compliant',
      message: 'shifted-by-deployments',
      hazards: ['fixed-responses'],
      notes: ['any-name', 'any-method'],
      says: [
        'Deployments write these rules of load balancer web themselves to shift traffic: rule 1 on port 80 (CodeDeploy deployment group shop/checkout). With a redirect there the next deployment would fail, or put the forward back. Let an HTTPS listener forward to the same target groups, make it (for ECS: its rule) the production or test route of these deployments, and run one deployment; then the redirects can follow.',
      ],
    },
  },
  'CodeDeploy shifts traffic on HTTPS only': {
    account: { ...balanced(), ...codeDeploying(listenerArn(443)) },
    settings: direct,
    expect: served,
  },
  'deployment groups that we may not see': {
    account: {
      ...balanced(),
      ...codeDeploying(listenerArn(80)),
      denied: ['codedeploy:BatchGetDeploymentGroups'],
    },
    settings: direct,
    expect: {
      ...served,
      hazards: ['deployments-unread'],
      says: [
        "Whether deployments shift traffic by writing the rules of load balancer web themselves is not known, for this could not be read: CodeDeploy deployment groups (no permission). If they do, the next deployment fails after a redirect, or puts the forward back. Give Waxseal's role the read permissions for CodeDeploy and ECS, or check by hand whether a deployment group or an ECS service names a plain HTTP listener of this load balancer, or a rule of one, as a route.",
      ],
    },
  },
  ...Object.fromEntries(
    [
      'codedeploy:ListApplications',
      'codedeploy:BatchGetApplications',
      'codedeploy:ListDeploymentGroups',
      'ecs:ListClusters',
      'ecs:ListServices',
      'ecs:DescribeServices',
    ].map((operation) => [
      `${operation} is not permitted`,
      {
        account: {
          ...balanced(),
          ...codeDeploying(listenerArn(443)),
          ecs: { Services: [service('web')] },
          denied: [operation],
        },
        settings: direct,
        expect: { ...served, hazards: ['deployments-unread' as const] },
      },
    ]),
  ),
  'ECS shifts traffic by the default rule of the HTTP listener': {
    account: {
      ...balanced(),
      ecs: {
        Services: [
          ...['a', 'b', 'c', 'd'].map((name) => service(name)),
          service('web', shifting(defaultRule)),
        ],
      },
    },
    settings: direct,
    expect: {
      ...shifted,
      says: [
        'Deployments write these rules of load balancer web themselves to shift traffic: the default rule on port 80 (ECS service shop/web). With a redirect there the next deployment would fail, or put the forward back. Let an HTTPS listener forward to the same target groups, make it (for ECS: its rule) the production or test route of these deployments, and run one deployment; then the redirects can follow.',
      ],
    },
  },
  'ECS shifts traffic by one rule, and tries it by another': {
    account: {
      ...balanced({ rules: [rule(1), rule(2), rule(3)] }),
      ecs: { Services: [service('web', shifting(ruleArn(1), ruleArn(3)))] },
    },
    settings: direct,
    expect: {
      ...shifted,
      says: [
        'Deployments write these rules of load balancer web themselves to shift traffic: rule 1 on port 80, rule 3 on port 80 (ECS service shop/web). With a redirect there the next deployment would fail, or put the forward back. Let an HTTPS listener forward to the same target groups, make it (for ECS: its rule) the production or test route of these deployments, and run one deployment; then the redirects can follow.',
      ],
    },
  },
  'ECS shifts traffic by a rule that redirects already': {
    account: {
      ...balanced({ rules: [rule(1, { Actions: [redirectTo(443)] })] }),
      ecs: { Services: [service('web', shifting(ruleArn(1)))] },
    },
    settings: direct,
    expect: served,
  },
  'ECS rolls at the moment, and keeps its route': {
    account: {
      ...balanced(),
      ecs: {
        Services: [
          service('web', { ...shifting(defaultRule), deploymentConfiguration: { strategy: 'ROLLING' } }),
        ],
      },
    },
    settings: direct,
    expect: shifted,
  },
  'ECS rolls, shifts on HTTPS, or is no more': {
    account: {
      ...balanced(),
      ecs: {
        Clusters: [{ clusterArn: `${cluster}-empty` }, { clusterArn: cluster }],
        Services: [
          service('rolls', { loadBalancers: [{ targetGroupArn: groupArn('app') }] }),
          service('shifts', shifting(ruleArn('default', 443))),
          service('gone', { ...shifting(defaultRule), status: 'INACTIVE' }),
        ],
      },
    },
    settings: direct,
    expect: served,
  },
  'an external controller deploys what plain HTTP forwards to': {
    account: {
      ...balanced(),
      ecs: {
        Services: [
          service('web', {
            deploymentController: { type: 'EXTERNAL' },
            taskSets: [{ id: 'ecs-svc/1', loadBalancers: [{ targetGroupArn: groupArn('app') }] }],
          }),
          service('other', {
            deploymentController: { type: 'EXTERNAL' },
            taskSets: [{ id: 'ecs-svc/2', loadBalancers: [{ targetGroupArn: groupArn('other') }] }],
          }),
        ],
      },
    },
    settings: direct,
    expect: {
      ...served,
      hazards: ['shifted-by-others'],
      says: [
        'ECS services behind plain HTTP of load balancer web are deployed by an external controller (shop/web), which may write these rules itself to shift traffic. Ask who runs these deployments, and let them shift traffic on the HTTPS listener first.',
      ],
    },
  },
};

/** What HTTPS answers otherwise than plain HTTP, by each kind of reason. */
const httpsOtherwise: Cases<keyof typeof unit.meta.messages> = {
  'HTTPS lets some addresses in': {
    account: balanced({ rules: [overHttps(1, { ...sourced(['10.0.0.0/8']), Actions: [fixed] })] }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['answered-otherwise'],
      says: [
        'The HTTPS listener on port 443 does not do what plain HTTP on port 80 does: requests from 10.0.0.0 would be answered 403 by rule 1 on port 443 instead of sent to target group app by the default rule on port 80. Give the HTTPS listener rules that send these requests to the same targets; then only the protocol changes.',
      ],
    },
  },
  'HTTPS takes some methods, some queries and some headers otherwise': {
    account: balanced({
      rules: [
        overHttps(1, {
          Conditions: [
            { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST'] } },
            { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
            { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Beta', Values: ['yes'] } },
          ],
          Actions: [redirectTo(443, { Host: 'beta.example.com' })],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['answered-otherwise'],
      says: [
        'The HTTPS listener on port 443 does not do what plain HTTP on port 80 does: requests with method POST with query v=2 with header x-beta: yes would be redirected to https://beta.example.com:443/… by rule 1 on port 443 instead of sent to target group app by the default rule on port 80. Give the HTTPS listener rules that send these requests to the same targets; then only the protocol changes.',
      ],
    },
  },
  'a rule of HTTPS comes before the one that is the same': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [
        rule(1),
        overHttps(1, { Actions: [fixed], Priority: '1' }),
        overHttps(2, { Conditions: rule(1).Conditions }),
      ],
    }),
    settings: direct,
    expect: { ...served, changes: 1, hazards: ['answered-otherwise'] },
  },
  'the same rules in the same order': {
    account: balanced({
      rules: [
        rule(1, { ...sourced(['10.0.0.0/8']), Actions: [forward('canary')] }),
        rule(2, {
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { RegexValues: ['^/v[0-9]'] } }],
          Actions: [forward('canary')],
        }),
        overHttps(1, { ...sourced(['10.0.0.0/9', '10.128.0.0/9']), Actions: [forward('canary')] }),
        overHttps(2, {
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { RegexValues: ['^/v[0-9]'] } }],
          Actions: [forward('canary')],
        }),
      ],
      groups: [{ TargetGroupArn: groupArn('canary') }],
    }),
    settings: direct,
    expect: { ...served, changes: 3 },
  },
  'other paths by regular expression': {
    account: balanced({
      rules: [
        overHttps(2, {
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { RegexValues: ['^/v[0-9]'] } }],
          Actions: [fixed],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['answers-not-evaluated'],
      says: [
        'Whether the HTTPS listener on port 443 does what plain HTTP on port 80 does is not known, for conditions that Waxseal does not evaluate (regular expressions, kinds that are newer): requests for path / (where it matches regex ^/v[0-9]) would be answered 403 by rule 2 on port 443 instead of sent to target group app by the default rule on port 80. Compare the rules of both listeners by hand.',
      ],
    },
  },
  'a condition that is newer than we are': {
    account: balanced({
      rules: [overHttps(2, { Conditions: [{ Field: 'tls-version' }], Actions: [fixed] })],
    }),
    settings: direct,
    expect: { ...served, hazards: ['answers-not-evaluated'] },
  },
  'an action of HTTPS that is newer than we are': {
    account: balanced({ listeners: [listener(80), secure(443, { DefaultActions: [{ Type: 'teleport' }] })] }),
    settings: direct,
    expect: { ...served, hazards: ['answered-otherwise'] },
  },
  'more values of a header than can be compared': {
    account: balanced({
      rules: Array.from({ length: 13 }, (_, n) =>
        overHttps(n + 1, {
          Conditions: [
            { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Tenant', Values: [`t${n}`] } },
          ],
        }),
      ),
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['rules-not-evaluated'],
      says: [
        'The rules of this load balancer distinguish more requests than can be compared: whether the HTTPS listener on port 443 does what plain HTTP on port 80 does is not known. Compare the rules of both listeners by hand.',
      ],
    },
  },
  'two HTTPS listeners that come equally near': {
    account: balanced({
      listeners: [listener(80, { DefaultActions: [forward('legacy')] }), secure(443), secure(8443)],
      groups: [{ TargetGroupArn: groupArn('legacy') }],
      permissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['answered-otherwise', 'several-https-listeners'],
      says: [
        'No HTTPS listener does what plain HTTP on port 80 does: those on ports 443, 8443 match equally well; the plan redirects to port 443. Find out which one belongs to it, and give that one the same rules.',
      ],
    },
  },
  'two pairs of listeners': {
    account: balanced({
      listeners: [
        listener(80),
        secure(443),
        listener(8000, { DefaultActions: [forward('green')] }),
        secure(4443, { DefaultActions: [forward('green')] }),
      ],
      groups: [{ TargetGroupArn: groupArn('green') }],
      permissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: [
        { on: listenerArn(80), after: [redirectTo(443)] },
        { on: listenerArn(8000), after: [redirectTo(4443)] },
      ],
      says: [
        'Load balancer web answers plain HTTP: the default rule on port 80, the default rule on port 8000. Apply the plan: each of these becomes a redirect to HTTPS on port 443 (from 80), 4443 (from 8000).',
      ],
    },
  },
  'rewrites that HTTPS makes as well': {
    account: balanced({ rules: [rule(1, rewriting('/new/$1')), overHttps(1, rewriting('/new/$1'))] }),
    settings: direct,
    expect: {
      ...served,
      changes: 2,
      hazards: ['rewrites'],
      says: [
        'Rules on plain HTTP rewrite host or URL (rule 1 on port 80). The rewrite stays on the rule beside the redirect; what the HTTPS listener does is compared as well. Make sure that the HTTPS listener rewrites the same.',
      ],
    },
  },
  'rewrites that HTTPS makes otherwise': {
    account: balanced({ rules: [rule(1, rewriting('/new/$1')), overHttps(1, rewriting('/old/$1'))] }),
    settings: direct,
    expect: { ...served, changes: 2, hazards: ['answered-otherwise', 'rewrites'] },
  },
  'rewrites that only HTTPS makes': {
    account: balanced({ rules: [overHttps(1, rewriting('/new/$1'))] }),
    settings: direct,
    expect: { ...served, hazards: ['answered-otherwise'] },
  },
};

testRemediation(unit, resource, {
  'a listener that forwards': {
    account: balanced(),
    settings: direct,
    expect: {
      ...served,
      says: [
        'Load balancer web answers plain HTTP: the default rule on port 80. Apply the plan: each of these becomes a redirect to HTTPS on port 443.',
        'Some of these rules match every host name: clients that use a name that no certificate covers, such as web-1.eu-west-1.elb.amazonaws.com, get a certificate error after the redirect.',
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
        'Nothing shows whether something in front of load balancer web ends TLS and speaks HTTP to it, such as a CDN, a proxy or an API Gateway VPC link: a redirect would loop. If nothing is in front, an owner can say so: set frontedBy to nothing. Otherwise let the front speak HTTPS to it first.',
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
        'Redirects lead to a port without an HTTPS listener: the default rule on port 80. Give them the port of the HTTPS listener.',
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
        secure(443, {
          DefaultActions: [
            {
              Type: 'forward',
              ForwardConfig: {
                // The same shares, said with other numbers.
                TargetGroups: [
                  { TargetGroupArn: groupArn('canary'), Weight: 10 },
                  { TargetGroupArn: groupArn('app'), Weight: 90 },
                ],
                TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 },
              },
            },
          ],
        }),
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
    expect: {
      is: 'non-compliant',
      changes: [{ on: ruleArn(1), after: [redirectTo(8443)] }],
      notes: ['any-method'],
    },
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
    expect: { is: 'non-compliant', changes: [{ on: ruleArn(1) }], notes: ['any-method'] },
  },
  'conditions as older rules carry them': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [rule(1, { Conditions: [{ Field: 'host-header', Values: ['old.example.com'] }] })],
    }),
    settings: direct,
    expect: {
      ...stopped('names-not-covered'),
      notes: ['any-method'],
      says: [
        'No certificate of the HTTPS listener on port 443 of load balancer web covers old.example.com. Add a certificate for these names to the listener; then the redirects can follow.',
      ],
    },
  },

  // Nothing can be redirected to, or not from here.
  'no listener at all': {
    account: balanced({ listeners: [] }),
    expect: {
      is: 'non-compliant',
      message: 'no-listeners',
      says: [
        'Load balancer web has no listener; AWS Config counts that as a failure. Delete the load balancer if nobody uses it; otherwise give it an HTTPS listener.',
      ],
    },
  },
  'no HTTPS listener': {
    account: balanced({ listeners: [listener(80)] }),
    expect: {
      is: 'non-compliant',
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
      is: 'non-compliant',
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
      notes: ['any-method'],
      says: [
        'No certificate of the HTTPS listener on port 443 of load balancer web covers a.b.example.com. Add a certificate for these names to the listener; then the redirects can follow.',
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
  'HTTPS port open for another security group, which may have the same members': {
    account: balanced({
      permissions: [
        { FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: 'sg-9' }] },
        { FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: 'sg-8' }] },
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['sources-not-known'],
      says: [
        "The security groups of load balancer web admit sg-9 on port 80; whether they admit them on port 443 depends on prefix lists that could not be read or on the members of security groups. Give Waxseal's role ec2:GetManagedPrefixListEntries, admit the same sources on port 443, or check by hand.",
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
        "The security groups of load balancer web could not be read: whether clients reach port 443 is not known. Give Waxseal's role ec2:DescribeSecurityGroups, or check by hand.",
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
      notes: ['any-name'],
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

  // Who sends a body over plain HTTP loses it, and nobody is asked for that alone.
  'rules that take every request method': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [rule(1), overHttps(1, { Actions: [forward('app')] })],
    }),
    target: web,
    settings: direct,
    expect: {
      is: 'non-compliant',
      changes: 1,
      notes: ['any-name', 'any-method'],
      says: [
        'Some of these rules forward requests of every method: clients that POST over plain HTTP receive the redirect, and many repeat the request as GET, without its body. Owners of APIs: move callers that send anything to HTTPS addresses.',
      ],
    },
  },
  'rules for GET and HEAD, and a fixed answer to the rest': {
    account: balanced({
      listeners: [listener(80, { DefaultActions: [fixed] }), secure(443)],
      rules: [
        rule(1, {
          Conditions: [
            { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'HEAD'] } },
          ],
        }),
      ],
    }),
    target: web,
    settings: direct,
    expect: {
      is: 'non-compliant',
      changes: 2,
      hazards: ['fixed-responses'],
      notes: ['any-name'],
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
  // The health checks of a network balancer do not follow redirects.
  'a health check that takes 200 only': {
    account: balanced(passing('TCP', 80, { HealthCheckPath: '/up', Matcher: { HttpCode: '200' } })),
    target: web,
    settings: direct,
    expect: {
      ...served,
      hazards: ['behind-network-balancer', 'health-check-refuses-redirect'],
      says: [
        'Network Load Balancer edge checks the health of load balancer web over HTTP on port 80 (target group to-web, path /up) and treats 200 as healthy. The redirect answers 301, so the network balancer would mark this one unhealthy and stop sending traffic to it. Let the matcher of target group to-web accept 301 as well, or let it check over HTTPS on the HTTPS port.',
      ],
    },
  },
  'a health check of the HTTP port, where the traffic goes to the HTTPS port': {
    account: balanced(passing('TCP', 443, { HealthCheckPort: '80', Matcher: { HttpCode: '200-299' } })),
    target: web,
    settings: direct,
    expect: { ...served, hazards: ['health-check-refuses-redirect'] },
  },
  'a health check that takes some and 301': {
    account: balanced(passing('TCP', 443, { HealthCheckPort: '80', Matcher: { HttpCode: '200,301' } })),
    target: web,
    settings: direct,
    expect: served,
  },
  'a health check that takes 301, where the redirect of an owner keeps 302': {
    account: balanced({
      ...passing('TCP', 443, { HealthCheckPort: '80', Matcher: { HttpCode: '200,301' } }),
      listeners: [
        ...passing('TCP', 443).listeners.slice(1),
        listener(80, {
          DefaultActions: [redirectTo(80, { Protocol: 'HTTP', StatusCode: 'HTTP_302', Path: '/x' })],
        }),
      ],
    }),
    target: web,
    settings: direct,
    expect: {
      is: 'non-compliant',
      changes: 1,
      hazards: ['own-redirects', 'health-check-refuses-redirect'],
      notes: ['any-name'],
    },
  },
  'a health check over HTTPS': {
    account: balanced(
      passing('TCP', 443, {
        HealthCheckProtocol: 'HTTPS',
        HealthCheckPort: '80',
        Matcher: { HttpCode: '200' },
      }),
    ),
    target: web,
    settings: direct,
    expect: served,
  },
  'a health check of the HTTPS port': {
    account: balanced(passing('TCP', 443, { Matcher: { HttpCode: '200' } })),
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
  'internal, which a proxy or a VPC link may stand before as well': {
    account: balanced({ balancer: { Scheme: 'internal' } }),
    expect: {
      ...served,
      hazards: ['front-not-excluded'],
      notes: ['any-name', 'any-method', 'inside-callers'],
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
      hazards: ['front-not-excluded', 'vpc-origins'],
      notes: ['any-name', 'any-method', 'inside-callers'],
      says: [
        'CloudFront has private origins in the VPC of load balancer web, or Waxseal has no permission to see whether it has: an origin that speaks HTTP to it would loop. Check the VPC origins of CloudFront. If this load balancer is not one of them, set frontedBy to nothing.',
      ],
    },
  },
  'internal, with private origins in another VPC': {
    account: balanced({
      balancer: { Scheme: 'internal' },
      securityGroups: [{ GroupId: 'sg-cdn', GroupName: 'CloudFront-VPCOrigins-Service-SG', VpcId: 'vpc-2' }],
    }),
    expect: {
      ...served,
      hazards: ['front-not-excluded'],
      notes: ['any-name', 'any-method', 'inside-callers'],
    },
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
        'Certificates of the HTTPS listener on port 443 could not be read (arn:aws:iam::111122223333:server-certificate/old): whether they are valid and for which names is not known. Check whether they are valid for the names that clients use.',
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
        'Certificates of the HTTPS listener on port 443 could not be read (arn:aws:acm:eu-west-1:111122223333:certificate/one): whether they are valid and for which names is not known. Check whether they are valid for the names that clients use.',
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
      is: 'non-compliant',
      changes: 1,
      hazards: ['names-not-evaluated'],
      notes: ['any-method'],
      says: [
        'Rules match host names by regular expression (^api[0-9]+\\.); whether the certificates cover them is not known. Check whether the HTTPS listener has certificates for all these names.',
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
      hazards: ['answered-otherwise'],
      says: [
        'The HTTPS listener on port 443 does not do what plain HTTP on port 80 does: requests for path /5/ would be sent to target group app by the default rule on port 443 instead of sent to target group legacy by rule 5 on port 80. Give the HTTPS listener rules that send these requests to the same targets; then only the protocol changes.',
      ],
    },
  },
  'target groups that HTTPS reaches by a rule': {
    account: balanced({
      rules: [
        rule(5, { Actions: [forward('legacy')] }),
        { ...rule(5), RuleArn: ruleArn(7, 443), Priority: '7', Actions: [forward('legacy')] },
      ],
      groups: [{ TargetGroupArn: groupArn('legacy') }],
    }),
    settings: direct,
    expect: { ...served, changes: 2 },
  },
  ...httpsOtherwise,
  'redirects of HTTPS that lead back to plain HTTP': {
    account: balanced({
      listeners: [listener(80), secure(443, { DefaultActions: [redirectTo(80, { Protocol: 'HTTP' })] })],
    }),
    settings: direct,
    expect: {
      ...stopped('https-leads-back'),
      says: [
        'The HTTPS listener on port 443 of load balancer web does not answer what plain HTTP on port 80 would send to it: the default rule on port 443 leads back to where it came from. A redirect would loop endlessly or reach a port that does not answer. Make these redirects of the HTTPS listener forwards to the targets first. Until then, plain HTTP must stay as it is.',
      ],
    },
  },
  'a rule of HTTPS that leads to HTTPS on the port of HTTP': {
    account: balanced({
      rules: [
        {
          ...rule(3, { Actions: [redirectTo(80, { Protocol: '#{protocol}' })] }),
          RuleArn: ruleArn(3, 443),
        },
      ],
    }),
    settings: direct,
    expect: {
      ...stopped('https-leads-back'),
      says: [
        'The HTTPS listener on port 443 of load balancer web does not answer what plain HTTP on port 80 would send to it: rule 3 on port 443 leads to https on port 80, which speaks HTTP. A redirect would loop endlessly or reach a port that does not answer. Make these redirects of the HTTPS listener forwards to the targets first. Until then, plain HTTP must stay as it is.',
      ],
    },
  },
  'a chain through another listener that comes back': {
    account: balanced({
      listeners: [
        listener(80),
        secure(443, { DefaultActions: [redirectTo(8443)] }),
        secure(8443, { DefaultActions: [redirectTo(80, { Protocol: 'HTTP' })] }),
      ],
      permissions: [anywhere(80), anywhere(443), anywhere(8443)],
    }),
    settings: direct,
    expect: stopped('https-leads-back'),
  },
  'a redirect of HTTPS for what plain HTTP redirects by itself': {
    account: balanced({
      listeners: [redirecting, secure(443, { DefaultActions: [redirectTo(80, { Protocol: 'HTTP' })] })],
      rules: [rule(1), { ...rule(1, { Actions: [forward('app')] }), RuleArn: ruleArn(1, 443) }],
    }),
    settings: direct,
    expect: { is: 'non-compliant', changes: 1, notes: ['any-name', 'any-method'] },
  },
  'Global Accelerator in the VPC, whatever an owner says of fronts': {
    account: balanced({ securityGroups: [{ GroupId: 'sg-aga', GroupName: 'GlobalAccelerator' }] }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['global-accelerator'],
      says: [
        'Global Accelerator sends to something in the VPC of load balancer web, or Waxseal has no permission to see whether it does. Its clients are redirected to port 443 of the accelerator. If this load balancer is an endpoint, make sure that the accelerator has listeners for these ports.',
      ],
    },
  },
  'a rule for what something in front says, which redirects already': {
    account: balanced({
      rules: [
        rule(1, {
          Conditions: [
            {
              Field: 'http-header',
              HttpHeaderConfig: { HttpHeaderName: 'X-Forwarded-Proto', Values: ['http'] },
            },
          ],
          Actions: [redirectTo(443)],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      hazards: ['headers-of-a-front'],
      says: [
        'Rules on plain HTTP of load balancer web look at headers that something in front may set (x-forwarded-proto): if it ends TLS and speaks HTTP to the balancer, a redirect loops. Find out who sets these headers, and let it speak HTTPS to the balancer first.',
      ],
    },
  },
  'any name by a wildcard needs no certificate': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [rule(1, { Conditions: host('*') })],
    }),
    settings: direct,
    expect: { ...served, changes: 1 },
  },
  'a prefix list that admits all of them': {
    account: balanced({
      permissions: [
        { FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.20.0.0/16' }] },
        { FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-office' }] },
      ],
      ec2: {
        PrefixLists: [
          {
            PrefixListId: 'pl-office',
            PrefixListName: 'office',
            Entries: ['10.20.0.0/18', '10.20.64.0/18', '10.20.128.0/17'].map((Cidr) => ({ Cidr })),
          },
        ],
      },
    }),
    settings: direct,
    expect: served,
  },
  'a prefix list that we may not see': {
    account: {
      ...balanced({
        permissions: [
          { FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.20.0.0/16' }] },
          { FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-office' }] },
        ],
        ec2: { PrefixLists: [{ PrefixListId: 'pl-office', PrefixListName: 'office' }] },
      }),
      denied: ['ec2:GetManagedPrefixListEntries'],
    },
    settings: direct,
    expect: { ...served, hazards: ['sources-not-known'] },
  },
  'issued, and past its end': {
    account: balanced({
      certificates: [
        {
          CertificateArn: certificateArn('one'),
          DomainName: 'www.example.com',
          NotAfter: '2025-01-01T00:00:00Z',
        },
      ],
    }),
    expect: { is: 'non-compliant', message: 'no-usable-certificate' },
  },
  'the default certificate is past its end, another one is good': {
    account: lapsed([listener(80), secure(443)]),
    settings: direct,
    expect: {
      ...served,
      hazards: ['default-certificate-lapsed'],
      says: [
        'The default certificate of the HTTPS listener on port 443 is no longer valid, and no other certificate covers www.example.com: clients that use these names cannot connect after the redirect. Renew the default certificate first, or make a valid one the default.',
      ],
    },
  },
  'the default certificate is past its end, and only names of a good one are asked for': {
    account: lapsed([redirecting, secure(443)], [rule(1, { Conditions: host('api.example.org') })]),
    settings: direct,
    expect: { is: 'non-compliant', changes: 1, notes: ['any-method'] },
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
      notes: ['any-name'],
      says: [
        'Plain HTTP gets a fixed response: the default rule on port 80. AWS Config still reports it as non-compliant. Approve to replace it by a redirect, or exempt the load balancer.',
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
      notes: ['any-name'],
      says: [
        'There are redirects that stay on HTTP or leave the protocol open: rule 1 on port 80, rule 2 on port 80. Each keeps its host, path and status, over HTTPS. Check whether their targets exist over HTTPS.',
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
        'Certificate authorities or others send requests to /.well-known/ over plain HTTP: rule 1 on port 80. Make sure that they follow redirects, or move to DNS validation.',
      ],
    },
  },
  'what is fetched before TLS works': {
    account: balanced({
      rules: [
        rule(1, {
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['*.crl', '/ocsp/*'] } }],
        }),
      ],
    }),
    settings: direct,
    expect: {
      ...served,
      changes: 2,
      hazards: ['before-tls'],
      says: [
        'Load balancer web looks as if something is fetched there before TLS works (*.crl; /ocsp/*): revocation lists, OCSP, certificates, firmware or checks for captive portals. Not everybody who fetches that can follow to HTTPS. Ask its users. Give what must stay on HTTP a load balancer of its own, and exempt that one.',
      ],
    },
  },
  'a name of its certificate is for revocation lists': {
    account: balanced({
      certificates: [{ CertificateArn: certificateArn('one'), DomainName: 'crl.example.com' }],
    }),
    settings: direct,
    expect: { ...served, hazards: ['before-tls'] },
  },
  'the HTTPS listener has a rule for firmware, and all plain HTTP goes there': {
    account: balanced({
      rules: [
        overHttps(1, {
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/firmware/*'] } }],
          Actions: [forward('app')],
        }),
      ],
    }),
    settings: direct,
    expect: { ...served, hazards: ['before-tls'] },
  },
  'only a path is open at a name for revocation lists': {
    account: balanced({
      listeners: [redirecting, secure(443)],
      rules: [
        rule(1, { Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/shop/*'] } }] }),
      ],
      certificates: [{ CertificateArn: certificateArn('one'), DomainName: 'crl.example.com' }],
    }),
    settings: direct,
    expect: { ...served, changes: 1 },
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
        'The HTTPS listener on port 443 asks clients for certificates; clients without one are refused after the redirect. Make sure that those who use plain HTTP have certificates.',
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
        'The HTTPS listener on port 443 authenticates users or checks tokens (authenticate-oidc), which plain HTTP does not. Make sure that those who use plain HTTP can sign in.',
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
        'The AWS Load Balancer Controller made this load balancer (shop/web) and reverts changes. Set the annotations alb.ingress.kubernetes.io/listen-ports and alb.ingress.kubernetes.io/ssl-redirect: "443" on the Ingress instead.',
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
        'Elastic Beanstalk made this load balancer (shop) and reverts changes when the environment is updated. Set the listener in the option namespace aws:elbv2:listener:default, or redirect by an .ebextensions resource.',
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
        'The CloudFormation stack shop made this load balancer: the change is drift, and an update may revert it. Set the redirect in DefaultActions and Actions of its AWS::ElasticLoadBalancingV2::Listener and ListenerRule.',
      ],
    },
  },
  'one more redirect that leads nowhere': {
    account: balanced({ rules: [rule(3, { Actions: [redirectTo(8443)] })] }),
    settings: direct,
    expect: {
      ...served,
      notes: ['any-name', 'any-method', 'dead-redirects'],
      says: [
        'Redirects lead to a port without an HTTPS listener: rule 3 on port 80. Give them the port of the HTTPS listener.',
      ],
    },
  },

  ...deployments,

  // Other states and kinds.
  'not ready yet': {
    account: balanced({ balancer: { State: { Code: 'provisioning' } } }),
    expect: {
      is: 'pending',
      message: 'not-ready',
      says: ['Load balancer web is provisioning; AWS is still changing it.'],
    },
  },
  'a network balancer': {
    account: balanced({ balancers: [{ LoadBalancerArn: edge }] }),
    target: edge,
    expect: {
      is: 'not-applicable',
      message: 'not-application',
      says: ['edge is no Application Load Balancer.'],
    },
  },
  'a balancer that is gone': { account: balanced(), target: `${web}9`, gone: true },
});

describe('who would break is asked', () => {
  test.each([
    ['of forwards', balanced(), undefined],
    [
      'of redirects to HTTPS beside them',
      balanced({ rules: [rule(1, { Actions: [redirectTo(443)] })] }),
      undefined,
    ],
    [
      'of redirects that stay on HTTP, too',
      balanced({
        rules: [rule(1, { Actions: [redirectTo(80, { Protocol: 'HTTP', Host: 'new.example.com' })] })],
      }),
      { redirects: 'also to HTTP' },
    ],
  ])('%s', async (_name, account, given) => {
    const stand = await standOf(unit, resource, { account });
    const state = await unit.read(stand.target, stand.ports.clouds.look(stand.location));
    expect(state && unit.evidence?.(state, stand.target, direct)[0]?.given).toEqual(given);
  });
});

describe('what could not be put back', () => {
  test.each([
    ['an unknown action', [{ Type: 'other' as const, name: 'teleport' }]],
    ['no action', []],
    ['nothing', null],
  ])('%s is never written', async (_name, value) => {
    const stand = await standOf(unit, resource, { account: balanced() });
    const aws = await stand.ports.clouds.write(stand.location, {
      run: 'r',
      remediation: unit.meta.id,
      kind: 'remediate',
    });
    for (const field of [unit.fields.defaultActions, unit.fields.ruleActions])
      await expect(field.put(listenerArn(80), value, { value: null }, stand.target, aws)).rejects.toThrow(
        TypeError,
      );
    expect(stand.host.writes()).toEqual([]);
  });
});
