import { sandboxRoom } from '../../../sandbox/room.ts';
import { eventbridge } from './operations.ts';
import { eventbridgeRecords, loadEventbridge } from './records.ts';

export type { Eventbridge as Slice } from './records.ts';

export default sandboxRoom({
  client: 'EventBridgeClient',
  prefix: 'events',
  records: eventbridgeRecords,
  load: loadEventbridge,
  operations: eventbridge,
  shows: { names: ['Name'], policies: ['Policy'] },
});
