import { environmentWords, unseenWords } from '../../../../dependants/words.ts';

const modify = 'aws elasticache modify-replication-group --region {region} --replication-group-id {name}';

/** What is said of replication groups besides the sentences of every setting. */
export const messages = {
  'node-names-change': {
    says: 'First of two steps, to preferred: it gives the nodes of replication group {name} other DNS names, and AWS deletes those of today: whoever connects by the name of a node is cut off, with TLS or without. What stays until the second step is {kept}.',
    todo: `See first that every client has {kept} in its configuration, and none has the name of a node. The names of the nodes: aws elasticache describe-cache-clusters --region {region} --show-cache-node-info --query "CacheClusters[?ReplicationGroupId=='{name}'].CacheNodes[].Endpoint.Address"`,
  },
  'plaintext-stays': {
    says: 'With preferred, replication group {name} takes TLS beside plaintext, which still gets in. AWS Config and Security Hub are content with that. ElastiCache is at work on the nodes meanwhile, and takes TLS when all of them are done.',
    todo: 'When the group is available again, have every client use TLS, by the endpoints that DescribeReplicationGroups shows then: their names are new ones, and those of today ({kept}) lead there as well until the second step. The second step is a plan and an approval of its own.',
  },
  'plaintext-ends': {
    says: 'Second of two steps: with required, replication group {name} refuses whoever comes without TLS, and AWS deletes the endpoints from before the first step: whoever still has one of them is cut off, with TLS or without. ElastiCache records nobody who comes without TLS.',
    todo: 'See in the configuration of every client that it uses TLS and an endpoint of today. Then look at tls_mode_connected_tcp_clients in what INFO answers at each node: AWS wants to see 0, and a client that comes once a night is not in it.',
  },
  'dms-without-tls': {
    says: 'DMS endpoints connect to replication group {name} without TLS and would fail: {names}.',
    todo: 'Set SslSecurityProtocol of their RedisSettings to ssl-encryption first.',
  },
  ...environmentWords('replication group {name}'),
  ...unseenWords('replication group {name}'),
  'undo-shuts-out-tls': {
    says: 'To undo this step turns TLS off: whoever uses it by then is refused. AWS does not say that the names which nodes of replication group {name} have today come back.',
  },
  'undo-opens-plaintext': {
    says: 'To undo this step lets plaintext into replication group {name} again. AWS refuses that as soon as clients sign in with AUTH or a user group, and does not say that old endpoints come back.',
  },
  'engine-too-old': {
    says: 'TLS of replication group {name} cannot be changed: {engine} {version} takes it only when a group is made.',
    todo: `Upgrade first, in its maintenance window, to Valkey 7.2 or newer, which changes the engine as well, or to Redis OSS 7.1 (then with --engine redis --engine-version 7.1). It cannot go back to {version}, and where its parameter group is one of your own, --cache-parameter-group-name names another of the new family: ${modify} --engine valkey --engine-version 7.2 --no-apply-immediately`,
  },
  'engine-unknown': {
    says: 'Whether TLS of replication group {name} can be changed is not known: it runs {engine} {version}.',
    todo: 'Look whether its engine is Redis OSS 7.0.5, Valkey 7.2 or newer, and set TransitEncryptionEnabled and TransitEncryptionMode by hand.',
  },
  'others-queued': {
    says: 'Other changes of replication group {name} are queued ({queued}), and a change of TLS would start them, too.',
    todo: 'Let them take place in the maintenance window first; it is evaluated again afterwards.',
  },
  'global-datastore': {
    says: 'Replication group {name} belongs to the global datastore {global}. AWS takes no group with preferred for one, and has no call that changes TLS of all its groups.',
    todo: 'Make another global datastore from groups with TLS, and have the clients of all its Regions use that one; or take {name} out of it first.',
  },
  'cluster-mode-underway': {
    says: 'Cluster mode of replication group {name} is compatible: AWS takes no other change before its owner has decided.',
    todo: `When all clients speak the protocol of clusters: ${modify} --cluster-mode enabled (there is no way back), else --cluster-mode disabled. It is evaluated again afterwards.`,
  },
  'access-control': {
    says: 'Clients of replication group {name} sign in with {access}, and AWS changes TLS of no such group.',
    todo: 'Make another group with TLS from a snapshot; or take access control away until TLS is required, though whoever reaches the nodes gets in meanwhile: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-disable.html',
  },
  'access-unread': {
    says: 'ElastiCache does not say whether clients of replication group {name} sign in with AUTH, and AWS changes TLS of no such group.',
    todo: 'Look at it: aws elasticache describe-replication-groups --region {region} --replication-group-id {name} --query "ReplicationGroups[].AuthTokenEnabled"',
  },
} as const;
