import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { athenaPermissions } from '../../src/evidence/athena/source.ts';
import { evidencePermissions } from '../../src/evidence/sources.ts';
import { calls } from '../../src/services/calls.ts';

/** What the readers call: reads that looks let through, and what the role is allowed. */

interface Used {
  readonly client: string;
  readonly operation: string;
}
const usedIn = (path: string): readonly Used[] =>
  [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-[\w-]+'/g)].flatMap(
    ([, names = '']) => {
      const all = names.split(',').map((name) => name.trim());
      const client = all.find((name) => name.endsWith('Client')) ?? '';
      return all
        .filter((name) => name.endsWith('Command'))
        .map((name) => ({ client, operation: name.replace(/Command$/, '') }));
    },
  );
const files = globSync('src/evidence/**/*.ts').map((path) => path.replaceAll('\\', '/'));
const reading = files.filter((path) => !path.endsWith('/enabling.ts')).flatMap(usedIn);

describe('readers of evidence', () => {
  test('call something', () => expect(reading.length).toBeGreaterThan(14));
  test.each(reading)('$client $operation is a read', ({ client, operation }) => {
    expect(calls[client]?.reads).toContain(operation);
  });
  test('what is called is allowed, and nothing else', () => {
    const prefixes: Readonly<Record<string, string>> = {
      AthenaClient: 'athena',
      APIGatewayClient: 'apigateway',
      ApiGatewayV2Client: 'apigateway',
      CloudFrontClient: 'cloudfront',
      CloudTrailClient: 'cloudtrail',
      CloudWatchClient: 'cloudwatch',
      CloudWatchLogsClient: 'logs',
      EC2Client: 'ec2',
      GlueClient: 'glue',
      ElasticLoadBalancingV2Client: 'elasticloadbalancing',
      RDSClient: 'rds',
      S3Client: 's3',
    };
    const actions: Readonly<Record<string, string>> = {
      // API Gateway knows methods of HTTP.
      GetApiMappings: 'GET',
      GetBasePathMappings: 'GET',
      GetStages: 'GET',
      ListObjectsV2: 'ListBucket',
      ListBucketMetricsConfigurations: 'GetMetricsConfiguration',
    };
    const needed = reading.map(
      ({ client, operation }) => `${prefixes[client]}:${actions[operation] ?? operation}`,
    );
    // Athena itself reads the catalog as whoever asks it.
    const behind = ['glue:GetDatabase', 'glue:GetTable'];
    const ofAthena = [...athenaPermissions.workgroup, ...athenaPermissions.catalog];
    expect([...new Set([...needed, ...behind])].toSorted()).toEqual(
      [...evidencePermissions, ...ofAthena].toSorted(),
    );
  });
});

test('switching on calls what is known to write', () => {
  const used = usedIn('src/evidence/enabling.ts');
  const writing = used.filter(({ client, operation }) => !calls[client]?.reads.includes(operation));
  expect(writing.length).toBe(5);
  for (const { client, operation } of writing) expect(calls[client]?.writes).toContain(operation);
});
