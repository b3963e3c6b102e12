import { aroundWords } from '../../parameters/dependant-hazards.ts';

/** What is said of clusters of Aurora and of RDS alone. */
export const messages = {
  ...aroundWords('cluster'),
  'other-service': {
    says: 'Cluster {cluster} runs {engine}; this is about Aurora and Multi-AZ DB clusters.',
  },
  'engine-unknown': {
    says: 'Cluster {cluster} runs {engine}, an engine that Waxseal does not know, so nothing was evaluated.',
    todo: 'Find out how that engine refuses plaintext.',
  },
  'serverless-v1': {
    says: 'Cluster {cluster} is Aurora Serverless v1: a change of its parameters restarts it at once, and Waxseal never restarts anything.',
    todo: 'Move it to Aurora Serverless v2; or set {parameter} in its DB cluster parameter group by hand, at a time when it may be interrupted.',
  },
  'reboot-follows': {
    says: 'Each instance of cluster {cluster} has to be rebooted: by its owner, or by AWS for maintenance, an upgrade or the recovery of its host. AWS says that some parameters of another group hold before that and others do not, and not which: clients without TLS may be refused at once.',
    todo: 'Plan the reboots, readers first, before the next maintenance window; until the last one the cluster counts as not encrypted.',
  },
  'has-replicas': {
    says: 'Cluster {cluster} has {count} read replicas elsewhere, which connect to it; AWS does not say whether they do so over TLS.',
    todo: 'Watch their replication lag after the change, and undo it if it grows.',
  },
  'is-replica': {
    says: 'Cluster {cluster} is a read replica of {source}, which is evaluated by itself.',
  },
  'in-global-database': {
    says: 'Cluster {cluster} belongs to the global database {global}. Its clusters in other Regions have DB cluster parameter groups of their own and are evaluated there; after a failover those decide.',
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyGlobalCluster.html (AllowMajorVersionUpgrade)
    todo: 'A major version upgrade of the global database gives all of them default groups: attach groups that demand TLS again afterwards.',
  },
} as const;
export type OwnId = keyof typeof messages;
