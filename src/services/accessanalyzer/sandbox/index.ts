import { sandboxRoom } from '../../../sandbox/room.ts';
import { accessanalyzer } from './operations.ts';
import { accessanalyzerRecords } from './records.ts';

export type { AccessAnalyzer as Slice } from './records.ts';

/** Asked for the report alone: nothing in it is a resource. */
export default sandboxRoom({
  client: 'AccessAnalyzerClient',
  prefix: 'accessanalyzer',
  records: accessanalyzerRecords,
  optional: true,
  load: (records) => records,
  operations: accessanalyzer,
  business: true,
});
