import { DescribeServerlessCachesCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { enforced } from '../../../families/enforced.ts';

const page = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html';

const { messages, ...parts } = enforced({
  thing: 'serverless cache',
  page,
  says: 'ElastiCache Serverless has TLS enabled for every cache.',
  caveat: 'What clients do with what they read is not seen.',
  read: async ({ id: ServerlessCacheName }, aws) => {
    const asked = new DescribeServerlessCachesCommand({ ServerlessCacheName });
    const answer = await unless(
      'ServerlessCacheNotFoundFault',
      undefined,
      aws.use(ElastiCacheClient).send(asked),
    );
    return answer?.ServerlessCaches?.some((one) => one.ServerlessCacheName === ServerlessCacheName)
      ? { value: null }
      : undefined;
  },
});

/** Shows that AWS lets nobody reach a serverless cache without TLS. */
export default remediation({
  meta: {
    id: 'elasticache-serverless-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'ElastiCache Serverless is reached over TLS only',
    summary:
      'Reads that the cache is there and says what AWS documents of serverless caches: all of them have TLS. Nothing is written.',
    resourceType: 'AWS::ElastiCache::ServerlessCache',
    configRules: [],
    controls: [],
    services: ['elasticache'],
    reversible: true,
    permissions: { read: ['elasticache:DescribeServerlessCaches'], write: [], undo: [] },
    messages,
    docs: [
      page,
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ServerlessCache.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
