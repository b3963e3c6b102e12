import { sandboxRoom } from '../../../sandbox/room.ts';
import { mq } from './operations.ts';
import { loadMq, mqRecords } from './records.ts';

export type { Mq as Slice } from './records.ts';

export default sandboxRoom({
  client: 'MqClient',
  prefix: 'mq',
  records: mqRecords,
  load: loadMq,
  operations: mq,
  shows: { names: ['BrokerName'] },
});
