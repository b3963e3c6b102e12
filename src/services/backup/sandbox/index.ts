import { sandboxRoom } from '../../../sandbox/room.ts';
import { backup } from './operations.ts';
import { backupRecords, loadBackup } from './records.ts';

export type { Backup as Slice } from './records.ts';

export default sandboxRoom({
  client: 'BackupClient',
  prefix: 'backup',
  records: backupRecords,
  load: loadBackup,
  operations: backup,
  shows: { names: ['BackupVaultName'], policies: ['Policy'] },
});
