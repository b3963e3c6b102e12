import { sandboxRoom } from '../../../sandbox/room.ts';
import { iot } from './operations.ts';
import { loadIot, iotRecords } from './records.ts';

export type { Iot as Slice } from './records.ts';

export default sandboxRoom({
  client: 'IoTClient',
  prefix: 'iot',
  records: iotRecords,
  load: loadIot,
  operations: iot,
  shows: { names: ['domainConfigurationName'] },
});
