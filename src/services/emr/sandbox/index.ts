import { sandboxRoom } from '../../../sandbox/room.ts';
import { emr } from './operations.ts';
import { loadEmr, emrRecords } from './records.ts';

export type { Emr as Slice } from './records.ts';

export default sandboxRoom({
  client: 'EMRClient',
  prefix: 'elasticmapreduce',
  records: emrRecords,
  load: loadEmr,
  operations: emr,
  shows: { names: ['Name'] },
});
