import { sandboxRoom } from '../../../sandbox/room.ts';
import { loadS3 } from './account.ts';
import { faults } from './faults.ts';
import { s3 } from './operations.ts';
import { bucket } from './probes.ts';
import { s3Records } from './records.ts';

export type { S3 as Slice } from './records.ts';

export default sandboxRoom({
  client: 'S3Client',
  prefix: 's3',
  records: s3Records,
  load: loadS3,
  operations: s3,
  faults,
  shows: { names: ['Name'], policies: ['Policy'] },
  probes: { 'AWS::S3::Bucket': bucket },
});
