/** Everything that is said of cache clusters. */
export const messages = {
  'no-tls': {
    says: 'Memcached cluster {name} was made without TLS: what clients store in it and get from it goes in the clear.',
    todo: 'ElastiCache sets TLS of Memcached when a cluster is made and never after, so that Waxseal cannot. Make another one as waxseal plan --resource ARN shows, have clients use that one with TLS, give it the tags of {name}, and delete {name} when nobody is left. The new one begins empty.',
  },
  'engine-too-old': {
    says: 'Memcached cluster {name} runs {version}, which takes no TLS: what clients store in it and get from it goes in the clear.',
    todo: 'Make another one with Memcached 1.6.12 or newer, a parameter group of the family memcached1.6 and TLS (what it is else, {name} tells: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name} --show-cache-node-info), have clients use that one, and delete {name} when nobody is left.',
  },
  'node-type-too-old': {
    says: 'Memcached cluster {name} has nodes of type {type}, which take no TLS: what clients store in it and get from it goes in the clear.',
    todo: 'Make another one with nodes of a newer type and TLS (what it is else, {name} tells: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name} --show-cache-node-info), have clients use that one, and delete {name} when nobody is left.',
  },
  leaving: {
    says: 'Cache cluster {name} is being deleted.',
  },
  'of-a-group': {
    says: 'Cache cluster {name} is a node of replication group {group}, which decides about TLS.',
  },
  'no-group': {
    says: 'Cache cluster {name} runs {engine} by itself, and only replication groups of it take TLS: what clients store in it and get from it goes in the clear.',
    todo: 'ElastiCache sets TLS of {engine} with a replication group alone, so that Waxseal cannot. Have clients store nothing more, and take a snapshot: aws elasticache create-snapshot --region {region} --cache-cluster-id {name} --snapshot-name {snapshot}. When it is available (aws elasticache describe-snapshots --region {region} --snapshot-name {snapshot}), make a replication group from it as waxseal plan --resource ARN shows, have clients use that one with TLS, give it the tags and log deliveries of {name}, and delete {name} when nobody is left.',
  },
  'group-too-old': {
    says: 'Cache cluster {name} runs {engine} {version} by itself, which takes TLS not even in a replication group: what clients store in it and get from it goes in the clear.',
    todo: 'Make a replication group with TLS, a newer version and a parameter group of the family of that version from a snapshot (what it is else, {name} tells: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name} --show-cache-node-info), have clients use that one, and delete {name} when nobody is left.',
  },
  'other-engine': {
    says: 'Cache cluster {name} runs {engine}, which this version of Waxseal does not know: whether it takes TLS is not known.',
    todo: 'Look at it: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name}',
  },
  'not-told': {
    says: 'ElastiCache does not say whether cache cluster {name} takes TLS.',
    todo: 'Look at it: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name}',
  },
} as const;
