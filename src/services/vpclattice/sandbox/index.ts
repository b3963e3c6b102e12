import { sandboxRoom } from '../../../sandbox/room.ts';
import { vpclattice } from './operations.ts';
import { loadVpclattice, vpclatticeRecords } from './records.ts';

export type { Vpclattice as Slice } from './records.ts';

export default sandboxRoom({
  client: 'VPCLatticeClient',
  prefix: 'vpclattice',
  records: vpclatticeRecords,
  load: loadVpclattice,
  operations: vpclattice,
  shows: { names: ['id'] },
});
