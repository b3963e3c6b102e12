import { sandboxRoom } from '../../../sandbox/room.ts';
import { elb } from './operations.ts';
import { elbRecords, loadElb } from './records.ts';

export type { Elb as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ElasticLoadBalancingClient',
  // As IAM calls it: the second generation has a word of its own in the sandbox.
  prefix: 'elasticloadbalancing',
  records: elbRecords,
  load: loadElb,
  operations: elb,
  shows: { names: ['LoadBalancerName', 'PolicyName', 'On'], offered: ['Predefined'] },
});
