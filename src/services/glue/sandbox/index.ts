import { sandboxRoom } from '../../../sandbox/room.ts';
import { glue } from './operations.ts';
import { glueRecords, loadGlue } from './records.ts';

export type { Glue as Slice } from './records.ts';

export default sandboxRoom({
  client: 'GlueClient',
  prefix: 'glue',
  records: glueRecords,
  load: loadGlue,
  operations: glue,
  shows: { names: ['Name'] },
});
