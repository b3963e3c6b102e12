type Described = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Described =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without what is not there; lists of a cluster are sets, so that their order means nothing. */
const settled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(String).toSorted();
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, settled(inner)]])),
  );
};

/** What the call that makes a cluster takes by the same names. */
const kept: ReadonlySet<string> = new Set([
  'BrokerNodeGroupInfo',
  'ClientAuthentication',
  'EncryptionInfo',
  'EnhancedMonitoring',
  'LoggingInfo',
  'NumberOfBrokerNodes',
  'OpenMonitoring',
  'Rebalancing',
  'StorageMode',
]);

const partOf = (value: unknown, name: string): Described => {
  const part: unknown = isObject(value) ? value[name] : undefined;
  return isObject(part) ? part : {};
};

/**
 * What a new cluster is made from that is like this one, as MSK describes it, and encrypts between its brokers. Public and
 * multi-VPC access are switched on later, if they are wanted. https://docs.aws.amazon.com/msk/2.0/apireference/v2-clusters.html
 */
export const encryptedLike = (provisioned: Described): Described => {
  const { ConnectivityInfo: _later, ZoneIds: _told, ...group } = partOf(provisioned, 'BrokerNodeGroupInfo');
  const software = partOf(provisioned, 'CurrentBrokerSoftwareInfo');
  const { ConfigurationArn: Arn, ConfigurationRevision: Revision, KafkaVersion } = software;
  const encryption = partOf(provisioned, 'EncryptionInfo');
  const like = settled({
    ...Object.fromEntries(Object.entries(provisioned).filter(([name]) => kept.has(name))),
    BrokerNodeGroupInfo: group,
    EncryptionInfo: {
      ...encryption,
      EncryptionInTransit: { ...partOf(encryption, 'EncryptionInTransit'), InCluster: true },
    },
    KafkaVersion,
    ...(Arn !== undefined && { ConfigurationInfo: { Arn, Revision } }),
  });
  return isObject(like) ? like : {};
};
