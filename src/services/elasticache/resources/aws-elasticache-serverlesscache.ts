import {
  DescribeServerlessCachesCommand,
  ListTagsForResourceCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { serverlessCacheArn, serverlessCacheNameIn } from '../facts/serverless-cache.ts';

const type = 'AWS::ElastiCache::ServerlessCache';

const targetOf = targetsOf(type, serverlessCacheArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(ElastiCacheClient)
      .send(new DescribeServerlessCachesCommand({ MaxResults: 100, NextToken }));
    return { items: answer.ServerlessCaches, next: answer.NextToken };
  });
  for await (const { ServerlessCacheName: text } of pages)
    if (text !== undefined) yield targetOf(text, place);
}

/** Serverless caches, each named by its name. */
const serverlessCache: Resource = {
  type,
  arn: 'arn:{partition}:elasticache:{region}:{account}:serverlesscache:{serverlesscache}',

  configRecords: true,
  permissions: ['elasticache:DescribeServerlessCaches', 'elasticache:ListTagsForResource'],
  idOf: serverlessCacheNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(serverlessCacheNameIn(id) ?? id, place);
    // An ARN of another account or Region is that of another one.
    if (id.startsWith('arn:') && target.arn !== id) return undefined;
    const answer = await unless(
      'ServerlessCacheNotFoundFault',
      undefined,
      aws
        .use(ElastiCacheClient)
        .send(new DescribeServerlessCachesCommand({ ServerlessCacheName: target.id })),
    );
    return answer?.ServerlessCaches?.length ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(ElastiCacheClient)
      .send(new ListTagsForResourceCommand({ ResourceName: target.arn }));
    return tagsByKey(answer.TagList ?? []);
  },
  endpoints: async ({ id: ServerlessCacheName }, aws) => {
    const asked = aws
      .use(ElastiCacheClient)
      .send(new DescribeServerlessCachesCommand({ ServerlessCacheName }));
    const found = (await unless('ServerlessCacheNotFoundFault', undefined, asked))?.ServerlessCaches?.[0];
    const { Address: host, Port: port } = found?.Endpoint ?? {};
    // Nobody but its VPC reaches it.
    return host !== undefined && port !== undefined ? [{ host, port, protocol: 'tls', internal: true }] : [];
  },
};

export default serverlessCache;
