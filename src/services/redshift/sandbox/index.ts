import { sandboxRoom } from '../../../sandbox/room.ts';
import { redshift } from './operations.ts';
import { cluster } from './probes.ts';
import { loadRedshift, redshiftRecords } from './records.ts';

export type { Redshift as Slice } from './records.ts';

export default sandboxRoom({
  client: 'RedshiftClient',
  prefix: 'redshift',
  records: redshiftRecords,
  load: loadRedshift,
  operations: redshift,
  probes: { 'AWS::Redshift::Cluster': cluster },
  shows: { names: ['ClusterIdentifier', 'ParameterGroupName', 'ParameterName'] },
});
