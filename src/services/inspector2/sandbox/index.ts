import { sandboxRoom } from '../../../sandbox/room.ts';
import { inspector2 } from './operations.ts';
import { inspector2Records } from './records.ts';

export type { Inspector2 as Slice } from './records.ts';

/** Asked for the report alone: nothing in it is a resource. */
export default sandboxRoom({
  client: 'Inspector2Client',
  prefix: 'inspector2',
  records: inspector2Records,
  optional: true,
  load: (records) => records,
  operations: inspector2,
  business: true,
});
