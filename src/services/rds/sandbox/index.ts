import { sandboxRoom } from '../../../sandbox/room.ts';
import { loadRds } from './account.ts';
import { rds } from './operations.ts';
import { instance } from './probes.ts';
import { rdsRecords } from './records.ts';

export type { Rds as Slice } from './records.ts';

export default sandboxRoom({
  client: 'RDSClient',
  prefix: 'rds',
  records: rdsRecords,
  load: loadRds,
  operations: rds,
  shows: {
    names: [
      'BlueGreenDeploymentIdentifier',
      'DBInstanceIdentifier',
      'DBClusterIdentifier',
      'DBParameterGroupName',
      'DBProxyName',
      'OptionGroupName',
    ],
  },
  probes: { 'AWS::RDS::DBInstance': instance },
});
