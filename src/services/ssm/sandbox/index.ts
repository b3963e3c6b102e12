import { readRunbook } from '../../../sandbox/runbook.ts';
import { sandboxRoom } from '../../../sandbox/room.ts';
import { ssm } from './operations.ts';
import { withoutExpired } from './progress.ts';
import { loadParameters, ssmRecords, type Ssm } from './records.ts';

export type { Ssm as Slice } from './records.ts';

export default sandboxRoom({
  client: 'SSMClient',
  prefix: 'ssm',
  records: ssmRecords,
  load: ({ Documents, ExecutionsAtOnce, Calendars, Parameters }, where): Ssm => ({
    Parameters: loadParameters(Parameters, where),
    Documents: Documents.map(({ Content, ...rest }) => ({
      ...rest,
      runbook: readRunbook(rest.Name, Content),
    })),
    Executions: [],
    ExecutionsAtOnce,
    Calendars,
  }),
  operations: ssm,
  passes: withoutExpired,
  business: true,
});
