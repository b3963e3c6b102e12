import { DescribeServerlessCachesCommand, type ServerlessCache } from '@aws-sdk/client-elasticache';
import type { Resource } from '../../../core/model/resource.ts';
import { cachesOf } from './aws-elasticache-cachecluster.ts';

/** Serverless caches, each named by its name. */
const serverlessCache: Resource = cachesOf<ServerlessCache>({
  type: 'AWS::ElastiCache::ServerlessCache',
  arn: 'arn:{partition}:elasticache:{region}:{account}:serverlesscache:{serverlesscache}',
  kind: 'serverlesscache',
  permission: 'elasticache:DescribeServerlessCaches',
  missing: 'ServerlessCacheNotFoundFault',
  page: (client) => async (NextToken) => {
    // As many as AWS gives by itself: no page says how many may be asked for.
    const answer = await client.send(new DescribeServerlessCachesCommand({ NextToken }));
    return { items: answer.ServerlessCaches, next: answer.NextToken };
  },
  describe: async (client, ServerlessCacheName) =>
    (await client.send(new DescribeServerlessCachesCommand({ ServerlessCacheName }))).ServerlessCaches,
  nameOf: ({ ServerlessCacheName: name }) => name,
  addressOf: ({ Endpoint }) => Endpoint,
  protocol: 'tls',
});

export default serverlessCache;
