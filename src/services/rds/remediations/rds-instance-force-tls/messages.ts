/** What is said of instances alone. */
export const messages = {
  'cluster-member': {
    says: 'Instance {instance} belongs to cluster {cluster}; the cluster decides about TLS, and the rules about instances leave it out.',
    todo: 'Look at the parameter group of the cluster.',
  },
  'engine-not-covered': {
    says: 'Instance {instance} runs {engine}, which has no parameter that refuses plaintext.',
    todo: 'Oracle needs an option group with SSL or native network encryption, Db2 its own SSL port, RDS Custom its own operating system.',
  },
  'engine-unknown': {
    says: 'Instance {instance} runs {engine}, an engine that Waxseal does not know, so nothing was evaluated.',
    todo: 'Find out how that engine refuses plaintext.',
  },
  'dms-without-tls': {
    says: 'DMS endpoints connect to instance {instance} without TLS and would fail: {names}.',
    todo: 'Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
  },
  'glue-without-tls': {
    says: 'Glue connections to instance {instance} do not enforce TLS and may fail: {names}.',
    todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
  },
  'proxy-without-tls': {
    says: 'RDS proxies in front of instance {instance} do not require TLS: {names}. AWS does not say clearly whether they speak TLS to it.',
    todo: 'Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
  },
  'dependants-unseen': {
    says: 'It could not be excluded that others connect to instance {instance} without TLS: Waxseal could not look through {what}.',
    todo: "Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
  },
  'blue-green-busy': {
    says: 'Blue/green deployment {deployment} of instance {instance} is {status}: RDS copies or renames its instances.',
    todo: 'Nothing to do. It is evaluated again when RDS is done.',
  },
  'is-blue': {
    says: 'Instance {instance} is on the blue side of blue/green deployment {deployment} ({status}). The green side may have a parameter group of its own, and with that one plaintext gets in again after the switchover.',
    todo: 'Switch over or delete the deployment first; or approve, and have the green instance refuse plaintext before the switchover too.',
  },
  'is-green': {
    says: 'Instance {instance} is on the green side of blue/green deployment {deployment} ({status}). Its clients come with the switchover, and whoever speaks no TLS is shut out then, when nobody watches any more.',
    todo: 'Find out who speaks no TLS at the blue instance first (waxseal evidence), then approve.',
  },
  'blue-green-unseen': {
    says: 'Whether instance {instance} is part of a blue/green deployment is not known: Waxseal may not read them. After a switchover another parameter group could let plaintext in again.',
    todo: "Give Waxseal's role rds:DescribeBlueGreenDeployments, or look at aws rds describe-blue-green-deployments yourself.",
  },
  'is-replica': {
    says: 'Instance {instance} is a read replica of {source}. Replication is not affected; the source is evaluated by itself.',
  },
  'has-replicas': {
    says: 'Instance {instance} has {count} read replicas. Replication is not affected; each replica is evaluated by itself.',
  },
} as const;
export type OwnId = keyof typeof messages;
