import { sandboxRoom } from '../../../sandbox/room.ts';
import { codedeploy } from './operations.ts';
import { codeDeployRecords } from './records.ts';

export type { CodeDeploy as Slice } from './records.ts';

export default sandboxRoom({
  client: 'CodeDeployClient',
  prefix: 'codedeploy',
  records: codeDeployRecords,
  load: (records) => records,
  operations: codedeploy,
  // Names of groups are their application's own.
  shows: { names: [] },
});
