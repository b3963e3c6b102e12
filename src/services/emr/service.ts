import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Security configurations of Amazon EMR, which clusters are launched with. */
export default service({
  client: 'EMRClient',
  prefix: 'elasticmapreduce',
  iam,
  reads: ['DescribeSecurityConfiguration', 'ListSecurityConfigurations'],
  writes: [],
});
