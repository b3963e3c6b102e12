import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/source.ts';
import { redirectTo } from '../../balancers.ts';

const changing = (set: string, after: unknown) =>
  source({ set, on: 'its-arn', before: null, after, impact: ['redirects-clients'] });

test('the redirect of a rule', () => {
  expect(changing('ruleActions', [redirectTo(443)])).toEqual({
    cloudformation: `# AWS::ElasticLoadBalancingV2::ListenerRule its-arn
Actions:
  - Type: redirect
    RedirectConfig:
      Protocol: "HTTPS"
      Port: "443"
      Host: "#{host}"
      Path: "/#{path}"
      Query: "#{query}"
      StatusCode: "HTTP_301"`,
    cdk: `// rule its-arn
action: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', host: '#{host}', path: '/#{path}', query: '#{query}', permanent: true }),`,
    terraform: `# aws_lb_listener_rule its-arn
action {
  type = "redirect"
  redirect {
    protocol = "HTTPS"
    port = "443"
    host = "#{host}"
    path = "/#{path}"
    query = "#{query}"
    status_code = "HTTP_301"
  }
}`,
  });
});

test('the redirect of a listener, which its owner wanted to be found elsewhere for a while', () => {
  const change = changing('defaultActions', [redirectTo(8443, { StatusCode: 'HTTP_302' })]);
  expect(change?.cloudformation).toContain(
    '# AWS::ElasticLoadBalancingV2::Listener its-arn\nDefaultActions:\n',
  );
  expect(change?.cloudformation).toContain('StatusCode: "HTTP_302"');
  expect(change?.cdk).toMatch(/^\/\/ listener its-arn\ndefaultAction: .*, permanent: false \}\),$/);
  expect(change?.terraform).toMatch(/^# aws_lb_listener its-arn\ndefault_action \{\n/);
});

test.each([
  [null],
  [[]],
  [[null]],
  [['redirect']],
  [[{ Type: 'forward', TargetGroupArn: 'x' }]],
  [[{ Type: 'forward', RedirectConfig: {} }]],
  [[{ RedirectConfig: { Protocol: 'HTTPS' } }]],
  [[{ Type: 'redirect' }]],
])('%j is no redirect, so nothing is written', (after) => {
  expect(changing('ruleActions', after)).toBeUndefined();
});
