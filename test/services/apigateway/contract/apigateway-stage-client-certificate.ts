import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { live } from '../stages.ts';

/** What the tests must know of the client certificate of a stage. */
export const apigatewayStageClientCertificate: Contract = {
  ...valueContract({
    type: 'AWS::ApiGateway::Stage',
    remediation: 'apigateway-stage-client-certificate',
    at: 'apigateway.Stages',
    value: /^\.clientCertificateId$/,
    good: ['cert01', 'cert02'],
    field: 'clientCertificateId',
    shows: () => '.clientCertificateId',
    others: ['theirs1', 'theirs2'],
    writes: 'apigateway:UpdateStage',
    reads: 'apigateway:GetStage',
    beside: ({ apigateway: { Stages } }, stageName) => ({
      write: {
        operation: 'apigateway:UpdateStage',
        input: {
          restApiId: Stages.find((one) => one.stageName === stageName)?.restApiId,
          stageName,
          patchOperations: [{ op: 'replace', path: '/description', value: 'theirs' }],
        },
      },
      path: `apigateway.Stages[${stageName}].description`,
      shows: 'theirs',
    }),
    scene: {
      target: 'a1b2c3d4e5/live',
      account: live({ Tags: { team: 'shop' } }),
    },
  }),
  neverAbsent: [],
  withoutEvidence: {
    'apigateway-stage-client-certificate': {
      not: 'No log of AWS tells which servers ask API Gateway for a client certificate, nor what they make of one.',
    },
  },
};
