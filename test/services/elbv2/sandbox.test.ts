import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost } from '../../../src/sandbox/host.ts';
import {
  balanced,
  certificateArn,
  forward,
  groupArn,
  listener,
  listenerArn,
  redirectTo,
  rule,
  ruleArn,
  secure,
  web,
  type Action,
} from './balancers.ts';

const account = balanced({
  rules: [1, 2, 3, 4, 5, 6].map((priority) => rule(priority)),
  groups: [{ TargetGroupArn: groupArn('canary') }],
});
const host = () => startHost(loadAccount(account));
const call = (operation: string, input: Readonly<Record<string, unknown>>): object =>
  host().write({ operation: `elasticloadbalancingv2:${operation}`, input });
/** The name of what the SDK would throw. */
const refusalOf = (operation: string, input: Readonly<Record<string, unknown>>): string => {
  try {
    call(operation, input);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.name : 'something else';
  }
};

const http = (...actions: readonly Action[]) => ({ ListenerArn: listenerArn(80), DefaultActions: actions });
const https = (...actions: readonly Action[]) => ({ ListenerArn: listenerArn(443), DefaultActions: actions });
const fixed: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } };
const none = listenerArn(9);

describe('what AWS refuses', () => {
  test.each<readonly [string, string, Readonly<Record<string, unknown>>, string]>([
    ['a redirect', 'ModifyListener', http(redirectTo(443)), 'none'],
    [
      'a redirect to itself',
      'ModifyListener',
      http(redirectTo(80, { Protocol: 'HTTP' })),
      'InvalidLoadBalancerActionException',
    ],
    [
      'the same, by placeholders',
      'ModifyListener',
      http(redirectTo(80, { Protocol: '#{protocol}', Port: '#{port}' })),
      'InvalidLoadBalancerActionException',
    ],
    [
      'a redirect on HTTPS to itself',
      'ModifyListener',
      https(redirectTo(443)),
      'InvalidLoadBalancerActionException',
    ],
    [
      'HTTPS to HTTP',
      'ModifyListener',
      https(redirectTo(80, { Protocol: 'HTTP' })),
      'InvalidLoadBalancerActionException',
    ],
    ['status 308', 'ModifyListener', http(redirectTo(443, { StatusCode: 'HTTP_308' })), 'ValidationError'],
    ['a port that is none', 'ModifyListener', http(redirectTo(443, { Port: 'https' })), 'ValidationError'],
    [
      'a protocol that is none',
      'ModifyListener',
      http(redirectTo(443, { Protocol: 'https' })),
      'ValidationError',
    ],
    ['no configuration', 'ModifyListener', http({ Type: 'redirect' }), 'ValidationError'],
    [
      'one group, said twice',
      'ModifyListener',
      http({ ...forward('app'), ForwardConfig: { TargetGroups: [{ TargetGroupArn: groupArn('app') }] } }),
      'none',
    ],
    [
      'two groups, said differently',
      'ModifyListener',
      http({ ...forward('app', 'canary'), TargetGroupArn: groupArn('app') }),
      'ValidationError',
    ],
    ['a forward to nothing', 'ModifyListener', http({ Type: 'forward' }), 'ValidationError'],
    ['a group that is not there', 'ModifyListener', http(forward('gone')), 'TargetGroupNotFoundException'],
    [
      'a fixed 302',
      'ModifyListener',
      http({ ...fixed, FixedResponseConfig: { StatusCode: '302' } }),
      'ValidationError',
    ],
    [
      'two ends',
      'ModifyListener',
      http({ ...fixed, Order: 1 }, { ...forward('app'), Order: 2 }),
      'InvalidLoadBalancerActionException',
    ],
    [
      'sign-in on HTTP',
      'ModifyListener',
      http({ Type: 'authenticate-oidc', Order: 1 }, { ...forward('app'), Order: 2 }),
      'InvalidLoadBalancerActionException',
    ],
    [
      'several without order',
      'ModifyListener',
      https({ Type: 'authenticate-oidc' }, forward('app')),
      'InvalidLoadBalancerActionException',
    ],
    ['a listener that is not there', 'ModifyListener', { ListenerArn: none }, 'ListenerNotFoundException'],
    [
      'a policy that is not there',
      'ModifyListener',
      { ListenerArn: listenerArn(443), SslPolicy: 'x' },
      'SSLPolicyNotFoundException',
    ],
    [
      'a policy on HTTP',
      'ModifyListener',
      { ListenerArn: listenerArn(80), SslPolicy: 'ELBSecurityPolicy-2016-08' },
      'ValidationError',
    ],
    ['a rule', 'ModifyRule', { RuleArn: ruleArn(1), Actions: [redirectTo(443)] }, 'none'],
    ['nothing about a rule', 'ModifyRule', { RuleArn: ruleArn(1) }, 'ValidationError'],
    [
      'a rule that is not there',
      'ModifyRule',
      { RuleArn: ruleArn(99), Actions: [fixed] },
      'RuleNotFoundException',
    ],
    [
      'a default rule',
      'ModifyRule',
      { RuleArn: ruleArn('default'), Actions: [fixed] },
      'OperationNotPermittedException',
    ],
    ['neither balancer nor listeners', 'DescribeListeners', {}, 'ValidationError'],
    [
      'listeners that are not there',
      'DescribeListeners',
      { ListenerArns: [none] },
      'ListenerNotFoundException',
    ],
    [
      'listeners of no balancer',
      'DescribeListeners',
      { LoadBalancerArn: `${web}0` },
      'LoadBalancerNotFoundException',
    ],
    ['rules that are not there', 'DescribeRules', { RuleArns: [ruleArn(99)] }, 'RuleNotFoundException'],
    [
      'balancers that are not there',
      'DescribeLoadBalancers',
      { LoadBalancerArns: [`${web}0`] },
      'LoadBalancerNotFoundException',
    ],
    ['too large pages', 'DescribeLoadBalancers', { PageSize: 401 }, 'ValidationError'],
    [
      'tags of 21',
      'DescribeTags',
      { ResourceArns: Array.from({ length: 21 }, () => web) },
      'ValidationError',
    ],
    ['policies that are not there', 'DescribeSSLPolicies', { Names: ['x'] }, 'SSLPolicyNotFoundException'],
  ])('%s: %s', (_name, operation, input, refusal) => {
    expect(refusalOf(operation, input)).toBe(refusal);
  });
});

