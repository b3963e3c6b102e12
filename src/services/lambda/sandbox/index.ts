import { sandboxRoom } from '../../../sandbox/room.ts';
import { lambda } from './operations.ts';
import { lambdaRecords, loadLambda } from './records.ts';

export type { Lambda as Slice } from './records.ts';

export default sandboxRoom({
  client: 'LambdaClient',
  prefix: 'lambda',
  records: lambdaRecords,
  load: loadLambda,
  operations: lambda,
  shows: { names: ['FunctionName'] },
});
