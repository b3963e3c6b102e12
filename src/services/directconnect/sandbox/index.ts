import { sandboxRoom } from '../../../sandbox/room.ts';
import { directconnect } from './operations.ts';
import { loadDirectconnect, directconnectRecords } from './records.ts';

export type { Directconnect as Slice } from './records.ts';

export default sandboxRoom({
  client: 'DirectConnectClient',
  prefix: 'directconnect',
  records: directconnectRecords,
  load: loadDirectconnect,
  operations: directconnect,
  shows: { names: ['connectionId', 'lagId'] },
});
