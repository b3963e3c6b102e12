import { sandboxRoom } from '../../../sandbox/room.ts';
import { s3control } from './operations.ts';
import { loadS3control, s3controlRecords } from './records.ts';

export type { S3control as Slice } from './records.ts';

export default sandboxRoom({
  client: 'S3ControlClient',
  prefix: 's3control',
  records: s3controlRecords,
  load: loadS3control,
  operations: s3control,
  shows: { names: ['Name'], policies: ['Policy'] },
});
