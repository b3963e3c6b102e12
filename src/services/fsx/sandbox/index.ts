import { sandboxRoom } from '../../../sandbox/room.ts';
import { fsx } from './operations.ts';
import { loadFsx, fsxRecords } from './records.ts';

export type { Fsx as Slice } from './records.ts';

export default sandboxRoom({
  client: 'FSxClient',
  prefix: 'fsx',
  records: fsxRecords,
  load: loadFsx,
  operations: fsx,
  shows: { names: ['FileSystemId'] },
});
