import { readinessBy } from '../../../../families/steps.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { authenticationIn } from '../../facts/authentication.ts';
import { nameIn } from '../../facts/cluster.ts';
import { statuses } from '../../facts/statuses.ts';
import { noDependants } from '../../../../dependants/words.ts';
import { dependantsOf } from '../../parameters/dependants.ts';
import { arrivingIn, clusterOf, givenUpIn, interfacesOf } from '../../parameters/cluster.ts';

const readiness = readinessBy(statuses);

/** What MSK holds of how clients speak with brokers, and what the next step must know. */
export const readCluster = async (target: Target, aws: Aws) => {
  const found = await clusterOf(target, aws);
  if (!found) return undefined;
  const { ClusterType, Provisioned, State = '' } = found;
  const { BrokerNodeGroupInfo, CustomerActionStatus = 'NONE', NumberOfBrokerNodes = 0 } = Provisioned ?? {};
  const { InstanceType = '', SecurityGroups = [] } = BrokerNodeGroupInfo ?? {};
  const value: string | null = Provisioned?.EncryptionInfo?.EncryptionInTransit?.ClientBroker ?? null;
  const arriving = await arrivingIn(found, aws);
  const isDue = State === 'ACTIVE' && (value === 'PLAINTEXT' || value === 'TLS_PLAINTEXT');
  // Only the last step shuts anybody out: only then it is asked who that is.
  const isLast = value === 'TLS_PLAINTEXT' && State === 'ACTIVE';
  return {
    name: nameIn(target.arn),
    held: [{ on: target.arn, value, ...(arriving !== undefined && { arriving }) }],
    readiness: readiness(State),
    around: {
      isServerless: ClusterType === 'SERVERLESS',
      authentication: authenticationIn(Provisioned?.ClientAuthentication),
      action: CustomerActionStatus === 'NONE' ? null : CustomerActionStatus,
      groups: SecurityGroups.toSorted(),
      // Express brokers have their ZooKeeper, where there is one, closed by MSK.
      hasZookeeper: Provisioned?.ZookeeperConnectString !== undefined && !InstanceType.startsWith('express.'),
      givenUp: (isDue && (await givenUpIn(target, aws))) || null,
      dependants: isLast ? await dependantsOf(target, aws) : noDependants,
      interfaces: isLast ? await interfacesOf(target, NumberOfBrokerNodes, aws) : [],
    },
  };
};
export type SeenCluster = NonNullable<Awaited<ReturnType<typeof readCluster>>>;
