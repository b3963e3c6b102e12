import { sandboxRoom } from '../../../sandbox/room.ts';
import { dax } from './operations.ts';
import { loadDax, daxRecords } from './records.ts';

export type { Dax as Slice } from './records.ts';

export default sandboxRoom({
  client: 'DAXClient',
  prefix: 'dax',
  records: daxRecords,
  load: loadDax,
  operations: dax,
  shows: { names: ['ClusterName'] },
});
