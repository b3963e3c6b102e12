interface Attached {
  readonly ParameterApplyStatus?: string | undefined;
  readonly ClusterParameterStatusList?: readonly Applied[] | undefined;
}
interface Applied {
  readonly ParameterName?: string | undefined;
  readonly ParameterApplyStatus?: string | undefined;
}

/** In the words of RDS. Of the first four AWS says that the next reboot applies them. */
const words: Readonly<Record<string, string>> = {
  'pending-reboot': 'pending-reboot',
  'apply-deferred': 'pending-reboot',
  'apply-error': 'pending-reboot',
  'unknown-error': 'pending-reboot',
  'invalid-parameter': 'failed-to-apply',
};

/**
 * How far Redshift is with the parameter: as it says of the parameter itself, else of the group.
 * https://docs.aws.amazon.com/redshift/latest/APIReference/API_ClusterParameterStatus.html
 */
export const applyStatusOf = (group: Attached, parameter: string): string => {
  const { ParameterApplyStatus: whole = '', ClusterParameterStatusList: list = [] } = group;
  if (whole === 'applying') return whole;
  const own = list.find(({ ParameterName }) => ParameterName === parameter)?.ParameterApplyStatus;
  const status = own ?? whole;
  return Object.hasOwn(words, status) ? (words[status] ?? status) : status;
};

export type StatusMeaning =
  | { readonly is: 'ready' | 'passing' | 'stopped' | 'unheard' }
  | { readonly is: 'people'; readonly remedy: string };

const restore = 'Restore its data to a new cluster from a snapshot.';
const events = 'Look at its recent events in the Redshift console and resolve the problems they name.';

const byPeople: Readonly<Record<string, string>> = {
  'hardware-failure': restore,
  'incompatible-hsm': 'Put the connection to its hardware security module right.',
  'incompatible-network': `Give its subnets free addresses. ${events}`,
  'incompatible-parameters':
    'Put the parameter back that its recent events in the Redshift console name, and reboot it.',
  'incompatible-restore': restore,
  'storage-full': 'Resize it, or delete data that nobody needs.',
};

const passing: ReadonlySet<string> = new Set([
  // Redshift takes changes of one that is plainly available only.
  'available, prep-for-resize',
  'available, resize-cleanup',
  'cancelling-resize',
  'creating',
  'deleting',
  'final-snapshot',
  'maintenance',
  'modifying',
  'rebooting',
  'renaming',
  'resizing',
  'rotating-keys',
  'updating-hsm',
]);

/**
 * What the status of a cluster means for a change of its parameters. `ClusterStatus` is a string without an enumeration:
 * what is not on AWS's page is never guessed.
 * https://docs.aws.amazon.com/redshift/latest/APIReference/API_Cluster.html
 */
export const meaningOf = (status: string): StatusMeaning => {
  const remedy = Object.hasOwn(byPeople, status) ? byPeople[status] : undefined;
  if (remedy !== undefined) return { is: 'people', remedy };
  if (status === 'available') return { is: 'ready' };
  if (passing.has(status)) return { is: 'passing' };
  return { is: status === 'paused' ? 'stopped' : 'unheard' };
};
