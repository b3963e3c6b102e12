import { sandboxRoom } from '../../../sandbox/room.ts';
import { apigateway } from './operations.ts';
import { apigatewayRecords, loadApigateway } from './records.ts';

export type { Apigateway as Slice } from './records.ts';

export default sandboxRoom({
  client: 'APIGatewayClient',
  prefix: 'apigateway',
  records: apigatewayRecords,
  load: loadApigateway,
  operations: apigateway,
  shows: { names: ['domainName', 'stageName', 'clientCertificateId', 'id'] },
});
