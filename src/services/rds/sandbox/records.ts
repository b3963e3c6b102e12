import * as z from 'zod/mini';

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
  /** `null`: RDS Custom has none. */
  CACertificateIdentifier: z._default(z.nullable(z.string()), 'rds-ca-rsa2048-g1'),
  /** What the server shows, where that is not the same yet. */
  CertificateDetails: z.optional(
    z.strictObject({ CAIdentifier: z.optional(z.string()), ValidTill: z.optional(z.string()) }),
  ),
  /** Default: AWS's own group of the engine. */
  OptionGroupMemberships: z.optional(
    z.array(z.strictObject({ OptionGroupName: z.string(), Status: z._default(z.string(), 'in-sync') })),
  ),
  VpcSecurityGroups: z._default(
    z.array(z.strictObject({ VpcSecurityGroupId: z.string(), Status: z._default(z.string(), 'active') })),
    [],
  ),
  ReadReplicaSourceDBInstanceIdentifier: z.optional(z.string()),
  ReadReplicaDBInstanceIdentifiers: z._default(z.array(z.string()), []),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  PreferredMaintenanceWindow: z.optional(z.string()),
  /** Default: what RDS takes when nobody says. */
  BackupRetentionPeriod: z.optional(z.number()),
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

const optionGroupRecord = z.strictObject({
  OptionGroupName: z.string(),
  EngineName: z._default(z.string(), 'oracle-se2'),
  MajorEngineVersion: z._default(z.string(), '19'),
  Options: z._default(
    z.array(
      z.strictObject({
        OptionName: z.string(),
        Port: z.optional(z.number()),
        OptionSettings: z._default(z.array(z.strictObject({ Name: z.string(), Value: z.string() })), []),
        VpcSecurityGroupMemberships: z._default(
          z.array(z.strictObject({ VpcSecurityGroupId: z.string() })),
          [],
        ),
      }),
    ),
    [],
  ),
});

const proxyRecord = z.strictObject({
  DBProxyName: z.string(),
  /** Default: with its name as id, which AWS makes otherwise. */
  DBProxyArn: z.optional(z.string()),
  EngineFamily: z.string(),
  Status: z._default(z.string(), 'available'),
  /** `null`: AWS does not tell. */
  RequireTLS: z._default(z.nullable(z.boolean()), false),
  IdleClientTimeout: z._default(z.number(), 1800),
  DefaultAuthScheme: z._default(z.string(), 'NONE'),
  Auth: z._default(
    z.array(
      z.strictObject({ SecretArn: z.optional(z.string()), IAMAuth: z._default(z.string(), 'DISABLED') }),
    ),
    [],
  ),
  /** Left out: what AWS makes. `null`: it shows none. */
  Endpoint: z.optional(z.nullable(z.string())),
  /** Those that its owner made besides, as DescribeDBProxyEndpoints lists them. */
  Endpoints: z._default(
    z.array(z.strictObject({ DBProxyEndpointName: z.string(), Endpoint: z.optional(z.string()) })),
    [],
  ),
  VpcId: z.optional(z.string()),
  TagList: tags,
  /** As DescribeDBProxyTargets lists them. */
  Targets: z._default(z.array(z.strictObject({ Type: z.string(), RdsResourceId: z.string() })), []),
});

const deploymentRecord = z.strictObject({
  BlueGreenDeploymentIdentifier: z.string(),
  BlueGreenDeploymentName: z.optional(z.string()),
  /** ARNs. */
  Source: z.string(),
  Target: z.optional(z.string()),
  Status: z._default(z.string(), 'AVAILABLE'),
  SwitchoverDetails: z._default(
    z.array(z.strictObject({ SourceMember: z.string(), TargetMember: z.optional(z.string()) })),
    [],
  ),
});

const clusterGroupRecord = z.extend(z.omit(groupRecord, { DBParameterGroupName: true }), {
  DBClusterParameterGroupName: z.string(),
});

