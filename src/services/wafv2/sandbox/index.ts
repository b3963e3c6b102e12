import { sandboxRoom } from '../../../sandbox/room.ts';
import { wafv2 } from './operations.ts';
import { loadWafv2, wafv2Records } from './records.ts';

export type { Wafv2 as Slice } from './records.ts';

export default sandboxRoom({
  client: 'WAFV2Client',
  prefix: 'wafv2',
  records: wafv2Records,
  load: loadWafv2,
  operations: wafv2,
  shows: { names: ['ARN'] },
});
