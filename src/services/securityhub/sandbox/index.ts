import { sandboxRoom } from '../../../sandbox/room.ts';
import { securityHub } from './operations.ts';
import { securityHubRecords } from './records.ts';

export type { SecurityHub as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SecurityHubClient',
  prefix: 'securityhub',
  records: securityHubRecords,
  optional: true,
  load: (records) => records,
  operations: securityHub,
  business: true,
});
