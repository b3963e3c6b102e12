import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know whose deployments rewrite a listener. */
export default service({
  client: 'ECSClient',
  prefix: 'ecs',
  iam,
  reads: ['DescribeServices', 'ListClusters', 'ListServices'],
  writes: [],
  shared: Object.fromEntries(
    ['DescribeServices', 'ListClusters', 'ListServices'].map((operation) => [
      operation,
      {
        seconds: 60,
        because: 'A service names its listener rules before its first deployment, and keeps them.',
      },
    ]),
  ),
  // ARNs of older services do not name the cluster.
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
  arns: { service: 'arn:{partition}:ecs:{region}:{account}:service/*' },
});
