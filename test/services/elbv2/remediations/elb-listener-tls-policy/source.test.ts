import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/elbv2/remediations/elb-listener-tls-policy/source.ts';

const changing = (after: unknown) =>
  source({ set: 'sslPolicy', on: 'the-listener', before: null, after, impact: ['none'] });

test('the security policy where the listener is described', () => {
  expect(changing('ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09')).toEqual({
    cloudformation: `# AWS::ElasticLoadBalancingV2::Listener the-listener
SslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"`,
    cdk: `// listener the-listener
const cfnListener = listener.node.defaultChild as elbv2.CfnListener;
cfnListener.sslPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';`,
    terraform: `# aws_lb_listener the-listener
ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"`,
  });
});

test('what is no name of a policy has no place in code', () => {
  expect(changing(null)).toBeUndefined();
});
