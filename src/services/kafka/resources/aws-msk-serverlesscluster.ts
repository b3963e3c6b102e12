import type { Resource } from '../../../core/model/resource.ts';
import { clustersOf } from './aws-msk-cluster.ts';

/** Clusters of MSK Serverless, by their ARN. One that is provisioned is another type. */
const cluster: Resource = clustersOf({
  type: 'AWS::MSK::ServerlessCluster',
  arn: 'arn:{partition}:kafka:{region}:{account}:cluster/{cluster}/{id}-s{number}',
  lists: 'SERVERLESS',
  takes: (kind) => kind === 'SERVERLESS',
});

export default cluster;
