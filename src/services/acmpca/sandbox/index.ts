import { sandboxRoom } from '../../../sandbox/room.ts';
import { acmpca } from './operations.ts';
import { acmpcaRecords } from './records.ts';

export type { Acmpca as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ACMPCAClient',
  prefix: 'acmpca',
  records: acmpcaRecords,
  load: (records) => records,
  operations: acmpca,
  shows: { names: ['Arn'] },
});
