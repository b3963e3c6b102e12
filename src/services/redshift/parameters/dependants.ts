import { orUnseen } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { glueConnections, plaintextGlueConnections } from '../../../dependants/glue-connections.ts';
import { namesHost } from '../../../dependants/hosts.ts';

/**
 * Names of Glue connections that do not enforce TLS. `unseen`: they may not be read, or AWS does not say what they would
 * name. DMS is not asked: it speaks TLS with Redshift whatever its endpoints say.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
 */
export const glueOf = async (
  addresses: readonly string[],
  aws: Aws,
): Promise<readonly string[] | 'unseen'> => {
  if (addresses.length === 0) return 'unseen';
  const found = await orUnseen(glueConnections(aws));
  return found === 'unseen' ? found : plaintextGlueConnections(namesHost(addresses), found);
};
