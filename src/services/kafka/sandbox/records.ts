import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const enabled = z.optional(z.strictObject({ Enabled: z.optional(z.boolean()) }));
const clientAuthentication = z.strictObject({
  Sasl: z.optional(z.strictObject({ Iam: enabled, Scram: enabled })),
  Tls: z.optional(
    z.strictObject({
      Enabled: z.optional(z.boolean()),
      CertificateAuthorityArnList: z.optional(z.array(z.string())),
    }),
  ),
  Unauthenticated: enabled,
});

const provisioned = z.strictObject({
  BrokerNodeGroupInfo: z._default(
    z.strictObject({
      ClientSubnets: z._default(z.array(z.string()), ['subnet-1', 'subnet-2', 'subnet-3']),
      InstanceType: z._default(z.string(), 'kafka.m7g.large'),
      SecurityGroups: z.optional(z.array(z.string())),
      ConnectivityInfo: z.optional(z.strictObject({ PublicAccess: z.strictObject({ Type: z.string() }) })),
    }),
    { ClientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'], InstanceType: 'kafka.m7g.large' },
  ),
  ClientAuthentication: z.optional(clientAuthentication),
  CurrentBrokerSoftwareInfo: z._default(
    z.strictObject({
      KafkaVersion: z.string(),
      ConfigurationArn: z.optional(z.string()),
      ConfigurationRevision: z.optional(z.number()),
    }),
    { KafkaVersion: '3.8.x' },
  ),
  CustomerActionStatus: z.optional(z.string()),
  EncryptionInfo: z.optional(
    z.strictObject({
      EncryptionAtRest: z.optional(z.strictObject({ DataVolumeKMSKeyId: z.string() })),
      EncryptionInTransit: z.optional(
        z.strictObject({ ClientBroker: z.optional(z.string()), InCluster: z.optional(z.boolean()) }),
      ),
    }),
  ),
  EnhancedMonitoring: z._default(z.string(), 'DEFAULT'),
  NumberOfBrokerNodes: z._default(z.number(), 3),
  ZookeeperConnectString: z.optional(z.string()),
});

const serverless = z.strictObject({
  VpcConfigs: z._default(z.array(z.strictObject({ SubnetIds: z.array(z.string()) })), [
    { SubnetIds: ['subnet-1', 'subnet-2'] },
  ]),
  ClientAuthentication: z.optional(z.strictObject({ Sasl: z.optional(z.strictObject({ Iam: enabled })) })),
});

const cluster = z.strictObject({
  ClusterName: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)),
  /** What its ARN ends with. Default: as MSK makes them, `-s1` of a serverless one. */
  Id: z.optional(z.string()),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  State: z._default(z.string(), 'ACTIVE'),
  /** One of the two. */
  Provisioned: z.optional(provisioned),
  Serverless: z.optional(serverless),
  /** While MSK is at work it shows what was there before. Left out: it shows at once what comes. */
  ShowsUpdatesLate: z.optional(z.boolean()),
  /** What MSK is on its way to: it is UPDATING. */
  Arriving: z.optional(provisioned),
  /** MSK works on each update, gives it up, and the cluster is as it was before. */
  UpdatesFail: z.optional(z.boolean()),
  /** What the last update was to make of it: MSK gave it up. */
  Failed: z.optional(provisioned),
  /** What of an update MSK does not tell: what it is to make of the cluster. */
  HidesTargets: z.optional(z.boolean()),
  /** No page says what MSK answers to combinations that it does not list: it takes them. */
  TakesAnyCombination: z.optional(z.boolean()),
  /** Of how many of its brokers MSK shows the network interface. Left out: of all. */
  InterfacesShown: z.optional(z.number()),
  Tags: tagRecords,
});

/** Clusters as DescribeClusterV2 answers them. */
export const kafkaRecords = z.strictObject({ Clusters: z._default(z.array(cluster), []) });

export type Cluster = Omit<z.output<typeof cluster>, 'Id' | 'Region'> & {
  readonly ClusterArn: string;
  readonly Region: string;
};
export interface Kafka {
  /** Every cluster of the account. */
  readonly Clusters: readonly Cluster[];
}

/** Names of clusters are unique, so that one id is good for all. */
const idOf = (isServerless: boolean): string =>
  `0a1b2c3d-4e5f-6789-abcd-ef0123456789-${isServerless ? 's1' : '7'}`;

/** The records with AWS's defaults. */
export const loadKafka = (
  { Clusters }: z.output<typeof kafkaRecords>,
  { region, partition, account }: Where,
): Kafka | string => {
  const odd = Clusters.find(
    ({ Provisioned, Serverless }) => (Provisioned === undefined) === (Serverless === undefined),
  );
  if (odd) return `Cluster ${odd.ClusterName} is either Provisioned or Serverless`;
  return {
    Clusters: Clusters.map(({ Id, Region = region, ...rest }) => ({
      ...rest,
      Region,
      ClusterArn: `arn:${partition}:kafka:${Region}:${account}:cluster/${rest.ClusterName}/${Id ?? idOf(rest.Serverless !== undefined)}`,
    })),
  };
};
