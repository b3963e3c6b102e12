import { orUnseen } from '../../../aws/error-names.ts';
import { allOf, bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { plaintextGlueConnections } from '../../rds/facts/dependants.ts';

/** The SDK client of Glue is loaded only for a cluster that would be changed. */
const glueConnectionsTo = async (addresses: readonly string[], aws: Aws): Promise<readonly string[]> => {
  const { GlueClient, paginateGetConnections } = await import('@aws-sdk/client-glue');
  // Passwords are none of our business.
  const asked = paginateGetConnections({ client: aws.use(GlueClient) }, { HidePassword: true });
  const connections = (await allOf(bounded(asked))).flatMap(({ ConnectionList = [] }) => ConnectionList);
  const found = addresses.flatMap((address) => plaintextGlueConnections(address, connections));
  return [...new Set(found)].toSorted();
};

/**
 * Names of Glue connections that do not enforce TLS. `unseen`: they may not be read, or AWS does not say what they would
 * name. DMS is not asked: it speaks TLS with Redshift whatever its endpoints say.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
 */
export const glueOf = async (
  addresses: readonly string[],
  aws: Aws,
): Promise<readonly string[] | 'unseen'> =>
  addresses.length === 0 ? 'unseen' : orUnseen(glueConnectionsTo(addresses, aws));
