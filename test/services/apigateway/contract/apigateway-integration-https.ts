import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { calling, rest } from '../integrations.ts';

const parts = evaluatedContract({
  type: 'AWS::ApiGateway::RestApi',
  remediation: 'apigateway-integration-https',
  arn: `arn:aws:apigateway:eu-west-1::/restapis/${rest}`,
  // The scene has one API with one stage, whose deployment is of what is written.
  isRemediated: (_target, account) => ![...account.values()].some((value) => /^"?http:/i.test(value)),
  scene: { target: rest, account: calling('http://shop.example.com/orders') },
});

/** What the tests must know of integrations; what they must know of each API is said beside the unit that writes. */
export const apigatewayIntegrationHttps: Contract = { promises: parts.promises ?? {} };
