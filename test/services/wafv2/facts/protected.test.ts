import { expect, test } from 'vitest';
import { remediations } from '../../../../src/services/index.ts';
import { behindOf } from '../../../../src/services/wafv2/facts/protected.ts';

const place = 'eu-west-1:111122223333';
const unseen = 'no remediation looks at it: probe it';

test.each([
  [
    `arn:aws:elasticloadbalancing:${place}:loadbalancer/app/web/50dc6c495c0c9188`,
    'Application Load Balancer web (alb-listener-https-redirect and elb-listener-tls-policy evaluate it)',
  ],
  [
    'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/live',
    'stage live of REST API a1b2c3 (apigateway-rest-api-tls-policy evaluates it)',
  ],
  [
    'arn:aws:cloudfront::111122223333:distribution/E1ABC',
    'distribution E1ABC (cloudfront-viewer-https and cloudfront-minimum-tls evaluate it)',
  ],
  [`arn:aws:appsync:${place}:apis/abc`, `AppSync API abc (${unseen})`],
  [`arn:aws:cognito-idp:${place}:userpool/eu-west-1_Ab`, `Cognito user pool eu-west-1_Ab (${unseen})`],
  [`arn:aws:apprunner:${place}:service/pay/0a1b`, `App Runner service pay/0a1b (${unseen})`],
  [`arn:aws:ec2:${place}:verified-access-instance/vai-0a`, `Verified Access instance vai-0a (${unseen})`],
  [`arn:aws:amplify:${place}:apps/d1a2`, `Amplify app d1a2 (${unseen})`],
  [`arn:aws:bedrock-agentcore:${place}:gateway/g-1`, `AgentCore gateway g-1 (${unseen})`],
  [`arn:aws:newer:${place}:thing/t`, `arn:aws:newer:${place}:thing/t (${unseen})`],
  [
    `arn:aws:elasticloadbalancing:${place}:loadbalancer/net/web/50dc6c495c0c9188`,
    `arn:aws:elasticloadbalancing:${place}:loadbalancer/net/web/50dc6c495c0c9188 (${unseen})`,
  ],
])('%s', (arn, expected) => {
  expect(behindOf(arn)).toBe(expected);
  const named = /\(([^)]*)\)/.exec(expected)?.[1]?.match(/[a-z]+(?:-[a-z]+){2,}/g) ?? [];
  expect(named.filter((id) => !Object.hasOwn(remediations, id))).toEqual([]);
});
