import { sandboxRoom } from '../../../sandbox/room.ts';
import { acm } from './operations.ts';
import { acmRecords } from './records.ts';

export type { Acm as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ACMClient',
  prefix: 'acm',
  records: acmRecords,
  load: (records) => records,
  operations: acm,
  shows: { names: ['CertificateArn'] },
});
