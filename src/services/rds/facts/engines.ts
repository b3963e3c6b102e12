import { db2ParameterOf } from './db2.ts';
import type { ProtocolName } from '../../../core/model/endpoint.ts';

/** The parameter by which one engine refuses connections without TLS, and what holds when nobody has set it. */
export interface TlsParameter {
  readonly name: 'rds.force_ssl' | 'require_secure_transport';
  /** The engine's name for people. */
  readonly engine: string;
  /** The oldest version worth upgrading to, where the parameter exists. */
  readonly upgradeTo: string;
  /** Whether the engine refuses plaintext when a parameter group says nothing. */
  readonly onByDefault: (version: string) => boolean;
}

/** Numbers of a version: `15.00.4355.3` → 15, 0, 4355, 3. */
const numbers = (version: string): readonly number[] => (version.match(/\d+/g) ?? []).map(Number);

export const atLeast = (version: string, major: number, minor = 0): boolean => {
  const [first = 0, second = 0] = numbers(version);
  return first > major || (first === major && second >= minor);
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html */
const postgres: TlsParameter = {
  name: 'rds.force_ssl',
  engine: 'PostgreSQL',
  upgradeTo: 'PostgreSQL 15',
  onByDefault: (version) => atLeast(version, 15),
};

/**
 * On by default in 9.7, off in 8.4 and older. What lies between was never more than a preview.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 */
const mysql: TlsParameter = {
  name: 'require_secure_transport',
  engine: 'MySQL',
  upgradeTo: 'MySQL 8.0',
  onByDefault: (version) => atLeast(version, 9, 7),
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html */
const mariadb: TlsParameter = {
  name: 'require_secure_transport',
  engine: 'MariaDB',
  upgradeTo: 'MariaDB 10.5',
  onByDefault: (version) => atLeast(version, 11, 8),
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html */
const sqlserver: TlsParameter = {
  name: 'rds.force_ssl',
  engine: 'SQL Server',
  upgradeTo: 'a version that Amazon RDS still supports',
  onByDefault: () => false,
};

/** By `Engine` of a DB instance. `undefined`: there is none, or nobody knows such an engine here. */
export const tlsParameterOf = (engine: string): TlsParameter | undefined => {
  if (engine === 'postgres') return postgres;
  if (engine === 'mysql') return mysql;
  if (engine === 'mariadb') return mariadb;
  return engine.startsWith('sqlserver-') ? sqlserver : undefined;
};

/** Engines that refuse plaintext in ways of their own, or as a cluster. RDS Custom's begin with `custom-`. */
export const worksOtherwise = (engine: string): boolean =>
  /^(?:oracle|db2|custom|aurora|docdb|neptune)(?:-|$)/.test(engine);

/** By family of a DB parameter group: `postgres16`, `mysql8.0`, `mariadb10.11`, `sqlserver-se-15.0`, `db2-se-11.5`. */
export const tlsParameterOfFamily = (family: string) =>
  db2ParameterOf(family) ?? tlsParameterOf(/^(postgres|mysql|mariadb)\d/.exec(family)?.[1] ?? family);

/** What an engine speaks with its clients; `undefined`: nothing that a probe knows (Oracle, Db2). */
export const protocolOf = (engine: string): ProtocolName | undefined => {
  if (/postgres/.test(engine)) return 'postgresql';
  if (/mysql|mariadb|^aurora$/.test(engine)) return 'mysql';
  if (/sqlserver/.test(engine)) return 'sqlserver';
  if (engine === 'docdb') return 'mongodb';
  return engine === 'neptune' ? 'http' : undefined;
};