describe('what AWS answers', () => {
  test('a forward to one group twice, with defaults', () => {
    expect(call('DescribeListeners', { ListenerArns: [listenerArn(80)] })).toMatchObject({
      Listeners: [
        {
          DefaultActions: [
            {
              TargetGroupArn: groupArn('app'),
              ForwardConfig: {
                TargetGroups: [{ TargetGroupArn: groupArn('app'), Weight: 1 }],
                TargetGroupStickinessConfig: { Enabled: false },
              },
            },
          ],
        },
      ],
    });
  });

  test('rules by priority, the default last, in pages', () => {
    const first = call('DescribeRules', { ListenerArn: listenerArn(80) });
    expect(first).toMatchObject({ Rules: [1, 2, 3, 4, 5].map((priority) => ({ Priority: `${priority}` })) });
    const Marker = 'NextMarker' in first ? first.NextMarker : undefined;
    const second = call('DescribeRules', { ListenerArn: listenerArn(80), Marker });
    expect(second).toMatchObject({ Rules: [{ Priority: '6' }, { Priority: 'default', IsDefault: true }] });
    expect(second).not.toHaveProperty('NextMarker');
  });

  test('what is not named stays', () => {
    const live = host();
    const input = { ListenerArn: listenerArn(443), SslPolicy: 'ELBSecurityPolicy-2016-08' };
    live.write({ operation: 'elasticloadbalancingv2:ModifyListener', input });
    const [, before] = host().world().elbv2.Listeners;
    const [, after] = live.world().elbv2.Listeners;
    expect(after).toEqual({ ...before, SslPolicy: 'ELBSecurityPolicy-2016-08' });
  });
});

describe('impossible accounts', () => {
  test.each<readonly [string, Parameters<typeof balanced>[0]]>([
    ['HTTPS without certificate', { listeners: [secure(443, { Certificates: [] })] }],
    [
      'a certificate that is not there',
      { listeners: [secure(443, { Certificates: [{ CertificateArn: certificateArn('x') }] })] },
    ],
    ['HTTP with a policy', { listeners: [listener(80, { SslPolicy: 'ELBSecurityPolicy-2016-08' })] }],
    ['a listener of another balancer', { listeners: [{ ...listener(80), LoadBalancerArn: `${web}0` }] }],
    ['a rule without listener', { listeners: [], rules: [rule(1)] }],
    ['a loop', { listeners: [listener(80, { DefaultActions: [redirectTo(80, { Protocol: 'HTTP' })] })] }],
    ['a group that is not there', { listeners: [listener(80, { DefaultActions: [forward('x')] })] }],
    [
      'a Classic Load Balancer',
      { balancers: [{ LoadBalancerArn: web.replace('/app/web/50dc6c495c0c9188', '/web') }] },
    ],
  ])('%s', (_name, given) => {
    expect(() => loadAccount(balanced(given))).toThrow('no possible account');
  });
});
