import { sandboxRoom } from '../../../sandbox/room.ts';
import { sqs } from './operations.ts';
import { loadSqs, sqsRecords } from './records.ts';

export type { Sqs as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SQSClient',
  prefix: 'sqs',
  records: sqsRecords,
  load: loadSqs,
  operations: sqs,
  shows: { names: ['Name'], policies: ['Policy'] },
});
