/**
 * What the status of a DB instance means for a change of its parameters.
 * - `ready`: the engine runs, and RDS takes the change.
 * - `passing`: RDS is at work and refuses changes; it passes by itself.
 * - `stopped`: nobody can connect, and RDS refuses changes until it is started; after seven days RDS starts it.
 * - `people`: it stays so until somebody does what `remedy` says.
 * - `unheard`: no page of AWS has it.
 */
export type StatusMeaning =
  | { readonly is: 'ready' | 'stopped' | 'unheard' }
  | { readonly is: 'passing'; readonly keepsParameters?: true }
  | { readonly is: 'people'; readonly remedy: string };

const restore = 'Restore its data to a new instance from a backup; RDS does not bring this one back.';
const recreate = 'Delete it and create it anew; it never ran.';
const events = 'Look at its recent events in the RDS console and resolve the problems they name.';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html#Overview.DBInstance.Status */
const byPeople: Readonly<Record<string, string>> = {
  failed: restore,
  'inaccessible-encryption-credentials': restore,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html: seven days, then for good.
  'inaccessible-encryption-credentials-recoverable':
    'Enable its KMS key and start the instance, within seven days: after them only a backup helps.',
  'incompatible-create': recreate,
  'incompatible-network': `Give its subnets free addresses. ${events}`,
  'incompatible-option-group': events,
  // RDS cannot start the engine: one more change of the group would only hide which one it was.
  'incompatible-parameters':
    'Put the parameter back that its recent events in the RDS console name, and reboot it.',
  'incompatible-restore': restore,
  'insufficient-capacity': recreate,
  'restore-error': restore,
  'storage-full': 'Give it more storage first.',
  upgrade_failed: events,
};

const passing: ReadonlySet<string> = new Set([
  'configuring-enhanced-monitoring',
  'configuring-iam-database-auth',
  'configuring-log-exports',
  'converting-to-vpc',
  'creating',
  'delete-precheck',
  'deleting',
  'maintenance',
  'modifying',
  'moving-to-vpc',
  'rebooting',
  'renaming',
  'resetting-master-credentials',
  'starting',
  'stopping',
  // Its engine does not run: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.UpgradeFileSystem.html
  'storage-config-upgrade',
  'upgrading',
]);

const ready: ReadonlySet<string> = new Set([
  'available',
  // Up to days, and anything but the storage may be changed: https://repost.aws/knowledge-center/rds-stuck-in-storage-optimization
  'storage-optimization',
  // "It remains available for operations", for hours after a restore.
  'storage-initialization',
]);

/** `DBInstanceStatus` is a string without an enumeration: what is not on AWS's page is never guessed. */
export const meaningOf = (status: string): StatusMeaning => {
  const remedy = Object.hasOwn(byPeople, status) ? byPeople[status] : undefined;
  if (remedy !== undefined) return { is: 'people', remedy };
  if (ready.has(status)) return { is: 'ready' };
  // A backup comes every day.
  if (status === 'backing-up') return { is: 'passing', keepsParameters: true };
  if (passing.has(status)) return { is: 'passing' };
  return { is: status === 'stopped' ? 'stopped' : 'unheard' };
};
