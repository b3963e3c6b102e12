import { sandboxRoom } from '../../../sandbox/room.ts';
import { transfer } from './operations.ts';
import { server } from './probes.ts';
import { loadTransfer, transferRecords } from './records.ts';

export type { Transfer as Slice } from './records.ts';

export default sandboxRoom({
  client: 'TransferClient',
  prefix: 'transfer',
  records: transferRecords,
  load: loadTransfer,
  operations: transfer,
  probes: { 'AWS::Transfer::Server': server },
  shows: { names: ['ServerId'], whole: ['Protocols'] },
});
