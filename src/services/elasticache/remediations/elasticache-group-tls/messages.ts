const modify = 'aws elasticache modify-replication-group --region {region} --replication-group-id {name}';

/** What is said of replication groups besides the sentences of every setting. */
export const messages = {
  'plaintext-stays': {
    says: 'First of two steps: with preferred, nodes of replication group {name} take TLS beside plaintext; they are exchanged one after another, and clients connect anew. AWS Config and Security Hub are content with it, and plaintext still gets in.',
    todo: 'Have every client use TLS afterwards, by the endpoints that DescribeReplicationGroups shows then; they can be others. The second step is a plan and an approval of its own.',
  },
  'plaintext-ends': {
    says: 'Second of two steps: with required, whoever connects to replication group {name} without TLS is refused, and endpoints for plaintext vanish. ElastiCache records nobody who comes without TLS.',
    todo: 'See in the configuration of every client that it uses TLS and an endpoint of today.',
  },
  'engine-too-old': {
    says: 'TLS of replication group {name} cannot be changed: {engine} {version} takes it only when a group is made.',
    todo: `Upgrade to Redis OSS 7.0.5 or Valkey 7.2 or newer first, in its maintenance window: ${modify} --engine valkey --engine-version 7.2 --no-apply-immediately`,
  },
  'engine-unknown': {
    says: 'Whether TLS of replication group {name} can be changed is not known: it runs {engine} {version}.',
    todo: 'Look whether its engine is Redis OSS 7.0.5, Valkey 7.2 or newer, and set TransitEncryptionEnabled and TransitEncryptionMode by hand.',
  },
  'others-queued': {
    says: 'The owner of replication group {name} has queued other changes ({queued}), and a change of TLS would start them, too.',
    todo: 'Let them take place in the maintenance window first; it is evaluated again afterwards.',
  },
  'global-datastore': {
    says: 'Replication group {name} belongs to the global datastore {global}, whose groups must take TLS alike.',
    todo: 'Change it with the owners of all its Regions, by the global datastore.',
  },
} as const;
