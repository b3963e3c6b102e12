import { sandboxRoom } from '../../../sandbox/room.ts';
import { cloudwatch } from './operations.ts';
import { cloudWatchRecords } from './records.ts';

export type { CloudWatch as Slice } from './records.ts';

export default sandboxRoom({
  client: 'CloudWatchClient',
  prefix: 'cloudwatch',
  records: cloudWatchRecords,
  optional: true,
  load: (records) => records,
  operations: cloudwatch,
  business: true,
});
