import { sandboxRoom } from '../../../sandbox/room.ts';
import { iam } from './operations.ts';
import { loadIam, iamRecords } from './records.ts';

export type { Iam as Slice } from './records.ts';

export default sandboxRoom({
  client: 'IAMClient',
  prefix: 'iam',
  records: iamRecords,
  load: loadIam,
  operations: iam,
  shows: { names: ['ServerCertificateName'] },
});
