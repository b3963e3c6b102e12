import { createHash } from 'node:crypto';
import type { Where } from '../../../sandbox/world.ts';
import { familyOf } from './parameters.ts';
import type { Cluster, ClusterRecord, InstanceRecord } from './records.ts';

/** The word of each service in the names of its hosts. */
const hosts: Readonly<Record<string, string>> = { docdb: 'docdb', neptune: 'neptune' };

/** Adds what AWS answers of every cluster; one of no other members has a writer. */
export const clusterOf = (record: ClusterRecord, { partition, region, account }: Where): Cluster => {
  const { DBClusterIdentifier: name, Engine, EngineVersion } = record;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 26).toUpperCase();
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const end = `c0sandbox.${region}.${hosts[Engine] ?? 'rds'}.${domain}`;
  return {
    DbClusterResourceId: `cluster-${hash}`,
    DBClusterParameterGroup: `default.${familyOf(Engine, EngineVersion ?? '')}`,
    DBClusterMembers: [
      {
        DBInstanceIdentifier: `${name}-1`,
        IsClusterWriter: true,
        DBClusterParameterGroupStatus: 'in-sync',
      },
    ],
    Endpoint: `${name}.cluster-${end}`,
    ReaderEndpoint: `${name}.cluster-ro-${end}`,
    ...record,
    DBClusterArn: `arn:${partition}:rds:${region}:${account}:cluster:${name}`,
  };
};

/** An instance of a cluster that the account file names nowhere else. */
export const memberOf = (
  { DBClusterIdentifier, Engine, EngineVersion }: Cluster,
  DBInstanceIdentifier: string,
): InstanceRecord => ({
  DBInstanceIdentifier,
  DBClusterIdentifier,
  Engine,
  EngineVersion: EngineVersion ?? '',
  DBInstanceClass: 'db.r6g.large',
  DBInstanceStatus: 'available',
  CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  VpcSecurityGroups: [],
  ReadReplicaDBInstanceIdentifiers: [],
  PendingModifiedValues: {},
  TagList: [],
});
