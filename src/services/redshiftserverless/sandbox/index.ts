import { sandboxRoom } from '../../../sandbox/room.ts';
import { redshiftserverless } from './operations.ts';
import { workgroup } from './probes.ts';
import { loadRedshiftserverless, redshiftserverlessRecords } from './records.ts';

export type { Redshiftserverless as Slice } from './records.ts';

export default sandboxRoom({
  client: 'RedshiftServerlessClient',
  prefix: 'redshiftserverless',
  records: redshiftserverlessRecords,
  load: loadRedshiftserverless,
  operations: redshiftserverless,
  probes: { 'AWS::RedshiftServerless::Workgroup': workgroup },
  shows: { names: ['workgroupName'] },
});
