import { dependantWords } from '../../../../dependants/words.ts';

/** What is said of DocumentDB besides the sentences of every parameter. */
export const messages = {
  'plaintext-accepted': {
    says: 'Cluster {cluster} ({engine}) demands neither TLS 1.2 nor newer: {parameter} is {value} in parameter group {group}.',
    todo: 'Apply the plan: it sets {parameter} to tls1.2+.',
  },
  'other-service': {
    says: 'Cluster {cluster} runs {engine}; this is about Amazon DocumentDB.',
  },
  'engine-unknown': {
    says: 'Cluster {cluster} runs {engine}, an engine that Waxseal does not know, so nothing was evaluated.',
    todo: 'Find out how that engine refuses plaintext.',
  },
  'engine-too-old': {
    says: 'DocumentDB {version} of cluster {cluster} knows disabled and enabled alone; it cannot demand TLS 1.2.',
    todo: 'Upgrade to {upgradeTo} or newer. If tls is disabled, set it to enabled in its cluster parameter group until then, once all clients speak TLS, and reboot its instances.',
  },
  'clients-without-tls': {
    says: 'tls is disabled for cluster {cluster}: it takes no TLS at all, and after the reboot of its instances it takes nothing else. Every client has to change at that time.',
    todo: 'Prepare all clients (tls=true, and the CA bundle of Amazon RDS), and reboot the instances together with them.',
  },
  'clients-with-old-tls': {
    says: 'tls is enabled for cluster {cluster}: clients that know only TLS 1.0 or 1.1, which versions before 5.0.1 take, are refused after the reboot of its instances. AWS records nowhere who they are.',
    todo: 'Look at the drivers and the runtimes of all clients, then approve.',
  },
  'patch-unread': {
    says: 'tls1.2+ needs engine patch 2.0.10980 of DocumentDB 4.0, or 3.0.11051 of 5.0. AWS tells the patch of cluster {cluster} to database users alone.',
    todo: 'Ask as one of them: db.runCommand({ getEngineVersion: 1 }). If it is older, apply the pending maintenance first (aws docdb describe-pending-maintenance-actions --region {region}).',
  },
  ...dependantWords('cluster {cluster}'),
  'dms-without-tls': {
    says: 'DMS endpoints connect to cluster {cluster} without TLS and would fail: {names}.',
    todo: 'Set their SslMode to verify-full, with the CA bundle of Amazon RDS.',
  },
  'in-global-database': {
    says: 'Cluster {cluster} belongs to the global cluster {global}. Its clusters in other Regions have cluster parameter groups of their own and are evaluated there; after a failover those decide.',
  },
} as const;
export type OwnId = keyof typeof messages;
