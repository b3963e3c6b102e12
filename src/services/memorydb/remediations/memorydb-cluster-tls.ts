import { DescribeClustersCommand, MemoryDBClient } from '@aws-sdk/client-memorydb';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { newCluster, newName, openToAll } from './memorydb-cluster-tls/write.ts';

/** Everything that is said of clusters. */
const all = {
  'no-tls': {
    says: 'Cluster {name} of MemoryDB was made without TLS: what clients store in it and get from it goes in the clear.',
    todo: 'MemoryDB sets TLS when a cluster is made and never after, so that Waxseal cannot. Have nobody write to it, make another one from a snapshot as waxseal plan --resource ARN shows, have clients use that one with TLS, give it the tags of {name}, and delete {name} when nobody is left.',
  },
  'open-to-all': {
    says: 'The access control list {acl} lets everybody in who reaches cluster {name}, and the new one is told with it as well, so that clients need not change twice.',
    todo: 'Make users and an access control list of your own (aws memorydb create-acl), and give it to the new one: aws memorydb update-cluster --region {region} --cluster-name {another} --acl-name ACL',
  },
  'multi-region': {
    says: 'Cluster {name} belongs to the multi-Region cluster {whole}, which was made without TLS: what clients store in it and get from it goes in the clear.',
    todo: 'TLS is set when a multi-Region cluster is made and never after. Make another one with TLS, fill it, and have the clients of all its Regions use that one.',
  },
  'not-told': {
    says: 'MemoryDB does not say whether cluster {name} takes TLS.',
    todo: 'Look at it: aws memorydb describe-clusters --region {region} --cluster-name {name} --query "Clusters[].TLSEnabled"',
  },
} as const;

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id: ClusterName }, aws) => {
    const asked = aws
      .use(MemoryDBClient)
      .send(new DescribeClustersCommand({ ClusterName, ShowShardDetails: true }));
    const answer = await unless('ClusterNotFoundFault', undefined, asked);
    const found = answer?.Clusters?.find(({ Name }) => Name === ClusterName);
    return (
      found && {
        tls: found.TLSEnabled ?? null,
        whole: found.MultiRegionClusterName ?? null,
        kept: {
          description: found.Description || null,
          nodeType: found.NodeType ?? '',
          shards: found.NumberOfShards ?? 1,
          replicas: Math.max(0, ...(found.Shards ?? []).map(({ NumberOfNodes = 1 }) => NumberOfNodes - 1)),
          engine: found.Engine ?? 'redis',
          engineVersion: found.EngineVersion ?? '',
          parameterGroup: found.ParameterGroupName ?? '',
          subnetGroup: found.SubnetGroupName ?? '',
          securityGroups: (found.SecurityGroups ?? [])
            .flatMap(({ SecurityGroupId }) => SecurityGroupId ?? [])
            .toSorted(),
          acl: found.ACLName ?? openToAll,
          key: found.KmsKeyId ?? null,
          port: found.ClusterEndpoint?.Port ?? null,
          dataTiering: found.DataTiering === 'true',
          snapshotDays: found.SnapshotRetentionLimit ?? null,
          snapshotWindow: found.SnapshotWindow ?? null,
          maintenanceWindow: found.MaintenanceWindow ?? null,
          topic: found.SnsTopicArn ?? null,
          minorUpgrades: found.AutoMinorVersionUpgrade ?? null,
          network: found.NetworkType ?? null,
          discovery: found.IpDiscovery ?? null,
        },
      }
    );
  },
  evaluate: ({ tls, whole, kept }, { id: name, arn, region }): Evaluated<keyof typeof all> => {
    if (tls === true) return { is: 'good' };
    if (tls === null) return { is: 'unknown', message: 'not-told', data: { name, region } };
    if (whole !== null) return { is: 'advised', message: 'multi-region', data: { name, whole }, advises: [] };
    return {
      is: 'advised',
      message: 'no-tls',
      data: { name },
      notes: saying('open-to-all', kept.acl === openToAll, {
        name,
        region,
        acl: kept.acl,
        another: newName(name),
      }),
      advises: [{ set: 'cluster', on: arn, before: { TLSEnabled: false }, after: kept }],
    };
  },
  write: newCluster,
});

/** Finds MemoryDB clusters without TLS, and says how another one is made from a snapshot. */
export default remediation({
  meta: {
    id: 'memorydb-cluster-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'MemoryDB clusters take TLS only',
    summary:
      'Evaluates TLSEnabled of a cluster. It is set when a cluster is made and cannot be changed: how another one is made from a snapshot, with what the old one has, is told. Waxseal writes nothing.',
    resourceType: 'AWS::MemoryDB::Cluster',
    configRules: [],
    controls: [],
    services: ['memorydb'],
    reversible: true,
    permissions: { read: ['memorydb:DescribeClusters'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html',
      'https://docs.aws.amazon.com/memorydb/latest/devguide/snapshots-restoring.html',
      'https://docs.aws.amazon.com/memorydb/latest/APIReference/API_Cluster.html',
      'https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
