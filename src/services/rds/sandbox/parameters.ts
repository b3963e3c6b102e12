/** One parameter as an engine brings it, in the shape of DescribeDBParameters. */
export interface EngineParameter {
  readonly ParameterName: string;
  readonly ParameterValue?: string;
  readonly ApplyType: 'static' | 'dynamic';
  readonly DataType: string;
  /** Ranges as `0-100`, or values separated by commas. */
  readonly AllowedValues?: string;
  readonly IsModifiable: boolean;
}

const number = (ParameterName: string, ApplyType: 'static' | 'dynamic', value?: string): EngineParameter => ({
  ParameterName,
  ...(value !== undefined && { ParameterValue: value }),
  ApplyType,
  DataType: 'integer',
  AllowedValues: '0-2147483647',
  IsModifiable: true,
});

const flag = (
  ParameterName: string,
  ParameterValue: string | undefined,
  ApplyType: 'static' | 'dynamic' = 'dynamic',
): EngineParameter => ({
  ParameterName,
  ...(ParameterValue !== undefined && { ParameterValue }),
  ApplyType,
  DataType: 'boolean',
  AllowedValues: '0,1',
  IsModifiable: true,
});

const fixed = (ParameterName: string, ParameterValue: string): EngineParameter => ({
  ...number(ParameterName, 'static', ParameterValue),
  IsModifiable: false,
});

/** A few dozen of each engine's hundreds: enough for several pages, on both sides of what Waxseal looks for. */
const postgres: readonly EngineParameter[] = [
  ...['autovacuum_naptime', 'checkpoint_timeout', 'deadlock_timeout', 'effective_cache_size'].map((name) =>
    number(name, 'dynamic'),
  ),
  ...['idle_in_transaction_session_timeout', 'lock_timeout', 'maintenance_work_mem', 'statement_timeout'].map(
    (name) => number(name, 'dynamic', '0'),
  ),
  ...['max_connections', 'max_locks_per_transaction', 'max_worker_processes', 'shared_buffers'].map((name) =>
    number(name, 'static'),
  ),
  ...['log_connections', 'log_disconnections', 'log_lock_waits', 'rds.log_retention_period', 'work_mem'].map(
    (name) => number(name, 'dynamic'),
  ),
  fixed('port', '5432'),
  fixed('rds.superuser_variables', '0'),
  flag('rds.logical_replication', '0', 'static'),
];

const mysql: readonly EngineParameter[] = [
  ...['connect_timeout', 'general_log', 'interactive_timeout', 'long_query_time', 'max_allowed_packet'].map(
    (name) => number(name, 'dynamic'),
  ),
  ...['max_connect_errors', 'max_connections', 'net_read_timeout', 'slow_query_log', 'wait_timeout'].map(
    (name) => number(name, 'dynamic', '1'),
  ),
  ...['innodb_log_file_size', 'performance_schema', 'table_open_cache_instances'].map((name) =>
    number(name, 'static'),
  ),
  fixed('port', '3306'),
  fixed('server_id', '1'),
];

const sqlserver: readonly EngineParameter[] = [
  ...['cost threshold for parallelism', 'max degree of parallelism', 'max server memory (mb)'].map((name) =>
    number(name, 'dynamic'),
  ),
  ...['blocked process threshold (s)', 'fill factor (%)', 'optimize for ad hoc workloads'].map((name) =>
    number(name, 'dynamic', '0'),
  ),
  ...['in-doubt xact resolution', 'network packet size (b)', 'query wait (s)', 'user connections'].map(
    (name) => number(name, 'static', '0'),
  ),
  flag('rds.rds_enabled_tls10', '1', 'static'),
  flag('rds.tls12', undefined, 'static'),
];

const word = (ParameterName: string, value?: string): EngineParameter => ({
  ParameterName,
  ...(value !== undefined && { ParameterValue: value }),
  ApplyType: 'static',
  DataType: 'string',
  IsModifiable: true,
});

/**
 * AWS does not say whether DB2COMM is static: the sandbox has it so in one edition, otherwise in the other, and not at all
 * in 11.1, which RDS never had.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Db2.Concepts.SSL.html
 */
const db2 = (family: string): readonly EngineParameter[] => [
  ...(family.endsWith('-11.1')
    ? []
    : [
        {
          ...word('DB2COMM', 'TCPIP'),
          ApplyType: family.startsWith('db2-ae') ? 'dynamic' : 'static',
        } as const,
      ]),
  word('SSL_SVCENAME'),
  word('rds.ibm_customer_id'),
  word('rds.ibm_site_id'),
  ...['LOCKTIMEOUT', 'LOGFILSIZ', 'LOGPRIMARY', 'LOGSECOND', 'MAXAPPLS', 'NUM_IOCLEANERS', 'SORTHEAP'].map(
    (name) => number(name, 'dynamic'),
  ),
];

