import { sandboxRoom } from '../../../sandbox/room.ts';
import { datasync } from './operations.ts';
import { loadDatasync, datasyncRecords } from './records.ts';

export type { Datasync as Slice } from './records.ts';

export default sandboxRoom({
  client: 'DataSyncClient',
  prefix: 'datasync',
  records: datasyncRecords,
  load: loadDatasync,
  operations: datasync,
  shows: { names: ['Id'] },
});
