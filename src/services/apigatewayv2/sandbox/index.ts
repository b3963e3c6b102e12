import { sandboxRoom } from '../../../sandbox/room.ts';
import { apigatewayv2 } from './operations.ts';
import { loadApigatewayv2, apigatewayv2Records } from './records.ts';

export type { Apigatewayv2 as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ApiGatewayV2Client',
  prefix: 'apigatewayv2',
  records: apigatewayv2Records,
  load: loadApigatewayv2,
  operations: apigatewayv2,
  shows: { names: ['IntegrationId', 'StageName', 'RouteId', 'ApiId', 'ApiMappingId'] },
});
