import { aroundWords } from '../../parameters/dependant-hazards.ts';

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
  ...aroundWords('instance'),
  'is-replica': {
    says: 'Instance {instance} is a read replica of {source}. Replication is not affected; the source is evaluated by itself.',
  },
  'has-replicas': {
    says: 'Instance {instance} has {count} read replicas. Replication is not affected; each replica is evaluated by itself.',
  },
} as const;
export type OwnId = keyof typeof messages;
