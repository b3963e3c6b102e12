import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { calling, rest } from '../integrations.ts';

const parts = evaluatedContract({
  type: 'AWS::ApiGateway::RestApi',
  remediation: 'apigateway-integration-https',
  arn: `arn:aws:apigateway:eu-west-1::/restapis/${rest}`,
  // Methods, routes, stages and deployments each name their API.
  isRemediated: ({ id }, account) => {
    const entries = [...account];
    const own = entries
      .filter(([path, value]) => /\.(?:restApiId|ApiId)$/.test(path) && value.replaceAll('"', '') === id)
      .map(([path]) => path.replace(/[^.]+$/, ''));
    return !entries.some(([path, value]) => own.some((at) => path.startsWith(at)) && /^"?http:/i.test(value));
  },
  scene: { target: rest, account: calling('http://shop.example.com/orders') },
});

/** What the tests must know of integrations; what they must know of each API is said beside the unit that writes. */
export const apigatewayIntegrationHttps: Contract = { promises: parts.promises ?? {} };
