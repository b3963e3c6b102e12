import {
  DatabaseMigrationServiceClient,
  paginateDescribeConnections,
  paginateDescribeEndpoints,
  paginateDescribeReplications,
  paginateDescribeReplicationTasks,
  type Connection,
  type Endpoint,
} from '@aws-sdk/client-database-migration-service';
import { isNamed } from '../../../../aws/error-names.ts';
import { bounded } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readinessBy } from '../../../../families/steps.ts';
import { engineTlsOf, isIdle } from '../../facts/engine.ts';

/** DMS says so when there is none: https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html */
const orNone = async <Item>(items: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> => {
  const found: Item[] = [];
  try {
    for await (const page of items) found.push(...page);
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFoundFault')) throw error;
  }
  return found;
};

const endpointsBy = async function* (arn: string, aws: Aws) {
  const input = { Filters: [{ Name: 'endpoint-arn', Values: [arn] }] };
  const paging = { client: aws.use(DatabaseMigrationServiceClient) };
  for await (const { Endpoints = [] } of bounded(paginateDescribeEndpoints(paging, input))) yield Endpoints;
};

/** `undefined`: it is gone. */
export const endpointOf = async ({ arn }: Target, aws: Aws): Promise<Endpoint | undefined> =>
  (await orNone(endpointsBy(arn, aws))).find(({ EndpointArn }) => EndpointArn === arn);

/** Shown where an answer lacks what says it: unlike what nobody chose, that is not known. */
const untold = '(not told)';

/** What says whether DMS speaks TLS by it: SslMode, or a setting of its engine. `null`: nobody chose. */
export const tlsModeOf = ({
  EngineName = '',
  // https://docs.aws.amazon.com/dms/latest/APIReference/API_Endpoint.html
  SslMode = 'none',
  RedisSettings,
  KafkaSettings,
  ElasticsearchSettings,
}: Endpoint): string | null => {
  switch (engineTlsOf(EngineName)?.by) {
    case 'redis':
      return RedisSettings ? (RedisSettings.SslSecurityProtocol ?? null) : untold;
    case 'kafka':
      return KafkaSettings ? (KafkaSettings.SecurityProtocol ?? null) : untold;
    case 'opensearch': {
      const { EndpointUri } = ElasticsearchSettings ?? {};
      const scheme = EndpointUri && /^([a-z][a-z0-9+.-]*):\/\//i.exec(EndpointUri)?.[1];
      return EndpointUri ? (scheme?.toLowerCase() ?? null) : untold;
    }
    case 'always':
    case 'mode':
    case undefined:
      return SslMode;
  }
};

interface User {
  readonly SourceEndpointArn?: string | undefined;
  readonly TargetEndpointArn?: string | undefined;
  readonly Status?: string | undefined;
}
const uses =
  (arn: string) =>
  ({ SourceEndpointArn, TargetEndpointArn }: User): boolean =>
    SourceEndpointArn === arn || TargetEndpointArn === arn;

const tasks = async function* (arn: string, aws: Aws) {
  const input = { Filters: [{ Name: 'endpoint-arn', Values: [arn] }], WithoutSettings: true };
  const paging = { client: aws.use(DatabaseMigrationServiceClient) };
  for await (const page of bounded(paginateDescribeReplicationTasks(paging, input)))
    yield (page.ReplicationTasks ?? []).filter(uses(arn));
};
const replications = async function* (arn: string, aws: Aws) {
  const paging = { client: aws.use(DatabaseMigrationServiceClient) };
  for await (const page of bounded(paginateDescribeReplications(paging, {})))
    yield (page.Replications ?? []).filter(uses(arn));
};

/** Tasks and serverless replications of an endpoint, in words, sorted. */
export const usersOf = async (arn: string, aws: Aws) => {
  const all = [
    ...(await orNone(tasks(arn, aws))).map(({ ReplicationTaskIdentifier = '(no name)', Status = '' }) => ({
      user: `task ${ReplicationTaskIdentifier}`,
      status: Status,
    })),
    ...(await orNone(replications(arn, aws))).map(
      ({ ReplicationConfigIdentifier = '(no name)', Status = '' }) => ({
        user: `serverless replication ${ReplicationConfigIdentifier}`,
        status: Status,
      }),
    ),
  ];
  const named = (found: typeof all): readonly string[] =>
    found.map(({ user, status }) => `${user} (${status || 'no status'})`).toSorted();
  return {
    running: named(all.filter(({ status }) => !isIdle(status))),
    idle: named(all.filter(({ status }) => isIdle(status))),
  };
};

/**
 * What DMS knows of its connections to an endpoint. A call that changes the endpoint has it test them, though its page does not say
 * so (https://github.com/hashicorp/terraform-provider-aws/issues/46139); one that was never tested is not there.
 */
const connectionsBy = async function* (arn: string, aws: Aws) {
  const input = { Filters: [{ Name: 'endpoint-arn', Values: [arn] }] };
  const paging = { client: aws.use(DatabaseMigrationServiceClient) };
  for await (const { Connections = [] } of bounded(paginateDescribeConnections(paging, input)))
    yield Connections.filter(({ EndpointArn }) => EndpointArn === arn);
};

const mostOfFailure = 200;
const failureOf = ({
  ReplicationInstanceIdentifier: instance = '(no name)',
  LastFailureMessage: why = '',
}: Connection): string =>
  why === '' ? instance : `${instance} ("${why.replaceAll(/\s+/g, ' ').trim().slice(0, mostOfFailure)}")`;

/**
 * Where one connection was made, the server takes TLS, and what keeps others from it is something else. `failed`: all were
 * tested, and none was made; sorted.
 */
const connectionsOf = async (arn: string, aws: Aws) => {
  const all = (await orNone(connectionsBy(arn, aws))).filter(({ Status }) => Status !== 'deleting');
  const failed = all.filter(({ Status }) => Status === 'failed');
  const isLost = failed.length > 0 && failed.length === all.length;
  return {
    areTested: all.some(({ Status }) => Status === 'testing'),
    areThere: all.length > 0,
    failed: isLost ? failed.map(failureOf).toSorted() : [],
    instance: isLost
      ? (failed.flatMap((one) => one.ReplicationInstanceArn ?? []).toSorted()[0] ?? null)
      : null,
  };
};

/** No page lists the statuses of an endpoint; these are in the answers that its pages show. */
const readinessOf = readinessBy({
  ready: ['active'],
  busy: ['creating', 'deleting', 'modifying', 'testing'],
});

export const readEndpoint = async (target: Target, aws: Aws) => {
  const endpoint = await endpointOf(target, aws);
  if (!endpoint) return undefined;
  const {
    CertificateArn,
    EndpointIdentifier = target.id,
    EngineName = '',
    IsReadOnly = false,
    RedisSettings,
    Status = '',
  } = endpoint;
  const connections = await connectionsOf(target.arn, aws);
  const readiness = readinessOf(Status);
  return {
    held: [{ on: target.arn, value: tlsModeOf(endpoint) }],
    readiness:
      readiness.is === 'ready' && connections.areTested
        ? ({ is: 'busy', status: 'being tested by DMS' } as const)
        : readiness,
    name: EndpointIdentifier,
    around: {
      engine: EngineName,
      certificate: CertificateArn ?? null,
      isReadOnly: IsReadOnly,
      hasRedisAddress: RedisSettings?.ServerName !== undefined && RedisSettings.Port !== undefined,
      hasRedisCa: RedisSettings?.SslCaCertificateArn !== undefined,
      connections,
      ...(await usersOf(target.arn, aws)),
    },
  };
};
