import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

const shared = {
  seconds: 60,
  because: 'What services and tasks run is told beside what is found: no write follows from it.',
};
const deployed = {
  seconds: 60,
  because:
    'A service names its listener rules before its first deployment, and keeps them; and a file system with mount targets asks for an approval, whoever is named.',
};

/** Task definitions, and who runs them; read also by units that must know whose deployments rewrite a listener. */
export default service({
  client: 'ECSClient',
  prefix: 'ecs',
  iam,
  reads: [
    'DescribeServices',
    'DescribeTaskDefinition',
    'DescribeTasks',
    'ListClusters',
    'ListServices',
    'ListTaskDefinitionFamilies',
    'ListTaskDefinitions',
    'ListTasks',
  ],
  writes: [],
  everywhere: {
    ListTasks: 'The reference names container instances, and the tasks of a cluster are listed without one.',
  },
  shared: {
    DescribeServices: deployed,
    ListClusters: deployed,
    ListServices: deployed,
    DescribeTasks: shared,
    ListTasks: shared,
  },
  // ARNs of older services and tasks do not name the cluster.
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
  arns: {
    service: 'arn:{partition}:ecs:{region}:{account}:service/*',
    task: 'arn:{partition}:ecs:{region}:{account}:task/*',
  },
});
