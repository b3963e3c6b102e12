import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** Its id, such as prx-0a1b2c3d4e5f60718, is in no other answer: the ARN as a whole is what is looked for. */
export const isProxyArn = (text: string): boolean => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'rds' && /^db-proxy:[^:/]+$/.test(resource);
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html */
export const isProxyName = (text: string): boolean => /^[A-Za-z](?:-?[A-Za-z0-9]){0,62}$/.test(text);

interface ProxyFamily {
  readonly protocol: 'postgresql' | 'mysql' | 'sqlserver';
  readonly port: number;
  /** As its engines are called for people. */
  readonly engine: string;
  /** What clients are told, so that they come over TLS. */
  readonly client: string;
}
const families: Readonly<Record<string, ProxyFamily>> = {
  POSTGRESQL: { protocol: 'postgresql', engine: 'PostgreSQL', port: 5432, client: 'sslmode=verify-full' },
  MYSQL: { protocol: 'mysql', engine: 'MySQL', port: 3306, client: 'ssl-mode=VERIFY_IDENTITY' },
  SQLSERVER: { protocol: 'sqlserver', engine: 'SQL Server', port: 1433, client: 'Encrypt=True' },
};
/** By `EngineFamily`; a proxy has the port of its family. `undefined`: newer than this list. */
export const proxyFamilyOf = (name: string): ProxyFamily | undefined =>
  Object.hasOwn(families, name) ? families[name] : undefined;

interface ProxyTarget {
  readonly Type?: string | undefined;
  readonly TargetArn?: string | undefined;
  readonly RdsResourceId?: string | undefined;
  readonly TrackedClusterId?: string | undefined;
}

/**
 * ARN of the database that a target of a proxy is; of an instance in a cluster, that of the cluster.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxyTarget.html
 */
export const databaseOf = (
  { Type, TargetArn, RdsResourceId, TrackedClusterId }: ProxyTarget,
  { partition, region, account }: Location,
): string | undefined => {
  const arnOf = (resource: string): string =>
    formatArn({ partition, service: 'rds', region, account, resource });
  if (TrackedClusterId) return arnOf(`cluster:${TrackedClusterId}`);
  if (TargetArn) return TargetArn;
  if (!RdsResourceId) return undefined;
  if (Type === 'RDS_INSTANCE') return arnOf(`db:${RdsResourceId}`);
  return Type === 'TRACKED_CLUSTER' ? arnOf(`cluster:${RdsResourceId}`) : RdsResourceId;
};
