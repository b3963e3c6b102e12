import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know whose deployments rewrite a listener. */
export default service({
  client: 'CodeDeployClient',
  prefix: 'codedeploy',
  iam,
  reads: ['BatchGetApplications', 'BatchGetDeploymentGroups', 'ListApplications', 'ListDeploymentGroups'],
  writes: [],
  shared: Object.fromEntries(
    ['BatchGetApplications', 'BatchGetDeploymentGroups', 'ListApplications', 'ListDeploymentGroups'].map(
      (operation) => [
        operation,
        { seconds: 60, because: 'A group names its listeners before its first deployment, and keeps them.' },
      ],
    ),
  ),
});
