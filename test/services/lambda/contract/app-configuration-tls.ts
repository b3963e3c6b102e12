import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

/** What the tests must know of each function. Every member: `test/kit/contract.ts`. */
export const appConfigurationTls: Contract = {
  ...evaluatedContract({
    type: 'AWS::Lambda::Function',
    remediation: 'app-configuration-tls',
    arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
    isRemediated: ({ id }, account) =>
      ![...account].some(
        ([path, value]) => path.startsWith(`lambda.Functions[${id}]`) && /redis:\/\//.test(value),
      ),
    scene: {
      target: 'orders',
      account: {
        lambda: {
          Functions: [
            {
              FunctionName: 'orders',
              Environment: { Variables: { REDIS_URL: 'redis://cache.shop.io:6379' } },
              Tags: { team: 'shop' },
            },
          ],
        },
      },
    },
  }),
  withoutEvidence: {
    'app-configuration-tls': {
      not: 'Nothing is written; what servers log of their clients is asked when they are to refuse plaintext.',
    },
  },
  sets: { 'lambda:ListAliases': 'Aliases' },
  // As the image is started.
  ordered: {
    'lambda:GetFunctionConfiguration': [
      'ImageConfigResponse.ImageConfig.EntryPoint',
      'ImageConfigResponse.ImageConfig.Command',
    ],
    'lambda:ListFunctions': [
      'Functions.ImageConfigResponse.ImageConfig.EntryPoint',
      'Functions.ImageConfigResponse.ImageConfig.Command',
    ],
  },
};
