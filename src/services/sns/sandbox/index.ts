import { sandboxRoom } from '../../../sandbox/room.ts';
import { sns } from './operations.ts';
import { topic } from './probes.ts';
import { loadSns, snsRecords } from './records.ts';

export type { Sns as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SNSClient',
  prefix: 'sns',
  records: snsRecords,
  load: loadSns,
  operations: sns,
  probes: { 'AWS::SNS::Topic': topic },
  shows: { names: ['Name', 'Id'], policies: ['Policy'] },
});
