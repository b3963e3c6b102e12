import { sandboxRoom } from '../../../sandbox/room.ts';
import { ecr } from './operations.ts';
import { loadEcr, ecrRecords } from './records.ts';

export type { Ecr as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ECRClient',
  prefix: 'ecr',
  records: ecrRecords,
  load: loadEcr,
  operations: ecr,
  shows: { names: ['Name'], policies: ['Policy'] },
});
