import type { StatusMeaning } from './statuses.ts';

const restore = 'Restore its data to a new cluster from a snapshot; RDS does not bring this one back.';

const byPeople: Readonly<Record<string, string>> = {
  'cloning-failed': 'Clone it again, and delete this one.',
  'inaccessible-encryption-credentials': restore,
  'inaccessible-encryption-credentials-recoverable':
    'Enable its KMS key and start the cluster, within seven days: after them only a snapshot helps.',
  'migration-failed': 'Look at its recent events, resolve the problems they name, and migrate again.',
};

const passing: ReadonlySet<string> = new Set([
  'backtracking',
  'creating',
  'deleting',
  'failing-over',
  'maintenance',
  'migrating',
  'modifying',
  'preparing-data-migration',
  'promoting',
  // Multi-AZ DB clusters: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RebootDBCluster.html
  'rebooting',
  'renaming',
  'resetting-master-credentials',
  'starting',
  'stopping',
  'update-iam-db-auth',
  'upgrading',
]);

/**
 * What the status of a DB cluster means for a change of its parameters. `Status` is a string without an enumeration: what
 * is not on AWS's pages is never guessed.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html
 * https://docs.aws.amazon.com/documentdb/latest/developerguide/monitoring_docdb-cluster_status.html
 */
export const clusterMeaningOf = (status: string): StatusMeaning => {
  const remedy = Object.hasOwn(byPeople, status) ? byPeople[status] : undefined;
  if (remedy !== undefined) return { is: 'people', remedy };
  if (status === 'available' || status === 'storage-optimization') return { is: 'ready' };
  // A backup comes every day.
  if (status === 'backing-up') return { is: 'passing', keepsParameters: true };
  if (passing.has(status)) return { is: 'passing' };
  return { is: status === 'stopped' ? 'stopped' : 'unheard' };
};

/** The worst first: the cluster is as far as the member that is least far. What no page has is worst of all. */
const worst = [
  'failed-to-apply',
  'applying',
  'pending-database-upgrade',
  'pending-reboot',
  'in-sync',
] as const;

/** How far AWS is with the group on all members. A cluster without members runs nothing that could be behind. */
export const applyStatusOf = (statuses: readonly string[]): string =>
  statuses.find((status) => !worst.some((known) => known === status)) ??
  worst.find((known) => statuses.includes(known)) ??
  'in-sync';
