import { sandboxRoom } from '../../../sandbox/room.ts';
import { twice } from '../../../sandbox/twice.ts';
import { config } from './operations.ts';
import { configRecords } from './records.ts';

export type { Config as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ConfigServiceClient',
  prefix: 'config',
  records: configRecords,
  load: (records) => {
    const rule = twice(records.ConfigRules.map(({ ConfigRuleName }) => ConfigRuleName));
    return rule === undefined ? { ...records, started: {} } : `config.ConfigRules has ${rule} twice`;
  },
  operations: config,
  business: true,
});
