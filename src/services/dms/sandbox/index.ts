import { sandboxRoom } from '../../../sandbox/room.ts';
import { dms } from './operations.ts';
import { dmsRecords, loadDms } from './records.ts';

export type { Dms as Slice } from './records.ts';

export default sandboxRoom({
  client: 'DatabaseMigrationServiceClient',
  prefix: 'dms',
  records: dmsRecords,
  load: loadDms,
  operations: dms,
  shows: { names: ['EndpointIdentifier', 'ReplicationTaskIdentifier', 'ReplicationConfigIdentifier'] },
});
