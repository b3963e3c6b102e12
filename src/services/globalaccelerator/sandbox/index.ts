import { sandboxRoom } from '../../../sandbox/room.ts';
import { globalaccelerator } from './operations.ts';
import { globalacceleratorRecords } from './records.ts';

export type { Globalaccelerator as Slice } from './records.ts';

export default sandboxRoom({
  client: 'GlobalAcceleratorClient',
  prefix: 'globalaccelerator',
  records: globalacceleratorRecords,
  load: (records) => records,
  operations: globalaccelerator,
  shows: { names: ['AcceleratorArn', 'EndpointGroupArn', 'ListenerArn'] },
});
