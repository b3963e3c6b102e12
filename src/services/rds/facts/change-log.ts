const isOff = (value = 'off'): boolean => /^(?:0|off|false)$/i.test(value);

/**
 * The log by which others than RDS may follow every change, as a sentence calls it. `undefined`: there is none.
 * `set`: what somebody has set, by parameter. `backupDays`: `null` where that is not told, or of a cluster, which always keeps some.
 * - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQL.BinaryFormat.html
 * - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.MySQL.BinaryFormat.html
 * - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html
 */
export const changeLogOf = (
  engine: string,
  set: Readonly<Record<string, string>>,
  backupDays: number | null,
): string | undefined => {
  if (engine === 'postgres' || engine === 'aurora-postgresql')
    return isOff(set['rds.logical_replication']) ? undefined : 'the logical replication stream';
  if (engine === 'aurora-mysql' || engine === 'aurora')
    return isOff(set['binlog_format']) ? undefined : 'the binary log';
  return (engine === 'mysql' || engine === 'mariadb') && backupDays !== 0 ? 'the binary log' : undefined;
};
