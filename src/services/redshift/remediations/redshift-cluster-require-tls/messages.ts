import { wordsWithoutDms } from '../../../../dependants/words.ts';

/** What is said of Redshift besides the sentences of every parameter, or otherwise than there. */
export const messages = {
  'cluster-stopped': {
    says: 'Cluster {cluster} is paused: nobody can connect to it, and Redshift changes nothing in it.',
    todo: 'Nothing: Waxseal looks again when somebody has resumed it.',
  },
  'reboot-needed': {
    says: 'Parameter group {group} demands TLS, and cluster {cluster} will do so after its next reboot at the latest.',
    todo: 'Reboot it when its users agree (aws redshift reboot-cluster --region {region} --cluster-identifier {cluster}). Waxseal never reboots.',
  },
  'reboot-needed-others-queued': {
    says: 'Parameter group {group} demands TLS, and cluster {cluster} will do so after its next reboot at the latest. That reboot may carry out what its owner has queued, too: {changes}.',
    todo: 'Reboot it when that may take place too (aws redshift reboot-cluster --region {region} --cluster-identifier {cluster}). Waxseal never reboots.',
  },
  'queued-changes': {
    says: 'The owner of cluster {cluster} has queued changes ({changes}), and the reboot that this change needs may carry them out.',
    todo: 'Waxseal does not start queued changes. Let them finish first, or plan one reboot for both.',
  },
  'reboot-follows': {
    says: 'Nothing happens to clients before cluster {cluster} is rebooted: by its owner, or by AWS for maintenance, of which its pages do not agree whether that applies it.',
    todo: 'Plan the reboot before the next maintenance window; it breaks off open connections and running queries; until then the cluster counts as not encrypted.',
  },
  'group-shared': {
    says: 'Parameter group {group} is shared: {count} other clusters would refuse plaintext as well, each after its next reboot ({clusters}).',
    todo: 'Agree with their owners; or make a group of its own for it with all that is set in this one, and attach it.',
  },
  'parameter-missing': {
    says: 'Redshift does not list {parameter} in the parameter group of cluster {cluster}.',
    todo: 'Look at the group in the Redshift console, or ask AWS Support.',
  },
  'parameter-fixed': {
    says: 'Redshift does not let anybody change {parameter} in parameter group {group} of cluster {cluster}.',
    todo: 'Ask AWS Support, or attach another parameter group.',
  },
  'clients-without-tls': {
    says: 'Whoever connects to cluster {cluster} without TLS is refused after its reboot. Who that is, Redshift tells to superusers of the database, and in its connection log.',
    todo: 'Look at SYS_CONNECTION_LOG as one of them: ssl_version is empty for those without TLS. Give them ssl=true (JDBC), or sslmode=verify-full with the bundle of Amazon Trust Services. Query editor v2, the Data API and DMS use TLS by themselves.',
  },
  ...wordsWithoutDms('cluster {cluster}'),
} as const;
export type OwnId = keyof typeof messages;
