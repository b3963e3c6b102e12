import type { Aws } from '../../../core/model/remediation.ts';
import type { Dependants } from '../../../dependants/words.ts';

/**
 * Other AWS services that may come without TLS. DMS is not asked: it speaks TLS with Redshift whatever its endpoints say.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
 */
export const dependantsOf = async (addresses: readonly string[], aws: Aws): Promise<Dependants> => {
  // Loaded only for what would be changed.
  const { dependantsOn, namesHost } = await import('../../../dependants/dependants.ts');
  const isMeant = addresses.length === 0 ? undefined : namesHost(addresses);
  return dependantsOn({ isMeant, engine: 'Redshift', not: ['dms'] }, aws);
};
