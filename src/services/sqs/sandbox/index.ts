import { sandboxRoom } from '../../../sandbox/room.ts';
import { sqs } from './operations.ts';
import { queue } from './probes.ts';
import { loadSqs, sqsRecords } from './records.ts';

export type { Sqs as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SQSClient',
  prefix: 'sqs',
  records: sqsRecords,
  load: loadSqs,
  operations: sqs,
  probes: { 'AWS::SQS::Queue': queue },
  shows: { names: ['Name'], policies: ['Policy'] },
});