/** A cluster of Aurora, DocumentDB or Neptune, or a Multi-AZ DB cluster. Members that are no instances yet are made. */
const clusterRecord = z.strictObject({
  DBClusterIdentifier: z.string(),
  Engine: z.string(),
  /** `null`: AWS does not tell. */
  EngineVersion: z.nullable(z.string()),
  EngineMode: z.optional(z.string()),
  DbClusterResourceId: z.optional(z.string().check(z.regex(/^cluster-[A-Z0-9]{26}$/))),
  Status: z._default(z.string(), 'available'),
  DBClusterParameterGroup: z.optional(z.string()),
  DBClusterMembers: z.optional(
    z.array(
      z.strictObject({
        DBInstanceIdentifier: z.string(),
        IsClusterWriter: z._default(z.boolean(), true),
        DBClusterParameterGroupStatus: z._default(z.string(), 'in-sync'),
      }),
    ),
  ),
  Endpoint: z.optional(z.string()),
  ReaderEndpoint: z.optional(z.string()),
  CustomEndpoints: z._default(z.array(z.string()), []),
  Port: z._default(z.number(), 5432),
  GlobalClusterIdentifier: z.optional(z.string()),
  ReplicationSourceIdentifier: z.optional(z.string()),
  ReadReplicaIdentifiers: z._default(z.array(z.string()), []),
  ServerlessV2ScalingConfiguration: z.optional(
    z.strictObject({ MinCapacity: z.number(), MaxCapacity: z.number() }),
  ),
  PendingModifiedValues: z._default(z.record(z.string(), z.unknown()), {}),
  TagList: tags,
});

const versionRecord = z.strictObject({
  Engine: z.string(),
  EngineVersion: z.string(),
  SupportedCACertificateIdentifiers: z.optional(z.array(z.string())),
  SupportsCertificateRotationWithoutRestart: z.optional(z.boolean()),
});

/** RDS of the account, as account files carry it. */
export const rdsRecords = z.strictObject({
  DBClusters: z._default(z.array(clusterRecord), []),
  DBInstances: z._default(z.array(instanceRecord), []),
  DBParameterGroups: z._default(z.array(groupRecord), []),
  DBClusterParameterGroups: z._default(z.array(clusterGroupRecord), []),
  DBProxies: z._default(z.array(proxyRecord), []),
  OptionGroups: z._default(z.array(optionGroupRecord), []),
  BlueGreenDeployments: z._default(z.array(deploymentRecord), []),
  /** What is otherwise than the sandbox has it of every version. */
  DBEngineVersions: z._default(z.array(versionRecord), []),
});
export type RdsRecords = z.output<typeof rdsRecords>;
export type InstanceRecord = RdsRecords['DBInstances'][number];
export interface Instance extends Omit<InstanceRecord, 'EngineVersion' | 'DBParameterGroups'> {
  readonly EngineVersion: string;
  readonly DbiResourceId: string;
  readonly DBInstanceArn: string;
  readonly DBParameterGroups: readonly {
    readonly DBParameterGroupName: string;
    readonly ParameterApplyStatus: string;
  }[];
}
export type ClusterRecord = RdsRecords['DBClusters'][number];
export interface Cluster extends ClusterRecord {
  readonly DbClusterResourceId: string;
  readonly DBClusterArn: string;
  readonly DBClusterParameterGroup: string;
  readonly DBClusterMembers: NonNullable<ClusterRecord['DBClusterMembers']>;
}
export type Proxy = RdsRecords['DBProxies'][number] & { readonly DBProxyArn: string };
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
  readonly DBClusters: readonly Cluster[];
  readonly DBInstances: readonly Instance[];
  readonly DBParameterGroups: readonly Group[];
  /** As those of instances, so that they are played by the same operations. */
  readonly DBClusterParameterGroups: readonly Group[];
  readonly DBProxies: readonly Proxy[];
  readonly OptionGroups: RdsRecords['OptionGroups'];
  readonly BlueGreenDeployments: RdsRecords['BlueGreenDeployments'];
  readonly DBEngineVersions: RdsRecords['DBEngineVersions'];
}
