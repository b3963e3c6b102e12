import { sandboxRoom } from '../../../sandbox/room.ts';
import { ecs } from './operations.ts';
import { ecsRecords } from './records.ts';

export type { Ecs as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ECSClient',
  prefix: 'ecs',
  records: ecsRecords,
  load: (records) => records,
  operations: ecs,
  shows: { names: ['serviceArn', 'clusterArn'] },
});
