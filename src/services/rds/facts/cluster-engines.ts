import { atLeast, tlsParameterOf } from './engines.ts';

/** Aurora's version comes after that of MySQL: `8.0.mysql_aurora.3.08.1`. */
const auroraMysql = {
  name: 'require_secure_transport',
  engine: 'Aurora MySQL',
  upgradeTo: 'Aurora MySQL version 3',
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-v3-v84.html
  onByDefault: (version: string) => atLeast(version, 8, 4),
  // As the guide has it. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html
  wanted: () => 'ON',
} as const;

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html */
const auroraPostgres = {
  name: 'rds.force_ssl',
  engine: 'Aurora PostgreSQL',
  upgradeTo: 'Aurora PostgreSQL 17',
  onByDefault: (version: string) => atLeast(version, 17),
} as const;

/** By `Engine` of a DB cluster: Aurora, and Multi-AZ DB clusters of MySQL and PostgreSQL. `undefined`: none of them. */
export const clusterParameterOf = (engine: string) => {
  if (engine === 'aurora-mysql' || engine === 'aurora') return auroraMysql;
  if (engine === 'aurora-postgresql') return auroraPostgres;
  return engine === 'mysql' || engine === 'postgres' ? tlsParameterOf(engine) : undefined;
};

/** By family of a DB cluster parameter group: `aurora-postgresql16`, `aurora-mysql8.0`, `postgres16`, `mysql8.0`. */
export const clusterParameterOfFamily = (family: string) =>
  clusterParameterOf(/^([a-z]+(?:-[a-z]+)?)\d/.exec(family)?.[1] ?? family);
