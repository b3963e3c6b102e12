import { sandboxRoom } from '../../../sandbox/room.ts';
import { efs } from './operations.ts';
import { fileSystem } from './probes.ts';
import { efsRecords, loadEfs } from './records.ts';

export type { Efs as Slice } from './records.ts';

export default sandboxRoom({
  client: 'EFSClient',
  prefix: 'efs',
  records: efsRecords,
  load: loadEfs,
  operations: efs,
  probes: { 'AWS::EFS::FileSystem': fileSystem },
  shows: { names: ['FileSystemId'], policies: ['Policy'] },
});
