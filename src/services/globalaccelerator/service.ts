import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Accelerators, read only: they pass on what comes, and what clients meet is behind them. */
export default service({
  client: 'GlobalAcceleratorClient',
  prefix: 'globalaccelerator',
  iam,
  reads: [
    'DescribeListener',
    'ListAccelerators',
    'ListEndpointGroups',
    'ListListeners',
    'ListTagsForResource',
  ],
  writes: [],
});