const numberIn = (family: string, part = 0): number => Number(family.match(/\d+/g)?.[part] ?? 0);

/**
 * Whether plaintext is refused, by family. Defaults as the guides give them; MySQL's groups say nothing before 9.7.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
 */
/**
 * AWS does not say of every version whether it takes effect without a reboot: the sandbox has it static in 5.7.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-v3-v84.html
 */
const auroraMysql = (major: number, minor: number): readonly EngineParameter[] => [
  ...mysql,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.MySQL.BinaryFormat.html
  { ...word('binlog_format', 'OFF'), AllowedValues: 'ROW,STATEMENT,MIXED,OFF' },
  ...(major > 5 || minor >= 7
    ? [
        {
          ...flag(
            'require_secure_transport',
            major >= 8 && minor >= 4 ? 'ON' : 'OFF',
            major < 8 ? 'static' : 'dynamic',
          ),
          AllowedValues: 'ON,OFF,0,1',
        },
      ]
    : []),
];

/** https://docs.aws.amazon.com/documentdb/latest/developerguide/API_Parameter.html */
const docdb = (major: number): readonly EngineParameter[] => [
  // None was ever before 3.
  ...(major < 3
    ? []
    : [
        {
          ParameterName: 'tls',
          ParameterValue: 'enabled',
          ApplyType: 'static',
          DataType: 'string',
          AllowedValues: major < 4 ? 'disabled,enabled' : 'disabled,enabled,tls1.2+,tls1.3+',
          IsModifiable: true,
        } as const,
      ]),
  ...['audit_logs', 'change_stream_log_retention_duration', 'default_collection_compression', 'profiler'].map(
    (name) => word(name),
  ),
  ...['profiler_sampling_rate', 'profiler_threshold_ms', 'ttl_monitor', 'planner_version'].map((name) =>
    word(name),
  ),
  ...['index_build_limit', 'log_retention', 'write_limit'].map((name) => number(name, 'dynamic')),
];

const parametersFor = (family: string): readonly EngineParameter[] => {
  const major = numberIn(family);
  const minor = numberIn(family, 1);
  const since = (wantedMajor: number, wantedMinor: number): boolean =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  if (family.startsWith('docdb')) return docdb(major);
  if (family.startsWith('aurora-mysql')) return auroraMysql(major, minor);
  if (family.startsWith('aurora-postgresql'))
    return [...postgres, flag('rds.force_ssl', major >= 17 ? '1' : '0')];
  if (/^postgres\d/.test(family)) return [...postgres, flag('rds.force_ssl', major >= 15 ? '1' : '0')];
  if (/^mysql\d/.test(family))
    return [
      ...mysql,
      ...(since(5, 7) ? [flag('require_secure_transport', since(9, 7) ? '1' : undefined)] : []),
    ];
  if (/^mariadb\d/.test(family)) {
    const tls = flag('require_secure_transport', since(11, 8) ? '1' : '0');
    return [...mysql, ...(since(10, 5) ? [tls] : [])];
  }
  if (family.startsWith('sqlserver-')) return [...sqlserver, flag('rds.force_ssl', '0', 'static')];
  if (family.startsWith('db2-')) return db2(family);
  return [number('sessions', 'static')];
};

/** In the order of their names, as RDS lists them. */
export const engineParameters = (family: string): readonly EngineParameter[] =>
  parametersFor(family).toSorted((a, b) => (a.ParameterName < b.ParameterName ? -1 : 1));

export const isAllowed = ({ AllowedValues }: EngineParameter, value: string): boolean =>
  AllowedValues === undefined ||
  AllowedValues.split(',').some((allowed) => {
    const [from, to] = allowed.split('-');
    if (to === undefined) return allowed === value;
    return /^\d+$/.test(value) && Number(value) >= Number(from) && Number(value) <= Number(to);
  });

/** Engine and version → the family of its parameter groups. */
export const familyOf = (engine: string, version: string): string => {
  const [major = '', minor = ''] = version.split('.');
  if (engine === 'postgres' || engine === 'aurora-postgresql')
    return `${engine}${Number(major) >= 10 ? major : `${major}.${minor}`}`;
  if (engine.startsWith('sqlserver-')) return `${engine}-${major}.${Number(minor)}`;
  if (engine.startsWith('oracle-')) return `${engine}-${major}`;
  if (engine.startsWith('db2-')) return `${engine}-${major}.${minor}`;
  return `${engine}${major}.${minor}`;
};

/** What a new instance of an engine gets when nobody says. */
export const defaultVersion = (engine: string): string => {
  if (engine === 'postgres') return '14.12';
  if (engine === 'mysql') return '8.0.40';
  if (engine === 'mariadb') return '10.11.9';
  if (engine.startsWith('sqlserver-')) return '15.00.4415.2.v1';
  if (engine.startsWith('db2-')) return '11.5.9.0.sb00000000.r1';
  return '19.0.0';
};
