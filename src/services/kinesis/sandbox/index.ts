import { sandboxRoom } from '../../../sandbox/room.ts';
import { kinesis } from './operations.ts';
import { stream } from './probes.ts';
import { kinesisRecords, loadKinesis } from './records.ts';

export type { Kinesis as Slice } from './records.ts';

export default sandboxRoom({
  client: 'KinesisClient',
  prefix: 'kinesis',
  records: kinesisRecords,
  load: loadKinesis,
  operations: kinesis,
  probes: { 'AWS::Kinesis::Stream': stream },
  shows: { names: ['StreamName'] },
});
