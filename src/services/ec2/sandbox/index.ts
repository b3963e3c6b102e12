import { sandboxRoom } from '../../../sandbox/room.ts';
import { ec2 } from './operations.ts';
import { ec2Records } from './records.ts';

export type { Ec2 as Slice } from './records.ts';

export default sandboxRoom({
  client: 'EC2Client',
  prefix: 'ec2',
  records: ec2Records,
  load: (records) => records,
  operations: ec2,
  shows: { names: ['GroupId', 'PrefixListId'] },
});
