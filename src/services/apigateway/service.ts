import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** REST APIs: the stages that write access logs. */
export default service({
  client: 'APIGatewayClient',
  prefix: 'apigateway',
  iam,
  reads: ['GetStages'],
  writes: [],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-permissions-reference.html
  needs: { GetStages: ['apigateway:GET'] },
  // One action for whatever is read: both services of API Gateway say the same of it.
  narrowed: {
    GET: { on: ['apimappings', 'stages'], because: 'Nothing else is read: keys of APIs are secrets.' },
  },
  // The reference has two patterns for the stages of both kinds of API.
  arns: { stages: 'arn:{partition}:apigateway:{region}::/*/stages' },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  rate: { bucket: 10, perSecond: 5 },
});
