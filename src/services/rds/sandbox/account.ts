import { createHash } from 'node:crypto';
import { twice } from '../../../sandbox/twice.ts';
import type { Where } from '../../../sandbox/world.ts';
import { defaultVersion, engineParameters, familyOf } from './parameters.ts';
import { clusterOf, memberOf } from './cluster-account.ts';
import { demandsIamWithoutTls } from './proxies.ts';
import type { Group, Instance, InstanceRecord, Rds, RdsRecords } from './records.ts';
import { groupArn, isName } from './world.ts';

const instanceOf = (record: InstanceRecord, { partition, region, account }: Where): Instance => {
  const { DBInstanceIdentifier: name, Engine, EngineVersion = defaultVersion(Engine), ...rest } = record;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 26).toUpperCase();
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    Endpoint: { Address: `${name}.c0sandbox.${region}.rds.${domain}`, Port: 5432 },
    DbiResourceId: `db-${hash}`,
    DBParameterGroups: [
      {
        DBParameterGroupName: `default.${familyOf(Engine, EngineVersion)}`,
        ParameterApplyStatus: 'in-sync',
      },
    ],
    BackupRetentionPeriod: 1,
    ...rest,
    DBInstanceIdentifier: name,
    Engine,
    EngineVersion,
    DBInstanceArn: `arn:${partition}:rds:${region}:${account}:db:${name}`,
  };
};

const groupOf = (record: RdsRecords['DBParameterGroups'][number], where: Where, kind?: string): Group => {
  const { Parameters, ...rest } = record;
  return {
    ...rest,
    DBParameterGroupArn: groupArn(record.DBParameterGroupName, where, kind),
    set: Object.fromEntries(
      Parameters.flatMap(({ ParameterName, ParameterValue }) =>
        ParameterValue === undefined ? [] : [[ParameterName, ParameterValue] as const],
      ),
    ),
    fixed: Parameters.filter(({ IsModifiable }) => !IsModifiable).map(({ ParameterName }) => ParameterName),
  };
};

/** AWS makes the default group of a family with the first instance that needs it. */
const defaultGroup = (family: string, where: Where, kind?: string): Group => ({
  DBParameterGroupName: `default.${family}`,
  DBParameterGroupFamily: family,
  Description: `Default parameter group for ${family}`,
  DBParameterGroupArn: groupArn(`default.${family}`, where, kind),
  set: {},
  fixed: [],
  TagList: [],
});

/** Those of an account file, and the defaults that it does not name. */
const withDefaults = (
  given: readonly Group[],
  families: readonly string[],
  where: Where,
  kind?: string,
): readonly Group[] => {
  const missing = [...new Set(families)].filter(
    (family) => !given.some(({ DBParameterGroupName }) => DBParameterGroupName === `default.${family}`),
  );
  return [...given, ...missing.map((family) => defaultGroup(family, where, kind))].toSorted((a, b) =>
    a.DBParameterGroupName < b.DBParameterGroupName ? -1 : 1,
  );
};

const clusterFault = ({ DBClusters, DBClusterParameterGroups }: Rds): string | undefined => {
  for (const { DBClusterIdentifier: name, Engine, EngineVersion, DBClusterParameterGroup } of DBClusters) {
    if (!isName(name, 63)) return `rds.DBClusters ${name} is no cluster identifier`;
    const group = DBClusterParameterGroups.find(
      ({ DBParameterGroupName }) => DBParameterGroupName === DBClusterParameterGroup,
    );
    if (!group) return `rds.DBClusters ${name} has a parameter group that does not exist`;
    if (group.DBParameterGroupFamily !== familyOf(Engine, EngineVersion ?? ''))
      return `rds.DBClusters ${name} has a parameter group of another family`;
  }
  return undefined;
};

