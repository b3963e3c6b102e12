import { sandboxRoom } from '../../../sandbox/room.ts';
import { kms } from './operations.ts';
import { kmsRecords, loadKms } from './records.ts';

export type { Kms as Slice } from './records.ts';

export default sandboxRoom({
  client: 'KMSClient',
  prefix: 'kms',
  records: kmsRecords,
  load: loadKms,
  operations: kms,
  shows: { names: ['KeyId'], policies: ['Policy'] },
});
