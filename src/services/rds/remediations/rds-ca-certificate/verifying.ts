import type { DBInstance } from '@aws-sdk/client-rds';
import { orUnseen } from '../../../../aws/error-names.ts';
import { allOf } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import {
  dmsEndpoints,
  verifyingDmsEndpoints,
  verifyingSecretDmsEndpoints,
} from '../../../../dependants/dms-endpoints.ts';
import { glueConnections, pinnedGlueConnections } from '../../../../dependants/glue-connections.ts';
import { namesHost } from '../../../../dependants/hosts.ts';
import { clusterParameterOf } from '../../facts/cluster-engines.ts';
import { tlsParameterOf } from '../../facts/engines.ts';
import { clusterPages } from '../../parameters/cluster-pages.ts';

/** AWS services that verify the certificate by one that somebody gave them. Names, sorted. */
export interface Verifying {
  readonly dms: readonly string[];
  readonly glue: readonly string[];
  /** What could not be looked through, in words. */
  readonly unseen: readonly string[];
}
export const nobody: Verifying = { dms: [], glue: [], unseen: [] };

/** Hosts by which clients come to a member of a cluster, but for its own. */
const hostsOf = async (DBClusterIdentifier: string, aws: Aws): Promise<readonly string[]> => {
  const clusters = await allOf(clusterPages({ DBClusterIdentifier }, aws));
  return clusters.flatMap(({ Endpoint, ReaderEndpoint, CustomEndpoints = [] }) =>
    [Endpoint, ReaderEndpoint, ...CustomEndpoints].flatMap((host) => host ?? []),
  );
};

/** As DMS's settings are called for people. */
const nameOf = (engine: string): string | undefined => {
  if (engine.startsWith('oracle-')) return 'Oracle';
  if (engine.startsWith('db2-')) return 'Db2';
  if (engine === 'docdb') return 'DocumentDB';
  return (clusterParameterOf(engine) ?? tlsParameterOf(engine))?.engine;
};

/** What can be read of them; what cannot be read is named, not failed upon. */
export const verifyingOf = async (
  { Endpoint, Engine = '', DBClusterIdentifier: cluster }: DBInstance,
  aws: Aws,
): Promise<Verifying> => {
  const { Address: address } = Endpoint ?? {};
  if (address === undefined) return { ...nobody, unseen: ['DMS endpoints', 'Glue connections'] };
  const [dms, glue, others] = await Promise.all([
    orUnseen(dmsEndpoints(aws)),
    orUnseen(glueConnections(aws)),
    cluster === undefined ? [] : orUnseen(hostsOf(cluster, aws)),
  ]);
  const isMeant = namesHost([address, ...(others === 'unseen' ? [] : others)]);
  const engine = nameOf(Engine);
  const secret = dms === 'unseen' || engine === undefined ? [] : verifyingSecretDmsEndpoints(engine, dms);
  return {
    dms: dms === 'unseen' ? [] : verifyingDmsEndpoints(isMeant, dms),
    glue: glue === 'unseen' ? [] : pinnedGlueConnections(isMeant, glue),
    unseen: [
      ...(dms === 'unseen' ? ['DMS endpoints'] : []),
      ...(glue === 'unseen' ? ['Glue connections'] : []),
      ...(others === 'unseen' ? [`who names an endpoint of cluster ${cluster}`] : []),
      ...(secret.length > 0
        ? [`DMS endpoints that take their host from a secret (${secret.join(', ')})`]
        : []),
    ],
  };
};
