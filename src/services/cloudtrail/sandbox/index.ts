import { sandboxRoom } from '../../../sandbox/room.ts';
import { cloudtrail } from './operations.ts';
import { cloudTrailRecords } from './records.ts';

export type { CloudTrail as Slice } from './records.ts';

export default sandboxRoom({
  client: 'CloudTrailClient',
  prefix: 'cloudtrail',
  records: cloudTrailRecords,
  optional: true,
  load: (records) => records,
  operations: cloudtrail,
  business: true,
});
