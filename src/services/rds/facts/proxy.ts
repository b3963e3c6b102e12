import { parseArn } from '../../../aws/arn.ts';
import { readinessBy, type Readiness } from '../../../families/steps.ts';

/** Its id, such as prx-0a1b2c3d4e5f60718, is in no other answer: the ARN as a whole is what is looked for. */
export const isProxyArn = (text: string): boolean => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'rds' && /^db-proxy:[^:/]+$/.test(resource);
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html */
export const isProxyName = (text: string): boolean => /^[A-Za-z](?:-?[A-Za-z0-9]){0,62}$/.test(text);

const look =
  'See what keeps it from working (aws rds describe-db-proxies, and the log of the proxy); it is evaluated again afterwards.';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxy.html */
export const readinessOf: (status: string) => Readiness = readinessBy({
  ready: ['available'],
  busy: ['creating', 'deleting', 'modifying', 'reactivating', 'suspending'],
  people: {
    'incompatible-network':
      'Give the subnets of the proxy free addresses, or make the proxy anew in others; it is evaluated again afterwards.',
    'insufficient-resource-limits': look,
    suspended: look,
  },
});

interface ProxyFamily {
  readonly protocol: 'postgresql' | 'mysql' | 'sqlserver';
  readonly port: number;
  /** What clients are told, so that they come over TLS. */
  readonly client: string;
}
const families: Readonly<Record<string, ProxyFamily>> = {
  POSTGRESQL: { protocol: 'postgresql', port: 5432, client: 'sslmode=verify-full' },
  MYSQL: { protocol: 'mysql', port: 3306, client: 'ssl-mode=VERIFY_IDENTITY' },
  SQLSERVER: { protocol: 'sqlserver', port: 1433, client: 'Encrypt=True' },
};
/** By `EngineFamily`; a proxy has the port of its family. `undefined`: newer than this list. */
export const proxyFamilyOf = (name: string): ProxyFamily | undefined =>
  Object.hasOwn(families, name) ? families[name] : undefined;
