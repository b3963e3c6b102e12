import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know whose deployments rewrite a listener. */
export default service({
  client: 'CodeDeployClient',
  prefix: 'codedeploy',
  iam,
  reads: ['BatchGetApplications', 'BatchGetDeploymentGroups', 'ListApplications', 'ListDeploymentGroups'],
  writes: [],
});
