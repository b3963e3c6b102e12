import { sandboxRoom } from '../../../sandbox/room.ts';
import { secretsmanager } from './operations.ts';
import { loadSecretsmanager, secretsmanagerRecords } from './records.ts';

export type { Secretsmanager as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SecretsManagerClient',
  prefix: 'secretsmanager',
  records: secretsmanagerRecords,
  load: loadSecretsmanager,
  operations: secretsmanager,
  shows: { names: ['Name'], policies: ['Policy'] },
});
