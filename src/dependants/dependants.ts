import { orUnseen } from '../aws/error-names.ts';
import type { Aws } from '../core/model/remediation.ts';
import { dmsEndpoints, plaintextDmsEndpoints, secretDmsEndpoints } from './dms-endpoints.ts';
import { glueConnections, plaintextGlueConnections } from './glue-connections.ts';

/** Other AWS services that were told to connect to a resource without TLS. Names, sorted. */
export interface Dependants {
  readonly dmsEndpoints: readonly string[];
  readonly glueConnections: readonly string[];
  /** What could not be looked through, in words. */
  readonly unseen: readonly string[];
}

/** What others would have been told. */
export interface Sought {
  /** Whether a text (a host, a list of brokers, a URL) leads to the resource. `undefined`: it has no address to compare with yet. */
  readonly isMeant: ((text: string) => boolean) | undefined;
  /** Its name for people, where DMS may have its host in a secret. */
  readonly engine?: string;
}

/** What can be read of them; what cannot be read is named, not failed upon. */
export const dependantsOn = async ({ isMeant, engine }: Sought, aws: Aws): Promise<Dependants> => {
  if (!isMeant)
    return { dmsEndpoints: [], glueConnections: [], unseen: ['DMS endpoints', 'Glue connections'] };
  const [dms, glue] = await Promise.all([orUnseen(dmsEndpoints(aws)), orUnseen(glueConnections(aws))]);
  const secret = dms === 'unseen' || engine === undefined ? [] : secretDmsEndpoints(engine, dms);
  return {
    dmsEndpoints: dms === 'unseen' ? [] : plaintextDmsEndpoints(isMeant, dms),
    glueConnections: glue === 'unseen' ? [] : plaintextGlueConnections(isMeant, glue),
    unseen: [
      ...(dms === 'unseen' ? ['DMS endpoints'] : []),
      ...(glue === 'unseen' ? ['Glue connections'] : []),
      ...(secret.length > 0
        ? [`DMS endpoints that take their host from a secret (${secret.join(', ')})`]
        : []),
    ],
  };
};
