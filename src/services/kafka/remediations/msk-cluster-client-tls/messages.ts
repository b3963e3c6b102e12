import { environmentWords } from '../../../../dependants/words.ts';

/** What is said of a cluster besides the sentences of every setting. */
export const messages = {
  serverless: {
    says: 'Cluster {name} is serverless: MSK takes nothing but TLS there, and there is nothing to set. msk-serverless-endpoint says so.',
  },
  'given-up': {
    says: 'MSK was to change the security of cluster {name}, worked on its brokers, and gave it up ("{why}"). The cluster is as it was before. Waxseal does not try again by itself: each try takes brokers away from their clients, one after the other.',
    todo: 'See what became of it (aws kafka describe-cluster-operation-v2 --region {region} --cluster-operation-arn {operation}), put that right, and change it once by hand: version=$(aws kafka describe-cluster-v2 --region {region} --cluster-arn {arn} --query ClusterInfo.CurrentVersion --output text) && aws kafka update-security --region {region} --cluster-arn {arn} --current-version "$version" --encryption-info \'{encryption}\'. Once MSK has carried out this or another change, Waxseal goes on by itself.',
  },
  'first-of-two': {
    says: 'This is the first of two steps: from then on the brokers of cluster {name} speak TLS on port 9094 (20094 by IPv6) beside plaintext on 9092 (20092), and whoever was given addresses need not change anything yet. The second step, which takes plaintext away, is planned and asked about by itself when this one is done.',
    todo: 'Open the new port to the clients in the security groups of the brokers ({groups}). When it is done, have the clients move: aws kafka get-bootstrap-brokers --region {region} --cluster-arn {arn} has the new addresses, and security.protocol becomes SSL.',
  },
  'second-of-two': {
    says: 'This is the second of two steps: the brokers of cluster {name} speak TLS already, and this takes away the plaintext beside it.',
  },
  'triggers-move-at-once': {
    says: 'Event source mappings of Lambda that read cluster {name} and name no secret, and pipes of EventBridge alike, are given no addresses: they take the strongest way that the cluster has, and no other. From this step on they come over TLS, on port 9094, and read nothing where that is closed.',
    todo: 'See who they are (aws lambda list-event-source-mappings --event-source-arn {arn} --region {region}; the pipes in the console of EventBridge), and open port 9094 to them in the security groups of the brokers ({groups}) and in their own before it is applied.',
  },
  'tls-costs': {
    says: 'TLS takes time of the brokers’ CPU and some milliseconds of each request, once clients of cluster {name} use it.',
    todo: 'Watch CpuUser and CpuSystem of the brokers while clients move; AWS wants their sum under 60 %.',
  },
  'brokers-restart': {
    says: 'MSK changes the brokers of cluster {name} one after the other, and takes no other change before all are done. Clients of the broker that it is at work on lose their connections. Meanwhile a topic whose only replica is there cannot be used, and one that demands all of its replicas (min.insync.replicas) cannot be written.',
    todo: 'See that topics have more replicas than min.insync.replicas demands, and that clients know a broker in each Availability Zone. Choose a quiet hour.',
  },
  'owner-action': {
    says: 'MSK says that somebody has to do something about cluster {name} ({action}): while that is so, its brokers may not come back as they were.',
    todo: 'Do first what the console, or the AWS Health Dashboard, says of the cluster.',
  },
  'clients-on-plaintext': {
    says: 'Whoever connects to cluster {name} on port 9092 (20092 by IPv6) is refused from then on: applications, and whatever AWS runs that was given those addresses, such as functions, connectors, pipes, jobs and replication tasks. MSK records nobody who comes without authentication; flow logs of the brokers’ network interfaces do.',
    todo: 'Give each of them the addresses for TLS, and security.protocol SSL or SASL_SSL, first: aws kafka get-bootstrap-brokers --region {region} --cluster-arn {arn}',
  },
  'dms-in-plaintext': {
    says: 'DMS endpoints were given plaintext addresses of cluster {name} and would fail: {names}.',
    todo: 'Give them its addresses for TLS, and a SecurityProtocol that goes with those, first.',
  },
  'glue-in-plaintext': {
    says: 'Glue connections were given plaintext addresses of cluster {name} and would fail: {names}.',
    todo: 'Give them its addresses for TLS, and KAFKA_SSL_ENABLED true, first.',
  },
  ...environmentWords('cluster {name}'),
  'dependants-unseen': {
    says: 'It could not be excluded that others were given plaintext addresses of cluster {name}: Waxseal could not look through {what}.',
    todo: "Give Waxseal's role the read permissions if it lacks them, or look there yourself.",
  },
  'credentials-needed': {
    says: 'Clients that come in plaintext prove nothing about themselves, and over TLS cluster {name} lets in only who does: by {ways}.',
    todo: 'Give each of them credentials, and what they may do (IAM policies, or ACLs of Kafka), before it is applied.',
  },
  'authentication-unread': {
    says: 'MSK does not say whether cluster {name} lets in clients over TLS that prove nothing about themselves, as those in plaintext do.',
    todo: 'Try it with one client at the addresses for TLS before it is applied.',
  },
  'undo-needs-unauthenticated': {
    says: 'Cluster {name} takes {ways}. Undo sets TLS_PLAINTEXT again, and MSK takes that only while unauthenticated access is on.',
    todo: 'Turn that off, as msk-cluster-authenticated says, when nobody needs the undo any more.',
  },
  'zookeeper-apart': {
    says: 'Cluster {name} has ZooKeeper. Who talks to it directly does so in plaintext on port 2181, or over TLS on port 2182: that is no part of this setting, and MSK does not show whether it is closed.',
    todo: 'Where nobody needs it any more, close it: aws kafka update-connectivity --region {region} --cluster-arn {arn} --current-version VERSION --zookeeper-access Enabled=false; VERSION is CurrentVersion of aws kafka describe-cluster-v2 --region {region} --cluster-arn {arn}.',
  },
} as const;
