import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import type { NotKnown } from '../../core/model/evidence.ts';
import { queryPermissions } from '../logs-insights/source.ts';
import type { Asking, Source } from '../source.ts';
import { nameIn, notObservable, readCluster } from './clusters.ts';
import { readFiles } from './files.ts';
import { mysqlAudit, postgres, readGroup } from './groups.ts';
import { mysqlAuditLine } from './mysql-audit.ts';
import { isOn, logConnections, parameterOf } from './parameters.ts';
import { postgresLine } from './postgresql.ts';

const lateHours = 1;

const logs = {
  postgres: {
    name: 'postgresql',
    files: 'postgresql',
    line: postgresLine,
    exported: postgres,
    title: 'the PostgreSQL log',
  },
  mysql: {
    name: 'audit',
    files: 'audit',
    line: mysqlAuditLine,
    exported: mysqlAudit,
    title: 'the MySQL audit log',
  },
} as const;
type Engine = keyof typeof logs;
const isEngine = (engine: unknown): engine is Engine => engine === 'postgres' || engine === 'mysql';

const off: Readonly<Record<Engine, NotKnown>> = {
  postgres: {
    is: 'unknown',
    why: 'off',
    says: 'log_connections is off, so PostgreSQL does not write who connects.',
    enable: {
      how: 'Set log_connections to 1 in its parameter group (dynamic: no reboot), and export the postgresql log to CloudWatch Logs so that it is kept for the window.',
      costs: 'A line for each connection; about 0.50 dollars for each GB in CloudWatch Logs.',
    },
  },
  mysql: {
    is: 'unknown',
    why: 'off',
    says: 'The audit plugin (MARIADB_AUDIT_PLUGIN) writes no log, so nothing records who connects.',
    enable: {
      how: 'Add MARIADB_AUDIT_PLUGIN with SERVER_AUDIT_EVENTS=CONNECT by an option group, and export the audit log to CloudWatch Logs. Taking it out again restarts the instance.',
      costs: 'A line for each connection; about 0.50 dollars for each GB in CloudWatch Logs.',
    },
  },
};

const read = async (asking: Asking) => {
  const { question, target, look, window } = asking;
  const until = new Date(window.to.getTime() - lateHours * 3_600_000);
  if (question.of.includes(':cluster:')) return readCluster(asking, until);
  const engine = question.given?.['engine'];
  if (!isEngine(engine)) return notObservable(engine);
  const name = nameIn(question);
  const { DBInstances: [instance] = [] } = await look(target)
    .use(RDSClient)
    .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }));
  const { name: log, files, line, exported, title } = logs[engine];
  if (engine === 'postgres') {
    const group = instance?.DBParameterGroups?.[0]?.DBParameterGroupName;
    const one = group === undefined ? undefined : await parameterOf(group, logConnections, asking);
    if (!isOn(one?.ParameterValue)) return off.postgres;
  }
  // Pools that connected before the window, and stay, are in no log of it: never complete.
  const known = { is: 'read', complete: false, until: until.toISOString() } as const;
  if (instance?.EnabledCloudwatchLogsExports?.includes(log)) {
    const group = `/aws/rds/instance/${name}/${log}`;
    const counts = await readGroup(group, exported, until, asking);
    if (counts) return { ...known, source: `${title} in log group ${group}`, ...counts };
  }
  const { tally, onSince, cutOff } = await readFiles(name, files, line, asking);
  const result = tally.result(until);
  const nothing = result.secure + result.offending + result.unread === 0;
  if (engine === 'mysql' && onSince === null && nothing) return off.mysql;
  return { ...known, source: `${title} of ${name}`, onSince, ...result, cutOff };
};

/** What database engines write about connections, without credentials of the database. */
export const rdsLogs: Source = {
  name: 'Database logs',
  permissions: [
    'rds:DescribeDBClusterParameters',
    'rds:DescribeDBClusters',
    'rds:DescribeDBInstances',
    'rds:DescribeDBLogFiles',
    'rds:DescribeDBParameters',
    'rds:DownloadDBLogFilePortion',
    ...queryPermissions,
  ],
  answers: ({ ask, of }) => ask === 'plaintext-connections' && /:rds:[^:]*:\d+:(?:db|cluster):/.test(of),
  read,
};
