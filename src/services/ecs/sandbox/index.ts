import { sandboxRoom } from '../../../sandbox/room.ts';
import { ecs } from './operations.ts';
import { ecsRecords, loadEcs } from './records.ts';

export type { Ecs as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ECSClient',
  prefix: 'ecs',
  records: ecsRecords,
  load: loadEcs,
  operations: ecs,
  shows: { names: ['serviceArn', 'taskArn', 'taskDefinitionArn', 'clusterArn', 'name'] },
});
