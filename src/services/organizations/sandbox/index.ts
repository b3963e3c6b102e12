import { sandboxRoom } from '../../../sandbox/room.ts';
import { organizations } from './operations.ts';
import { organizationsRecords } from './records.ts';

export type { Organizations as Slice } from './records.ts';

export default sandboxRoom({
  client: 'OrganizationsClient',
  prefix: 'organizations',
  records: organizationsRecords,
  optional: true,
  load: (records) => records,
  operations: organizations,
  business: true,
});
