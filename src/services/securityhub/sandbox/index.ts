import { sandboxRoom } from '../../../sandbox/room.ts';
import { securityhub } from './operations.ts';
import { securityhubRecords } from './records.ts';

export type { SecurityHub as Slice } from './records.ts';

/** Asked for the report alone: nothing in it is a resource. */
export default sandboxRoom({
  client: 'SecurityHubClient',
  prefix: 'securityhub',
  records: securityhubRecords,
  optional: true,
  load: (records) => records,
  operations: securityhub,
  business: true,
});
