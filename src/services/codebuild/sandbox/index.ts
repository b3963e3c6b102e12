import { sandboxRoom } from '../../../sandbox/room.ts';
import { codebuild } from './operations.ts';
import { loadCodebuild, codebuildRecords } from './records.ts';

export type { Codebuild as Slice } from './records.ts';

export default sandboxRoom({
  client: 'CodeBuildClient',
  prefix: 'codebuild',
  records: codebuildRecords,
  load: loadCodebuild,
  operations: codebuild,
  shows: { names: ['name'] },
});
