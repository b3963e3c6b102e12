import { sandboxRoom } from '../../../sandbox/room.ts';
import { memorydb } from './operations.ts';
import { loadMemorydb, memorydbRecords } from './records.ts';

export type { Memorydb as Slice } from './records.ts';

export default sandboxRoom({
  client: 'MemoryDBClient',
  prefix: 'memorydb',
  records: memorydbRecords,
  load: loadMemorydb,
  operations: memorydb,
  shows: { names: ['Name'] },
});
