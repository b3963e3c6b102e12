import { sandboxRoom } from '../../../sandbox/room.ts';
import { batch } from './operations.ts';
import { batchRecords, loadBatch } from './records.ts';

export type { Batch as Slice } from './records.ts';

export default sandboxRoom({
  client: 'BatchClient',
  prefix: 'batch',
  records: batchRecords,
  load: loadBatch,
  operations: batch,
  shows: { names: ['jobDefinitionArn', 'name'] },
});
