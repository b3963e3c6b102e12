import { sandboxRoom } from '../../../sandbox/room.ts';
import { ses } from './operations.ts';
import { configurationSet } from './probes.ts';
import { loadSes, sesRecords } from './records.ts';

export type { Ses as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SESv2Client',
  prefix: 'ses',
  records: sesRecords,
  load: loadSes,
  operations: ses,
  probes: { 'AWS::SES::ConfigurationSet': configurationSet },
  shows: { names: ['ConfigurationSetName'] },
});
