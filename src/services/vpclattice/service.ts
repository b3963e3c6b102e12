import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Services of VPC Lattice, their listeners, and where these forward to. */
export default service({
  client: 'VPCLatticeClient',
  prefix: 'vpc-lattice',
  iam,
  reads: [
    'GetListener',
    'GetRule',
    'GetService',
    'GetTargetGroup',
    'ListListeners',
    'ListRules',
    'ListServices',
    'ListTagsForResource',
  ],
  writes: [],
});