const faultIn = ({
  DBClusters,
  DBClusterParameterGroups,
  DBInstances,
  DBParameterGroups,
  DBProxies,
}: Rds): string | undefined => {
  for (const {
    DBInstanceIdentifier: name,
    Engine,
    EngineVersion,
    DBParameterGroups: attached,
  } of DBInstances) {
    if (!isName(name, 63)) return `rds.DBInstances ${name} is no instance identifier`;
    const group = DBParameterGroups.find(
      (one) => one.DBParameterGroupName === attached[0]?.DBParameterGroupName,
    );
    if (!group) return `rds.DBInstances ${name} has a parameter group that does not exist`;
    if (group.DBParameterGroupFamily !== familyOf(Engine, EngineVersion))
      return `rds.DBInstances ${name} has a parameter group of another family`;
  }
  for (const { DBParameterGroupName: name, DBParameterGroupFamily: family, set, fixed } of [
    ...DBParameterGroups,
    ...DBClusterParameterGroups,
  ]) {
    if (!name.startsWith('default.') && !isName(name, 255))
      return `rds.DBParameterGroups ${name} is no group name`;
    if (name.startsWith('default.') && Object.keys(set).length > 0)
      return `rds.DBParameterGroups ${name} is a default group, and nobody can set anything in it`;
    const known = new Set(engineParameters(family).map(({ ParameterName }) => ParameterName));
    const unknown = [...Object.keys(set), ...fixed].find((parameter) => !known.has(parameter));
    if (unknown !== undefined)
      return `rds.DBParameterGroups ${name} sets ${unknown}, which ${family} does not have`;
  }
  const impossible = DBProxies.find(demandsIamWithoutTls);
  if (impossible) return `rds.DBProxies ${impossible.DBProxyName} demands IAM without TLS`;
  const double =
    twice(DBClusters.map(({ DBClusterIdentifier }) => DBClusterIdentifier)) ??
    twice(DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)) ??
    twice(DBParameterGroups.map(({ DBParameterGroupName }) => DBParameterGroupName)) ??
    twice(DBClusterParameterGroups.map(({ DBParameterGroupName }) => DBParameterGroupName)) ??
    twice(DBProxies.map(({ DBProxyName }) => DBProxyName));
  return double === undefined ? undefined : `rds has ${double} twice`;
};

/** Adds AWS's defaults; a sentence when the records describe no possible account. */
export const loadRds = (records: RdsRecords, where: Where): Rds | string => {
  const DBClusters = records.DBClusters.map((record) => clusterOf(record, where)).toSorted((a, b) =>
    a.DBClusterIdentifier < b.DBClusterIdentifier ? -1 : 1,
  );
  const known = new Set(records.DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier));
  const members = DBClusters.flatMap((cluster) =>
    cluster.DBClusterMembers.flatMap(({ DBInstanceIdentifier: name }) =>
      known.has(name) ? [] : [memberOf(cluster, name)],
    ),
  );
  const DBInstances = [...records.DBInstances, ...members]
    .map((record) => instanceOf(record, where))
    .toSorted((a, b) => (a.DBInstanceIdentifier < b.DBInstanceIdentifier ? -1 : 1));
  const DBParameterGroups = withDefaults(
    records.DBParameterGroups.map((record) => groupOf(record, where)),
    DBInstances.map(({ Engine, EngineVersion }) => familyOf(Engine, EngineVersion)),
    where,
  );
  const DBClusterParameterGroups = withDefaults(
    records.DBClusterParameterGroups.map(({ DBClusterParameterGroupName, ...record }) =>
      groupOf({ ...record, DBParameterGroupName: DBClusterParameterGroupName }, where, 'cluster-pg'),
    ),
    DBClusters.map(({ Engine, EngineVersion }) => familyOf(Engine, EngineVersion ?? '')),
    where,
    'cluster-pg',
  );
  const rds: Rds = {
    region: where.region,
    DBClusters,
    DBInstances,
    DBParameterGroups,
    DBClusterParameterGroups,
    BlueGreenDeployments: records.BlueGreenDeployments,
    DBEngineVersions: records.DBEngineVersions,
    OptionGroups: records.OptionGroups.toSorted((a, b) => (a.OptionGroupName < b.OptionGroupName ? -1 : 1)),
    DBProxies: records.DBProxies.map((proxy) => ({
      ...proxy,
      DBProxyArn:
        proxy.DBProxyArn ??
        `arn:${where.partition}:rds:${where.region}:${where.account}:db-proxy:${proxy.DBProxyName}`,
    })).toSorted((a, b) => (a.DBProxyName < b.DBProxyName ? -1 : 1)),
  };
  return clusterFault(rds) ?? faultIn(rds) ?? rds;
};
