import { sandboxRoom } from '../../../sandbox/room.ts';
import { guardduty } from './operations.ts';
import { guarddutyRecords } from './records.ts';

export type { GuardDuty as Slice } from './records.ts';

/** Asked for the report alone: nothing in it is a resource. */
export default sandboxRoom({
  client: 'GuardDutyClient',
  prefix: 'guardduty',
  records: guarddutyRecords,
  optional: true,
  load: (records) => records,
  operations: guardduty,
  business: true,
});
