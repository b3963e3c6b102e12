import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import type { Dependants } from '../../../dependants/words.ts';
import { domainsIn, namesPlaintextOf } from '../facts/dependants.ts';

/** Other AWS services that were given plaintext addresses of a cluster. */
export const dependantsOf = async ({ arn: ClusterArn }: Target, aws: Aws): Promise<Dependants> => {
  const shown = await aws.use(KafkaClient).send(new GetBootstrapBrokersCommand({ ClusterArn }));
  const domains = domainsIn([shown.BootstrapBrokerString, shown.BootstrapBrokerStringIpv6]);
  // Loaded only for what would be changed.
  const { dependantsOn } = await import('../../../dependants/dependants.ts');
  return dependantsOn({ isMeant: domains.size === 0 ? undefined : namesPlaintextOf(domains) }, aws);
};
