import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { defaultVersion, engineParameters, familyOf } from './rds-parameters.ts';

const tags = z._default(z.array(z.strictObject({ Key: z.string(), Value: z.string() })), []);

const instanceRecord = z.strictObject({
  DBInstanceIdentifier: z.string(),
  Engine: z.string(),
  EngineVersion: z.optional(z.string()),
  DbiResourceId: z.optional(z.string().check(z.regex(/^db-[A-Z0-9]{26}$/))),
  DBInstanceClass: z._default(z.string(), 'db.m6g.large'),
  DBInstanceStatus: z._default(z.string(), 'available'),
  Endpoint: z.optional(z.strictObject({ Address: z.string(), Port: z.number() })),
  DBParameterGroups: z.optional(
    z
      .array(
        z.strictObject({
          DBParameterGroupName: z.string(),
          ParameterApplyStatus: z._default(z.string(), 'in-sync'),
        }),
      )
      .check(z.length(1)),
  ),
  DBClusterIdentifier: z.optional(z.string()),
  ReadReplicaSourceDBInstanceIdentifier: z.optional(z.string()),
  ReadReplicaDBInstanceIdentifiers: z._default(z.array(z.string()), []),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  TagList: tags,
});

const groupRecord = z.strictObject({
  DBParameterGroupName: z.string(),
  DBParameterGroupFamily: z.string(),
  Description: z._default(z.string(), 'by hand'),
  /** What people have set, and what RDS lets nobody set, in the shape of DescribeDBParameters. */
  Parameters: z._default(
    z.array(
      z.strictObject({
        ParameterName: z.string(),
        ParameterValue: z.optional(z.string()),
        IsModifiable: z._default(z.boolean(), true),
      }),
    ),
    [],
  ),
  TagList: tags,
});

const proxyRecord = z.strictObject({
  DBProxyName: z.string(),
  EngineFamily: z.string(),
  RequireTLS: z._default(z.boolean(), false),
  /** As DescribeDBProxyTargets lists them. */
  Targets: z._default(z.array(z.strictObject({ Type: z.string(), RdsResourceId: z.string() })), []),
});

/** RDS of the account, as account files carry it. */
export const rdsRecords = z.strictObject({
  DBInstances: z._default(z.array(instanceRecord), []),
  DBParameterGroups: z._default(z.array(groupRecord), []),
  DBProxies: z._default(z.array(proxyRecord), []),
});
export type RdsRecords = z.output<typeof rdsRecords>;

type InstanceRecord = RdsRecords['DBInstances'][number];
export interface Instance extends Omit<InstanceRecord, 'EngineVersion' | 'DBParameterGroups'> {
  readonly EngineVersion: string;
  readonly DbiResourceId: string;
  readonly DBInstanceArn: string;
  readonly DBParameterGroups: readonly {
    readonly DBParameterGroupName: string;
    readonly ParameterApplyStatus: string;
  }[];
}
export interface Group {
  readonly DBParameterGroupName: string;
  readonly DBParameterGroupFamily: string;
  readonly Description: string;
  readonly DBParameterGroupArn: string;
  /** What people have set. */
  readonly set: Readonly<Record<string, string>>;
  /** What RDS lets nobody set, beyond what the engine says. */
  readonly fixed: readonly string[];
  readonly TagList: readonly { readonly Key: string; readonly Value: string }[];
}
export interface Rds {
  readonly region: string;
  /** Each in the order of their names. */
  readonly DBInstances: readonly Instance[];
  readonly DBParameterGroups: readonly Group[];
  readonly DBProxies: RdsRecords['DBProxies'];
}

interface Where {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

export const groupArn = (name: string, { partition, region, account }: Where): string =>
  `arn:${partition}:rds:${region}:${account}:pg:${name}`;

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
    ...rest,
    DBInstanceIdentifier: name,
    Engine,
    EngineVersion,
    DBInstanceArn: `arn:${partition}:rds:${region}:${account}:db:${name}`,
  };
};

const groupOf = (record: RdsRecords['DBParameterGroups'][number], where: Where): Group => {
  const { Parameters, ...rest } = record;
  return {
    ...rest,
    DBParameterGroupArn: groupArn(record.DBParameterGroupName, where),
    set: Object.fromEntries(
      Parameters.flatMap(({ ParameterName, ParameterValue }) =>
        ParameterValue === undefined ? [] : [[ParameterName, ParameterValue] as const],
      ),
    ),
    fixed: Parameters.filter(({ IsModifiable }) => !IsModifiable).map(({ ParameterName }) => ParameterName),
  };
};

/** AWS makes the default group of a family with the first instance that needs it. */
const defaultGroup = (family: string, where: Where): Group => ({
  DBParameterGroupName: `default.${family}`,
  DBParameterGroupFamily: family,
  Description: `Default parameter group for ${family}`,
  DBParameterGroupArn: groupArn(`default.${family}`, where),
  set: {},
  fixed: [],
  TagList: [],
});

const twice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) < index);

/** RDS's names: letters, digits, single hyphens, beginning with a letter, kept in lower case. */
export const isName = (name: string, longest: number): boolean =>
  name.length <= longest && /^[a-z](-?[a-z0-9])*$/.test(name);

const faultIn = ({ DBInstances, DBParameterGroups, DBProxies }: Rds): string | undefined => {
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
  for (const {
    DBParameterGroupName: name,
    DBParameterGroupFamily: family,
    set,
    fixed,
  } of DBParameterGroups) {
    if (!name.startsWith('default.') && !isName(name, 255))
      return `rds.DBParameterGroups ${name} is no group name`;
    if (name.startsWith('default.') && Object.keys(set).length > 0)
      return `rds.DBParameterGroups ${name} is a default group, and nobody can set anything in it`;
    const known = new Set(engineParameters(family).map(({ ParameterName }) => ParameterName));
    const unknown = [...Object.keys(set), ...fixed].find((parameter) => !known.has(parameter));
    if (unknown !== undefined)
      return `rds.DBParameterGroups ${name} sets ${unknown}, which ${family} does not have`;
  }
  const double =
    twice(DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)) ??
    twice(DBParameterGroups.map(({ DBParameterGroupName }) => DBParameterGroupName)) ??
    twice(DBProxies.map(({ DBProxyName }) => DBProxyName));
  return double === undefined ? undefined : `rds has ${double} twice`;
};

/** Adds AWS's defaults; a sentence when the records describe no possible account. */
export const loadRds = (records: RdsRecords, where: Where): Rds | string => {
  const DBInstances = records.DBInstances.map((record) => instanceOf(record, where)).toSorted((a, b) =>
    a.DBInstanceIdentifier < b.DBInstanceIdentifier ? -1 : 1,
  );
  const given = records.DBParameterGroups.map((record) => groupOf(record, where));
  const families = new Set(DBInstances.map(({ Engine, EngineVersion }) => familyOf(Engine, EngineVersion)));
  const missing = [...families].filter(
    (family) => !given.some(({ DBParameterGroupName }) => DBParameterGroupName === `default.${family}`),
  );
  const DBParameterGroups = [...given, ...missing.map((family) => defaultGroup(family, where))].toSorted(
    (a, b) => (a.DBParameterGroupName < b.DBParameterGroupName ? -1 : 1),
  );
  const rds: Rds = {
    region: where.region,
    DBInstances,
    DBParameterGroups,
    DBProxies: records.DBProxies.toSorted((a, b) => (a.DBProxyName < b.DBProxyName ? -1 : 1)),
  };
  return faultIn(rds) ?? rds;
};
